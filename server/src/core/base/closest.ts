import leven from 'leven';

/**
 * The candidate that somebody most likely meant, or undefined when none is near: one slip for every three letters, and
 * at most two. An equal candidate is no answer. Of equally near ones the first in the alphabet is taken.
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
    const distance = isSwap(wanted, candidate) ? 1 : leven(wanted, candidate, { maxDistance: most + 1 });
    if (distance > most || distance > bestDistance || !accepts(candidate)) continue;
    if (distance === bestDistance && best !== undefined && best < candidate) continue;
    best = candidate;
    bestDistance = distance;
  }
  return best;
}

/** Two neighbouring letters that changed places are one slip, the commonest of all; Levenshtein counts two. */
function isSwap(a: string, b: string): boolean {
  let at = 0;
  while (at < a.length && a[at] === b[at]) at++;
  return at < a.length && a[at] === b[at + 1] && a[at + 1] === b[at] && a.slice(at + 2) === b.slice(at + 2);
}
