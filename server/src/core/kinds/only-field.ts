import { get, isAbsent, type Value } from './value.ts';

/** The one of some fields that is set, if it is only one: of those of which the API server takes exactly one. */
export function onlyField<T extends string>(value: Value, names: readonly T[]): T | undefined {
  const [only, ...more] = names.filter((name) => hasField(value, name));
  return more.length === 0 ? only : undefined;
}

/** Whether a field is set; one of null is not. */
export function hasField(value: Value, name: string): boolean {
  return !isAbsent(get(value, name));
}
