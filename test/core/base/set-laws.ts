import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

/** One kind of set, and what is needed to hold it against a plain `Set` of its members. */
export interface SetAlgebra<S, M> {
  readonly sets: fc.Arbitrary<S>;
  /** Enough members to tell any two of the arbitrary sets apart. */
  readonly universe: readonly M[];
  readonly everything: S;
  readonly nothing: S;
  readonly has: (set: S, member: M) => boolean;
  readonly union: (a: S, b: S) => S;
  readonly intersect: (a: S, b: S) => S;
  readonly subtract: (a: S, b: S) => S;
  readonly isEmpty: (set: S) => boolean;
  readonly equals: (a: S, b: S) => boolean;
}

/** Declares the tests that any kind of set must pass: agreement with a plain `Set`, and the laws of Boole. */
export function describeSetLaws<S, M>(name: string, algebra: SetAlgebra<S, M>): void {
  const { sets, universe, everything, nothing, union, intersect, subtract, isEmpty, equals } = algebra;
  const modelOf = (set: S) => new Set(universe.filter((member) => algebra.has(set, member)));
  const hold = (law: (a: S, b: S, c: S) => void) => fc.assert(fc.property(sets, sets, sets, law));
  const same = (left: S, right: S) => {
    expect(left).toEqual(right);
    expect(equals(left, right)).toBe(true);
  };
  const complement = (set: S) => subtract(everything, set);

  describe(`the laws of sets, for ${name}`, () => {
    it('has nothing in nothing and the universe in everything', () => {
      expect(modelOf(nothing)).toEqual(new Set());
      expect(modelOf(everything)).toEqual(new Set(universe));
    });

    it('agrees with a plain Set', () => {
      hold((a, b) => {
        const [inA, inB] = [modelOf(a), modelOf(b)];
        expect(modelOf(union(a, b))).toEqual(new Set([...inA, ...inB]));
        expect(modelOf(intersect(a, b))).toEqual(new Set([...inA].filter((member) => inB.has(member))));
        expect(modelOf(subtract(a, b))).toEqual(new Set([...inA].filter((member) => !inB.has(member))));
        expect(isEmpty(a)).toBe(inA.size === 0);
        expect(equals(a, b)).toBe(inA.size === inB.size && [...inA].every((member) => inB.has(member)));
      });
    });

    it('commutes', () => {
      hold((a, b) => {
        same(union(a, b), union(b, a));
        same(intersect(a, b), intersect(b, a));
      });
    });

    it('associates', () => {
      hold((a, b, c) => {
        same(union(union(a, b), c), union(a, union(b, c)));
        same(intersect(intersect(a, b), c), intersect(a, intersect(b, c)));
        same(subtract(subtract(a, b), c), subtract(a, union(b, c)));
      });
    });

    it('distributes', () => {
      hold((a, b, c) => {
        same(intersect(a, union(b, c)), union(intersect(a, b), intersect(a, c)));
        same(union(a, intersect(b, c)), intersect(union(a, b), union(a, c)));
      });
    });

    it('obeys De Morgan', () => {
      hold((a, b) => {
        same(complement(union(a, b)), intersect(complement(a), complement(b)));
        same(complement(intersect(a, b)), union(complement(a), complement(b)));
        same(complement(complement(a)), a);
      });
    });

    it('is idempotent, also on a copy', () => {
      hold((a) => {
        const copy = union(subtract(a, nothing), intersect(everything, a));
        same(union(a, copy), a);
        same(intersect(a, copy), a);
        expect(subtract(a, copy)).toBe(nothing);
      });
    });

    it('returns the one object for nothing', () => {
      hold((a) => {
        expect(intersect(a, complement(a))).toBe(nothing);
        expect(intersect(nothing, a)).toBe(nothing);
        expect(subtract(a, everything)).toBe(nothing);
        expect(union(a, nothing)).toBe(a);
        expect(union(nothing, a)).toBe(a);
      });
    });

    it('leaves its operands alone', () => {
      hold((a, b) => {
        const before = structuredClone([a, b]);
        union(a, b);
        intersect(a, b);
        subtract(a, b);
        expect([a, b]).toEqual(before);
      });
    });
  });
}
