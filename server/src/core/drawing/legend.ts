import type { EdgeStyle } from './scene.ts';

/** One line of the legend. */
export interface LegendEntry {
  readonly style: EdgeStyle;
  readonly words: string;
}

/** What lines mean. */
export const LEGEND = [
  { style: 'allowed', words: 'allowed' },
  { style: 'one-sided', words: 'one side only' },
  { style: 'denied', words: 'denied' },
  { style: 'depends', words: 'depends' },
  { style: 'declared', words: 'routes and selects' },
] as const satisfies readonly LegendEntry[];

/** The dashes of each line, as SVG writes them; empty for a line without. */
export const DASHES: Readonly<Record<EdgeStyle, string>> = {
  allowed: '',
  'one-sided': '9 4 2 4',
  denied: '6 4',
  depends: '2 4',
  declared: '',
};
