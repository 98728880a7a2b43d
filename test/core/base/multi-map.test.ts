import fc from 'fast-check';
import { expect, it } from 'vitest';
import { addTo, type MultiMap, removeFrom, valuesOf } from '../../../server/src/core/base/multi-map.ts';

it('keeps the values of a key in the order they were added', () => {
  const map: MultiMap<string, number> = new Map();
  addTo(map, 'a', 1);
  addTo(map, 'b', 2);
  addTo(map, 'a', 3);
  addTo(map, 'a', 1);
  expect(valuesOf(map, 'a')).toEqual([1, 3, 1]);
  expect(valuesOf(map, 'b')).toEqual([2]);
  expect(valuesOf(map, 'c')).toEqual([]);
});

it('removes one value at a time, and the key with its last value', () => {
  const map: MultiMap<string, number> = new Map([['a', [1, 3, 1]]]);
  removeFrom(map, 'a', 1);
  expect(valuesOf(map, 'a')).toEqual([3, 1]);
  removeFrom(map, 'a', 7);
  removeFrom(map, 'b', 1);
  expect(valuesOf(map, 'a')).toEqual([3, 1]);
  removeFrom(map, 'a', 1);
  removeFrom(map, 'a', 3);
  expect(map.size).toBe(0);
});

it('agrees with a plain list of pairs', () => {
  const steps = fc.array(fc.record({ remove: fc.boolean(), key: fc.nat(2), value: fc.nat(2) }));
  fc.assert(
    fc.property(steps, (all) => {
      const map: MultiMap<number, number> = new Map();
      const pairs: (readonly [number, number])[] = [];
      for (const { remove, key, value } of all) {
        if (remove) {
          removeFrom(map, key, value);
          const at = pairs.findIndex(([k, v]) => k === key && v === value);
          if (at >= 0) pairs.splice(at, 1);
        } else {
          addTo(map, key, value);
          pairs.push([key, value]);
        }
      }
      for (const key of [0, 1, 2]) {
        const expected = pairs.filter(([k]) => k === key).map(([, value]) => value);
        expect(valuesOf(map, key)).toEqual(expected);
        expect(map.has(key)).toBe(expected.length > 0);
      }
    }),
  );
});
