import { closest } from '../../base/closest.ts';

/**
 * The candidate that somebody surely meant to write, or undefined. Names that differ only in a number or in a last
 * single letter (`db-0` and `db-1`, `blue-a` and `blue-b`) are siblings, and no slips of each other.
 */
export function closestSlip(wanted: string, candidates: Iterable<string>): string | undefined {
  const others = [...candidates].filter((candidate) => stem(candidate) !== stem(wanted));
  return closest(wanted, others);
}

function stem(name: string): string {
  return name.replace(/[-_.]?v?\d+/g, '').replace(/[-_.][a-z]$/, '');
}
