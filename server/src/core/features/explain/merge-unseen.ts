import { CONTROLLER } from '../connections/route-connections.ts';
import type { Fate } from './explain-pair.ts';

/**
 * Of what is said for each place where a controller may be that nobody has seen, one, if it is the same for all of them:
 * then it does not matter where it is.
 */
export function mergeUnseen<T extends { readonly from: string; readonly fates: readonly Fate[] }>(
  all: readonly T[],
): readonly T[] {
  const [first] = all;
  if (!first || all.some(({ from }) => !from.startsWith(CONTROLLER))) return all;
  const wanted = keyOf(first.fates);
  return all.every(({ fates }) => keyOf(fates) === wanted) ? [{ ...first, from: CONTROLLER }] : all;
}

function keyOf(fates: readonly Fate[]): string {
  return JSON.stringify(
    fates.map(({ ports, answer, sides }) => [
      ports.bounds,
      answer,
      sides.map((side) => [side.answer, side.doubt, side.reasons.map(({ text, doubt }) => [text, doubt])]),
    ]),
  );
}
