/**
 * For each thing that was printed, the index of what it most likely comes from; undefined where nothing speaks for any.
 * What is written once may be printed often. Of equally likely ones the first that has not printed anything yet is taken.
 */
export function bestMatches<W, R>(
  written: readonly W[],
  rendered: readonly R[],
  score: (written: W, rendered: R) => number,
): (number | undefined)[] {
  const used = new Set<number>();
  return rendered.map((one) => {
    const scores = written.map((candidate) => score(candidate, one));
    const best = scores.reduce((most, value) => Math.max(most, value), 0);
    if (!(best > 0)) return undefined;
    const likely = scores.flatMap((value, i) => (best - value < NEARLY ? [i] : []));
    const match = likely.find((i) => !used.has(i)) ?? likely.at(-1);
    if (match !== undefined) used.add(match);
    return match;
  });
}

/** Sums of fractions differ in their last digits. */
const NEARLY = 1e-6;
