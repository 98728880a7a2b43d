import { closestAccepted } from '../../base/closest.ts';
import type { Label } from '../../model/labels.ts';

/**
 * The candidate that somebody surely meant to write, or undefined. Names that differ only in a number or in a last
 * single letter (`db-0` and `db-1`, `blue-a` and `blue-b`) are siblings, and no slips of each other.
 */
export function closestSlip(wanted: string, candidates: Iterable<string>): string | undefined {
  return closestAccepted(wanted, candidates, (candidate) => stem(candidate) !== stem(wanted));
}

/**
 * The same of names in words with dashes between, of which only one word may differ, and so little that this word alone
 * is surely a slip: `shop-eu` and `shop-us` are two places.
 */
export function closestWordSlip(wanted: string, candidates: Iterable<string>): string | undefined {
  const words = wanted.split('-');
  return [...candidates].find((candidate) => {
    const others = candidate.split('-');
    const differing = words.flatMap((word, i) =>
      word === others[i] ? [] : [[word, others[i] ?? ''] as const],
    );
    const [one, ...more] = differing;
    if (!one || more.length > 0 || words.length !== others.length) return false;
    return closestSlip(one[0], [one[1]]) !== undefined;
  });
}

/** The one of these labels whose key somebody surely meant to write. */
export function slippedKey(wanted: string, labels: readonly Label[]): Label | undefined {
  const near = closestSlip(
    wanted,
    labels.map(({ key }) => key),
  );
  return labels.find(({ key }) => key === near);
}

function stem(name: string): string {
  return name.replace(/[-_.]?v?\d+/g, '').replace(/[-_.][a-z]$/, '');
}

/** Whether one port number is the other with a digit left out or two of them swapped; of three digits at least. */
export function isDigitSlip(a: number, b: number): boolean {
  const [short, long] = [String(a), String(b)].sort((x, y) => x.length - y.length);
  if (!short || !long || short.length < 3 || a === b) return false;
  if (short.length === long.length) return [...short].sort().join() === [...long].sort().join();
  return (
    long.length === short.length + 1 &&
    [...long].some((_, i) => long.slice(0, i) + long.slice(i + 1) === short)
  );
}
