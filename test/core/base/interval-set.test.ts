import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  contains,
  EMPTY,
  equals,
  type IntervalSet,
  intersect,
  interval,
  intervalsOf,
  isEmpty,
  isSubset,
  subtract,
  union,
  unionAll,
} from '../../../server/src/core/base/interval-set.ts';
import { describeSetLaws } from './set-laws.ts';

const operations = { nothing: EMPTY, has: contains, union, intersect, subtract, isEmpty, equals };
const SIZE = 16;
const universe = Array.from({ length: SIZE }, (_, i) => i);
const position = fc.nat({ max: SIZE });
const intervals = fc.tuple(position, position).map(([start, end]) => interval(start, end));
const sets: fc.Arbitrary<IntervalSet<number>> = fc.array(intervals, { maxLength: 5 }).map(unionAll);

describeSetLaws('intervals of numbers', {
  sets,
  universe,
  everything: interval(0, SIZE),
  ...operations,
});

// Beyond 2^53 a number would have lost the last bits.
const FAR = 2n ** 100n;
const shifted = ({ bounds }: IntervalSet<number>): IntervalSet<bigint> =>
  bounds.length === 0 ? EMPTY : { bounds: bounds.map((bound) => FAR + BigInt(bound)) };

describeSetLaws('intervals of bigints', {
  sets: sets.map(shifted),
  universe: universe.map((i) => FAR + BigInt(i)),
  everything: interval(FAR, FAR + BigInt(SIZE)),
  ...operations,
});

describe('interval sets', () => {
  it('joins what overlaps and what is adjacent', () => {
    expect(union(interval(1, 4), interval(3, 6))).toEqual(interval(1, 6));
    expect(union(interval(1, 4), interval(4, 6))).toEqual(interval(1, 6));
    expect(union(interval(1, 4), interval(5, 6)).bounds).toEqual([1, 4, 5, 6]);
  });

  it('cuts a hole', () => {
    expect(intervalsOf(subtract(interval(0, 10), interval(3, 4)))).toEqual([
      { start: 0, end: 3 },
      { start: 4, end: 10 },
    ]);
  });

  it('has nothing between bounds that do not ascend', () => {
    expect(interval(3, 3)).toBe(EMPTY);
    expect(interval(4, 3)).toBe(EMPTY);
    expect(interval(Number.NaN, 3)).toBe(EMPTY);
  });

  it('keeps bounds in strictly ascending order, two for each interval', () => {
    fc.assert(
      fc.property(sets, sets, (a, b) => {
        for (const { bounds } of [union(a, b), intersect(a, b), subtract(a, b)]) {
          expect(bounds.length % 2).toBe(0);
          expect(bounds).toEqual([...new Set(bounds)].sort((x, y) => x - y));
        }
      }),
    );
  });

  it('rebuilds a set from its intervals in any order', () => {
    const shuffledPieces = sets.chain((set) => {
      const pieces = intervalsOf(set).map(({ start, end }) => interval(start, end));
      return fc.tuple(
        fc.constant(set),
        fc.shuffledSubarray(pieces, { minLength: pieces.length, maxLength: pieces.length }),
      );
    });
    fc.assert(
      fc.property(shuffledPieces, ([set, pieces]) => {
        expect(unionAll(pieces)).toEqual(set);
      }),
    );
  });

  it('knows a subset by its members', () => {
    fc.assert(
      fc.property(sets, sets, (a, b) => {
        expect(isSubset(a, b)).toBe(universe.every((i) => !contains(a, i) || contains(b, i)));
        expect(isSubset(intersect(a, b), b)).toBe(true);
      }),
    );
  });

  it('hands back the operand that is the answer', () => {
    const [small, large] = [interval(2, 3), interval(1, 9)];
    expect(union(small, large)).toBe(large);
    expect(union(large, small)).toBe(large);
    expect(intersect(small, large)).toBe(small);
    expect(intersect(large, small)).toBe(small);
    expect(subtract(small, interval(5, 6))).toBe(small);
  });
});
