import { stringify } from 'yaml';
import type { YamlValue } from './yaml-value.ts';

/** How inline YAML is to look. */
export interface InlineStyle {
  /** JSON: every string in double quotes. */
  readonly json: boolean;
  /** Spaces inside of brackets: `{ app: web }`. */
  readonly padded: boolean;
}

/**
 * Kubernetes' tools read YAML 1.1, where `on`, `012` and `12:30:45` are no strings: such texts are quoted. Lines are
 * not wrapped, and nothing is abbreviated by anchors.
 */
const COMMON = { compat: 'yaml-1.1', lineWidth: 0, aliasDuplicateObjects: false } as const;

/** A whole document, without separator. Lists are indented below their key. */
export function writeDocument(value: YamlValue): string {
  return stringify(value, { ...COMMON, indent: 2, indentSeq: true });
}

/** A value as lines of block style, without line breaks. */
export function writeLines(value: YamlValue, indentLists: boolean): string[] {
  const written = stringify(value, { ...COMMON, indent: 2, indentSeq: indentLists });
  return written.replace(/\n$/, '').split('\n');
}

/** A scalar as it stands after a key or a dash of block style, on one line. */
export function writeScalar(value: string | number | boolean): string {
  if (typeof value === 'string' && hasOddCharacters(value)) return JSON.stringify(value);
  return stringify(value, COMMON).replace(/\n$/, '');
}

/** A value on one line, as it stands inside of brackets. */
export function writeInline(value: YamlValue, style: InlineStyle): string {
  const space = style.padded ? ' ' : '';
  const write = (item: YamlValue): string => writeInline(item, style);
  if (typeof value === 'string') {
    const quote = style.json || hasOddCharacters(value) || /[,[\]{}]/.test(value);
    return quote ? JSON.stringify(value) : writeScalar(value);
  }
  if (typeof value !== 'object') return writeScalar(value);
  const isList = Array.isArray(value);
  const parts = isList ? value.map(write) : Object.entries(value).map(([k, v]) => `${write(k)}: ${write(v)}`);
  const [open, close] = isList ? '[]' : '{}';
  return parts.length === 0 ? `${open}${close}` : `${open}${space}${parts.join(', ')}${space}${close}`;
}

/** Control characters and line breaks, which only double quotes can hold on one line. */
function hasOddCharacters(text: string): boolean {
  return /[\p{C}\p{Zl}\p{Zp}]/u.test(text);
}
