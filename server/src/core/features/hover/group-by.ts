import { addTo, type MultiMap } from '../../base/multi-map.ts';

/** Values with the same key together, in the order in which the keys come up first. */
export function groupBy<K, V>(values: readonly V[], keyOf: (value: V) => K): ReadonlyMap<K, readonly V[]> {
  const groups: MultiMap<K, V> = new Map();
  for (const value of values) addTo(groups, keyOf(value), value);
  return groups;
}
