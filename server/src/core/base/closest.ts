import leven from 'leven';

/**
 * The candidate that somebody most likely meant, or undefined when none is near: at most a third of its letters may
 * differ, and at most two. An equal candidate is no answer. Of equally near ones the first in the alphabet is taken.
 */
export function closest(wanted: string, candidates: Iterable<string>): string | undefined {
  let best: string | undefined;
  let bestDistance = Number.POSITIVE_INFINITY;
  for (const candidate of [...new Set(candidates)].sort()) {
    const most = Math.min(2, Math.floor(Math.max(wanted.length, candidate.length) / 3));
    const distance = leven(wanted, candidate, { maxDistance: most + 1 });
    if (candidate === wanted || distance > most || distance >= bestDistance) continue;
    best = candidate;
    bestDistance = distance;
  }
  return best;
}
