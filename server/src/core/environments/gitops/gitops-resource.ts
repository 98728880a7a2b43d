import type { DocumentId } from '../../model/source.ts';

/** A resource of a GitOps tool, as plain data. */
export interface GitopsResource {
  readonly document: DocumentId;
  readonly name: string;
  readonly namespace: string | undefined;
  readonly spec: unknown;
}

/** Stand for `{{` and `}}`. */
export const OPENING = '\uE010';
export const CLOSING = '\uE011';

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

/** A text at a path of plain data. */
export function textAt(data: unknown, ...keys: readonly string[]): string | undefined {
  const value = at(data, ...keys);
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** The items of a list at a path of plain data. */
export function listAt(data: unknown, ...keys: readonly string[]): readonly unknown[] {
  const value = at(data, ...keys);
  return Array.isArray(value) ? value : [];
}
