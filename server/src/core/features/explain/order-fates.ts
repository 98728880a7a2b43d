import * as ports from '../../reach/port-set.ts';
import type { Fate } from './explain-pair.ts';

/** A fate, and whether its ports are all that no other fate has: they need not be told one by one then. */
export interface OrderedFate {
  readonly fate: Fate;
  readonly isRest: boolean;
}

/** The fate of most ports comes last, after those that somebody has in mind. */
export function orderFates(fates: readonly Fate[]): OrderedFate[] {
  const size = (fate: Fate): number =>
    ports.rangesOf(fate.ports).reduce((sum, { from, to }) => sum + to - from + 1, 0);
  const [largest] = [...fates].sort((a, b) => size(b) - size(a));
  return [...fates.filter((fate) => fate !== largest), ...(largest ? [largest] : [])].map((fate, i) => ({
    fate,
    isRest: i > 0 && fate === largest,
  }));
}
