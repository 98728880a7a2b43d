/**
 * A set of integers, kept as the bounds at which membership changes, in ascending order: `[1, 5, 8, 9]` holds
 * 1, 2, 3, 4 and 8. Intervals start at the even places and end, exclusively, at the odd ones.
 *
 * No bound occurs twice, so intervals are disjoint and never adjacent, and equal sets have equal bounds.
 * Because the ends are exclusive, the operations compare bounds and never calculate with them: one code
 * serves `number` (ports) and `bigint` (addresses).
 */
export interface IntervalSet<T extends Integer> {
  readonly bounds: readonly T[];
}

/** What an interval set is made of. */
export type Integer = number | bigint;

/** The integers from `start` up to, but not including, `end`. */
export interface Interval<T extends Integer> {
  readonly start: T;
  readonly end: T;
}

/** The empty set. Every operation that finds nothing returns this very object. */
export const EMPTY: IntervalSet<never> = { bounds: [] };

/** The integers from `start` up to, but not including, `end`; `EMPTY` when there are none. */
export function interval<T extends Integer>(start: T, end: T): IntervalSet<T> {
  return start < end ? { bounds: [start, end] } : EMPTY;
}

/** What is in either set. Like `intersect` and `subtract`, it returns an operand that is the answer. */
export function union<T extends Integer>(a: IntervalSet<T>, b: IntervalSet<T>): IntervalSet<T> {
  if (a === b || isEmpty(b)) return a;
  if (isEmpty(a)) return b;
  return combine(a, b, (inA, inB) => inA || inB);
}

/** What is in any of the sets, in any order. Halves are merged, which takes n log n steps for n intervals. */
export function unionAll<T extends Integer>(sets: readonly IntervalSet<T>[]): IntervalSet<T> {
  if (sets.length <= 1) return sets[0] ?? EMPTY;
  const middle = sets.length >> 1;
  return union(unionAll(sets.slice(0, middle)), unionAll(sets.slice(middle)));
}

/** What is in both sets. */
export function intersect<T extends Integer>(a: IntervalSet<T>, b: IntervalSet<T>): IntervalSet<T> {
  if (a === b) return a;
  if (isEmpty(a) || isEmpty(b)) return EMPTY;
  return combine(a, b, (inA, inB) => inA && inB);
}

/** What is in `a` and not in `b`. */
export function subtract<T extends Integer>(a: IntervalSet<T>, b: IntervalSet<T>): IntervalSet<T> {
  if (a === b) return EMPTY;
  if (isEmpty(a) || isEmpty(b)) return a;
  return combine(a, b, (inA, inB) => inA && !inB);
}

/** True when nothing is in the set. */
export function isEmpty<T extends Integer>(set: IntervalSet<T>): boolean {
  return set.bounds.length === 0;
}

/** True when all of `a` is in `b`; a set is a subset of itself. */
export function isSubset<T extends Integer>(a: IntervalSet<T>, b: IntervalSet<T>): boolean {
  return isEmpty(subtract(a, b));
}

/** True when both sets hold the same integers. */
export function equals<T extends Integer>(a: IntervalSet<T>, b: IntervalSet<T>): boolean {
  return a === b || sameBounds(a.bounds, b.bounds);
}

/** True when the integer is in the set. */
export function contains<T extends Integer>({ bounds }: IntervalSet<T>, value: T): boolean {
  let low = 0;
  let high = bounds.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const bound = bounds[middle];
    if (bound !== undefined && bound <= value) low = middle + 1;
    else high = middle;
  }
  // `low` bounds lie at or before the value, and membership changed at each of them.
  return low % 2 === 1;
}

/** The intervals of the set in ascending order, as few as possible. */
export function intervalsOf<T extends Integer>({ bounds }: IntervalSet<T>): readonly Interval<T>[] {
  const intervals: Interval<T>[] = [];
  for (let i = 0; i < bounds.length; i += 2) {
    const start = bounds[i];
    const end = bounds[i + 1];
    if (start !== undefined && end !== undefined) intervals.push({ start, end });
  }
  return intervals;
}

/**
 * A set in pieces, as few as possible, of which each of the others holds all or nothing; first what none of them holds.
 * One walk along all bounds, so many others that hardly overlap cost little.
 */
export function partition<T extends Integer>(
  set: IntervalSet<T>,
  others: readonly IntervalSet<T>[],
): readonly IntervalSet<T>[] {
  const within = others.map((other) => intersect(set, other));
  const changes = new Map<T, number[]>();
  for (const [i, { bounds }] of within.entries()) {
    for (const bound of bounds) {
      const changing = changes.get(bound);
      if (changing) changing.push(i);
      else changes.set(bound, [i]);
    }
  }
  const pieces = new Map<string, IntervalSet<T>[]>();
  const inside = new Set<number>();
  let start: T | undefined;
  for (const bound of [...changes.keys()].sort((a, b) => (a < b ? -1 : 1))) {
    if (start !== undefined && inside.size > 0) {
      const holders = [...inside].sort((a, b) => a - b).join();
      pieces.set(holders, [...(pieces.get(holders) ?? []), interval(start, bound)]);
    }
    for (const i of changes.get(bound) ?? []) if (!inside.delete(i)) inside.add(i);
    start = bound;
  }
  const held = [...pieces.values()].map(unionAll);
  return [subtract(set, unionAll(held)), ...held].filter((piece) => !isEmpty(piece));
}

/** Walks the bounds of both sets in order and notes where the answer of `keep` changes. */
function combine<T extends Integer>(
  a: IntervalSet<T>,
  b: IntervalSet<T>,
  keep: (inA: boolean, inB: boolean) => boolean,
): IntervalSet<T> {
  const bounds: T[] = [];
  let passedA = 0;
  let passedB = 0;
  let inside = false;
  for (;;) {
    const nextA = a.bounds[passedA];
    const nextB = b.bounds[passedB];
    const next = nextB === undefined || (nextA !== undefined && nextA <= nextB) ? nextA : nextB;
    if (next === undefined) break;
    if (nextA === next) passedA++;
    if (nextB === next) passedB++;
    if (keep(passedA % 2 === 1, passedB % 2 === 1) !== inside) {
      bounds.push(next);
      inside = !inside;
    }
  }
  // Handing back an operand lets callers recognise an unchanged set, or the set of everything, by `===`.
  if (bounds.length === 0) return EMPTY;
  if (sameBounds(bounds, a.bounds)) return a;
  if (sameBounds(bounds, b.bounds)) return b;
  return { bounds };
}

function sameBounds<T extends Integer>(a: readonly T[], b: readonly T[]): boolean {
  return a.length === b.length && a.every((bound, i) => bound === b[i]);
}
