import type { EdgeStyle } from './scene.ts';
import { VERDICT_WORDS } from './verdict-words.ts';

/** One line of the legend. */
export interface LegendEntry {
  readonly style: EdgeStyle;
  readonly words: string;
}

/** What lines mean. */
export const LEGEND: readonly LegendEntry[] = (
  ['allowed', 'one-sided', 'denied', 'depends', 'declared'] as const
).map((style) => ({ style, words: VERDICT_WORDS[style] }));

/** The dashes of each line, as SVG writes them; empty for a line without. */
export const DASHES: Readonly<Record<EdgeStyle, string>> = {
  allowed: '',
  'one-sided': '9 4 2 4',
  denied: '6 4',
  depends: '2 4',
  declared: '',
};
