/** A document as it stands in a manifest, or any part of one. A string with `{{` is a template. */
export type Plain = unknown;

/**
 * In a map or a list: a line of template actions alone stands there, which may add to every map and list around it.
 */
export const MORE = '__more__';

/** What may be known of a question. */
export type Three = 'yes' | 'no' | 'unknown';

export function every(answers: readonly Three[]): Three {
  if (answers.includes('no')) return 'no';
  return answers.includes('unknown') ? 'unknown' : 'yes';
}

export function some(answers: readonly Three[]): Three {
  if (answers.includes('yes')) return 'yes';
  return answers.includes('unknown') ? 'unknown' : 'no';
}

export function possible(answer: Three): readonly boolean[] {
  return answer === 'unknown' ? [true, false] : [answer === 'yes'];
}

/** The value below keys; null is no value. */
export function get(value: Plain, ...keys: readonly string[]): Plain {
  let found = value;
  for (const key of keys) {
    found = typeof found === 'object' && found !== null ? (found as Record<string, Plain>)[key] : undefined;
  }
  return found ?? undefined;
}

export function items(value: Plain): Plain[] {
  return Array.isArray(value) ? value.filter((item) => item !== MORE) : [];
}

export function entries(value: Plain): [string, Plain][] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).filter(([key]) => key !== MORE);
}

export function isTemplate(value: Plain): boolean {
  return typeof value === 'string' && value.includes('{{');
}

/** A line of template actions in this very map may write the key. */
export function isHidden(map: Plain, key: string): boolean {
  return typeof map === 'object' && map !== null && MORE in map && !(key in map);
}

/** A template decides it, or a line of template actions stands somewhere in it. */
export function isOpen(value: Plain): boolean {
  if (typeof value !== 'object' || value === null) return isTemplate(value);
  const known = openness.get(value);
  if (known !== undefined) return known;
  const open = hasMore(value);
  openness.set(value, open);
  return open;
}

/** The same is asked again for every port of every pair of pods. */
const openness = new WeakMap<object, boolean>();

function hasMore(inner: Plain): boolean {
  if (typeof inner !== 'object' || inner === null) return inner === MORE;
  return MORE in inner || Object.values(inner).some(hasMore);
}
