import leven from 'leven';

/**
 * The candidate that somebody most likely meant, or undefined when none is near: at most a third of its letters may
 * differ, and at most two. An equal candidate is no answer. Of equally near ones the first in the alphabet is taken.
 */
export function closest(wanted: string, candidates: Iterable<string>): string | undefined {
  return closestAccepted(wanted, candidates, () => true);
}

/** The same among the candidates that are accepted; only those that are near are asked about. */
export function closestAccepted(
  wanted: string,
  candidates: Iterable<string>,
  accepts: (candidate: string) => boolean,
): string | undefined {
  let best: string | undefined;
  let bestDistance = Number.POSITIVE_INFINITY;
  for (const candidate of candidates) {
    const most = Math.min(2, Math.floor(Math.max(wanted.length, candidate.length) / 3));
    // Most candidates are out by their length alone.
    if (candidate === wanted || Math.abs(candidate.length - wanted.length) > most) continue;
    const distance = leven(wanted, candidate, { maxDistance: most + 1 });
    if (distance > most || distance > bestDistance || !accepts(candidate)) continue;
    if (distance === bestDistance && best !== undefined && best < candidate) continue;
    best = candidate;
    bestDistance = distance;
  }
  return best;
}
