import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  allBits,
  bitSetOf,
  bitsOf,
  count,
  equals,
  hasBit,
  intersect,
  isEmpty,
  keyOf,
  NO_BITS,
  subtract,
  union,
  withBit,
} from '../../../server/src/core/base/bit-set.ts';
import { describeSetLaws } from './set-laws.ts';

// Three words, the last one not full, so that every boundary between words is crossed.
const SIZE = 70;
const universe = Array.from({ length: SIZE }, (_, i) => i);
const members = fc.subarray(universe);
const sets = members.map(bitSetOf);

describeSetLaws('bits', {
  sets,
  universe,
  everything: allBits(SIZE),
  nothing: NO_BITS,
  has: hasBit,
  union,
  intersect,
  subtract,
  isEmpty,
  equals,
});

describe('bit sets', () => {
  it('gives its members back in order, once each', () => {
    expect(bitsOf(bitSetOf([64, 3, 31, 32, 3, 0]))).toEqual([0, 3, 31, 32, 64]);
    fc.assert(
      fc.property(members, (bits) => {
        expect(bitsOf(bitSetOf(bits))).toEqual(bits);
      }),
    );
  });

  it('counts its members', () => {
    fc.assert(
      fc.property(members, (bits) => {
        expect(count(bitSetOf(bits))).toBe(bits.length);
      }),
    );
  });

  it('grows by one member at a time', () => {
    const bits = bitSetOf([1]);
    expect(bitsOf(withBit(bits, 100))).toEqual([1, 100]);
    expect(bitsOf(bits)).toEqual([1]);
    expect(bitsOf(withBit(bitSetOf([100]), 1))).toEqual([1, 100]);
    expect(withBit(bits, 1)).toBe(bits);
    fc.assert(
      fc.property(members, (all) => {
        expect(all.reduce(withBit, NO_BITS)).toEqual(bitSetOf(all));
      }),
    );
  });

  it('holds everything below a size, and nothing beyond', () => {
    for (const size of [0, 1, 31, 32, 33, 64, 70]) {
      expect(bitsOf(allBits(size))).toEqual(universe.slice(0, size));
      expect(hasBit(allBits(size), size)).toBe(false);
    }
    expect(allBits(0)).toBe(NO_BITS);
  });

  it('forgets the words that became empty', () => {
    expect(subtract(bitSetOf([1, 500]), bitSetOf([500]))).toEqual(bitSetOf([1]));
    expect(intersect(bitSetOf([1, 500]), bitSetOf([1, 501]))).toEqual(bitSetOf([1]));
  });

  it('has the same key exactly when it has the same members', () => {
    fc.assert(
      fc.property(sets, sets, (a, b) => {
        expect(keyOf(a) === keyOf(b)).toBe(equals(a, b));
      }),
    );
    expect(keyOf(bitSetOf([0, 32]))).not.toBe(keyOf(bitSetOf([0, 33])));
    expect(keyOf(NO_BITS)).not.toBe(keyOf(bitSetOf([0])));
  });
});
