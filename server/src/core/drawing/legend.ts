import type { EdgeStyle } from './scene.ts';
import { VERDICT_WORDS } from './verdict-words.ts';

/** One line of the legend. */
export interface LegendEntry {
  readonly style: EdgeStyle;
  readonly words: string;
}

/** What lines mean. */
export const LEGEND = [
  { style: 'allowed', words: VERDICT_WORDS.allowed },
  { style: 'one-sided', words: VERDICT_WORDS['one-sided'] },
  { style: 'denied', words: VERDICT_WORDS.denied },
  { style: 'depends', words: VERDICT_WORDS.depends },
  { style: 'declared', words: VERDICT_WORDS.declared },
] as const satisfies readonly LegendEntry[];

/** The dashes of each line, as SVG writes them; empty for a line without. */
export const DASHES: Readonly<Record<EdgeStyle, string>> = {
  allowed: '',
  'one-sided': '9 4 2 4',
  denied: '6 4',
  depends: '2 4',
  declared: '',
};
