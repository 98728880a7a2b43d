import { stringify } from 'yaml';
import type { Span } from '../text/span.ts';
import type { TextEdit } from '../text/text-edit.ts';
import { nodeAt } from './locate.ts';
import {
  getEntry,
  isNull,
  type YamlEntry,
  type YamlMap,
  type YamlNode,
  type YamlSequence,
} from './yaml-node.ts';
import { parentPath, pathSteps, type YamlPath } from './yaml-path.ts';
import type { YamlValue } from './yaml-value.ts';

/**
 * A parsed chunk to be changed. Edits touch only the lines they must: comments, quotes, order and indentation of
 * everything else stay. Each function gives undefined when the place is not what it must be.
 */
export interface Editable {
  readonly text: string;
  readonly root: YamlNode | undefined;
}

/** Writes another scalar in the place of the one at the path; quotes are kept where the old one had some. */
export function setScalar(
  { text, root }: Editable,
  path: YamlPath,
  value: string | number,
): TextEdit | undefined {
  const node = nodeAt(root, path);
  if (node?.type !== 'scalar') return undefined;
  const quote = node.style === 'quoted' && typeof value === 'string' ? text[node.span.start] : undefined;
  const written = quote && !/["'\\]/.test(String(value)) ? `${quote}${value}${quote}` : writeInline(value);
  const space = node.span.start === node.span.end && text[node.span.start - 1] === ':' ? ' ' : '';
  return { span: node.span, newText: space + written };
}

/** Writes another key for the entry at the path. */
export function renameKey({ root }: Editable, path: YamlPath, key: string): TextEdit | undefined {
  const entry = entryAt(root, path);
  return entry && { span: entry.key.span, newText: writeInline(key) };
}

/** Adds an item at the end of the list at the path; makes the list where its parent has none. */
export function appendItem(editable: Editable, path: YamlPath, value: YamlValue): TextEdit | undefined {
  const { text, root } = editable;
  const node = nodeAt(root, path);
  if (!node) return addEntry(editable, path, [value]);
  if (node.type === 'scalar')
    return isNull(node) ? replaceEmpty(editable, path, node.span, [value]) : undefined;
  if (node.type !== 'sequence') return undefined;
  if (isFlow(text, node)) return appendToFlow(editable, path, node, ']', writeInline(value), [value]);
  const dash = text.lastIndexOf('-', node.items[0]?.span.start ?? node.span.start);
  return insertLines(text, endOfLines(text, node), indentLines([value], column(text, dash), editable));
}

/** Adds an entry at the end of the map that is the path's parent; the path's last step is its key. */
export function addEntry(editable: Editable, path: YamlPath, value: YamlValue): TextEdit | undefined {
  const { text, root } = editable;
  const key = pathSteps(path).at(-1);
  const map = nodeAt(root, parentPath(path));
  if (key === undefined || !map) return undefined;
  const data = { [key]: value };
  if (map.type === 'scalar')
    return isNull(map) ? replaceEmpty(editable, parentPath(path), map.span, data) : undefined;
  if (map.type !== 'map' || getEntry(map, key)) return undefined;
  const inline = `${writeInline(key)}: ${writeInline(value)}`;
  if (isFlow(text, map)) return appendToFlow(editable, parentPath(path), map, '}', inline, data);
  const first = map.entries[0]?.key.span.start ?? map.span.start;
  return insertLines(text, endOfLines(text, map), indentLines(data, column(text, first), editable));
}

/** A whole document, without separator. Lists are indented below their key. */
export function writeDocument(value: YamlValue): string {
  return stringify(value, { indent: 2, indentSeq: true, lineWidth: 0 });
}

/** How many spaces stand before an offset in its line, or more exactly, how far it is from the start of the line. */
function column(text: string, offset: number): number {
  return offset - (text.lastIndexOf('\n', offset - 1) + 1);
}

function entryAt(root: YamlNode | undefined, path: YamlPath): YamlEntry | undefined {
  const key = pathSteps(path).at(-1);
  return key === undefined ? undefined : getEntry(nodeAt(root, parentPath(path)), key);
}

function isFlow(text: string, node: YamlMap | YamlSequence): boolean {
  return text[node.span.start] === '{' || text[node.span.start] === '[';
}

/** Puts an item before the closing bracket; an empty pair of brackets gives way to a block below its key. */
function appendToFlow(
  editable: Editable,
  path: YamlPath,
  node: YamlMap | YamlSequence,
  bracket: ']' | '}',
  inline: string,
  block: YamlValue,
): TextEdit | undefined {
  const close = editable.text.indexOf(bracket, node.span.end);
  if (close < 0) return undefined;
  const last = node.type === 'map' ? node.entries.at(-1)?.value : node.items.at(-1);
  if (last) return { span: { start: last.span.end, end: last.span.end }, newText: `, ${inline}` };
  return replaceEmpty(editable, path, { start: node.span.start, end: close + 1 }, block);
}

/** Replaces what stands for nothing after a key (nothing, `null`, `[]`, `{}`) by a block below that key. */
function replaceEmpty(
  editable: Editable,
  path: YamlPath,
  span: Span,
  value: YamlValue,
): TextEdit | undefined {
  const { text, root } = editable;
  const entry = entryAt(root, path);
  if (!entry) return undefined;
  const parent = column(text, entry.key.span.start);
  const indent = Array.isArray(value) && !indentsLists(editable) ? parent : parent + 2;
  const start = text.slice(0, span.start).trimEnd().length;
  return {
    span: { start, end: span.end },
    newText: eol(text) + indentLines(value, indent, editable).replace(/\r?\n$/, ''),
  };
}

function insertLines(text: string, at: number, lines: string): TextEdit {
  const needsBreak = at > 0 && text[at - 1] !== '\n';
  const newText = needsBreak ? eol(text) + lines.replace(/\r?\n$/, '') : lines;
  return { span: { start: at, end: at }, newText };
}

/** The offset after the last line of a node: a comment behind its last value stays with it. */
function endOfLines(text: string, node: YamlNode): number {
  const { end } = node.span;
  if (text[end - 1] === '\n') return end;
  const lineBreak = text.indexOf('\n', end);
  return lineBreak < 0 ? text.length : lineBreak + 1;
}

function indentLines(value: YamlValue, indent: number, editable: Editable): string {
  const written = stringify(value, { indent: 2, indentSeq: indentsLists(editable), lineWidth: 0 });
  const prefix = ' '.repeat(indent);
  return written
    .trimEnd()
    .split('\n')
    .map((line) => prefix + line + eol(editable.text))
    .join('');
}

/** Whether this document writes the items of a list deeper than the key of the list. */
function indentsLists({ text }: Editable): boolean {
  const sample = /^([ ]*)(?:- )?([\w-]+):[ \t]*(?:#.*)?\r?\n(?:[ \t]*#.*\r?\n)*([ ]*)- /m.exec(text);
  if (!sample) return true;
  const [whole, spaces = '', , dashSpaces = ''] = sample;
  const keyColumn = spaces.length + (whole.slice(spaces.length).startsWith('- ') ? 2 : 0);
  return dashSpaces.length > keyColumn;
}

function eol(text: string): string {
  return text.includes('\r\n') ? '\r\n' : '\n';
}

/** A value on one line, quoted where YAML would read it as something else. */
function writeInline(value: YamlValue): string {
  return stringify(value, { collectionStyle: 'flow', lineWidth: 0 }).trimEnd();
}
