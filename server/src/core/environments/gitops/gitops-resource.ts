import type { DocumentId } from '../../model/source.ts';

/** A resource of a GitOps tool, as plain data. */
export interface GitopsResource {
  readonly document: DocumentId;
  /** That of its manifest. */
  readonly uri: string;
  /** Undefined where only a template knows it. */
  readonly name: string | undefined;
  readonly namespace: string | undefined;
  readonly spec: unknown;
}

/** Stand for `{{` and `}}`. As a key or an item of its own, the first says that a template adds more. */
export const OPENING = '\uE010';
export const CLOSING = '\uE011';

/** A template, or a variable of Flux (`${region}`) or Argo CD (`$ARGOCD_APP_NAME`). */
const FILLED_IN = new RegExp(`${OPENING}|\\$\\{|\\$[A-Z]`);

/** What is at a path of plain data; undefined where there is nothing. */
export function at(data: unknown, ...keys: readonly string[]): unknown {
  return keys.reduce<unknown>(
    (value, key) =>
      typeof value === 'object' && value !== null && !Array.isArray(value)
        ? (value as Readonly<Record<string, unknown>>)[key]
        : undefined,
    data,
  );
}

/** A text at a path of plain data; undefined also where another one is made of it before it counts. */
export function textAt(data: unknown, ...keys: readonly string[]): string | undefined {
  const value = at(data, ...keys);
  return typeof value === 'string' && value !== '' && !FILLED_IN.test(value) ? value : undefined;
}

/** The items of a list at a path of plain data. */
export function listAt(data: unknown, ...keys: readonly string[]): readonly unknown[] {
  const value = at(data, ...keys);
  return Array.isArray(value) ? value : [];
}

/** Whether some text in plain data, keys included, is filled in before it counts. */
export function isFilledIn(data: unknown, by: RegExp = FILLED_IN): boolean {
  if (typeof data === 'string') return by.test(data);
  if (Array.isArray(data)) return data.some((item) => isFilledIn(item, by));
  if (typeof data !== 'object' || data === null) return false;
  return Object.entries(data).some(([key, value]) => by.test(key) || isFilledIn(value, by));
}

/** Whether a template adds to what a map of plain data says. */
export function isOpen(data: unknown): boolean {
  return at(data, OPENING) !== undefined;
}
