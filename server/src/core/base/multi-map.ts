/** Several values under one key, in the order they were added. A key without values is not in the map. */
export type MultiMap<K, V> = Map<K, V[]>;

const NOTHING: readonly never[] = [];

/** Adds a value under a key, after those that are there. */
export function addTo<K, V>(map: MultiMap<K, V>, key: K, value: V): void {
  const values = map.get(key);
  if (values === undefined) map.set(key, [value]);
  else values.push(value);
}

/** Takes the first value that is `===` the given one from a key, if there is one. */
export function removeFrom<K, V>(map: MultiMap<K, V>, key: K, value: V): void {
  const values = map.get(key);
  const at = values?.indexOf(value) ?? -1;
  if (values === undefined || at < 0) return;
  if (values.length === 1) map.delete(key);
  else values.splice(at, 1);
}

/** The values under a key, none if it is unknown. The list is the map's own: it changes when the map does. */
export function valuesOf<K, V>(map: ReadonlyMap<K, readonly V[]>, key: K): readonly V[] {
  return map.get(key) ?? NOTHING;
}
