import type { Span } from '../text/span.ts';
import type { TextEdit } from '../text/text-edit.ts';
import { type InlineStyle, writeInline, writeLines, writeScalar } from './write-yaml.ts';
import {
  getEntry,
  isNull,
  type YamlMap,
  type YamlNode,
  type YamlScalar,
  type YamlSequence,
} from './yaml-node.ts';
import { parentPath, pathSteps, type YamlPath } from './yaml-path.ts';
import type { YamlValue } from './yaml-value.ts';

/**
 * A parsed chunk to be changed. Edits touch only the lines they must: comments, quotes, order and indentation of
 * everything else stay. Each function gives undefined when the place is not what it must be, or when its text stands
 * elsewhere (behind an alias or a merge key). Editing what has an anchor changes its aliases too, as anchors are meant.
 */
export interface Editable {
  readonly text: string;
  readonly root: YamlNode | undefined;
}

/** Writes another scalar in the place of the one at the path; quotes are kept where the old one had some. */
export function setScalar(editable: Editable, path: YamlPath, value: string | number): TextEdit | undefined {
  const { text, root } = editable;
  const node = ownNode(root, path);
  const parent = ownNode(root, parentPath(path));
  if (node?.type !== 'scalar' || lacksColon(parent, path)) return undefined;
  const { start } = node.span;
  const space = /[\s,[{]/.test(text[start - 1] ?? ' ') ? '' : ' ';
  // A block scalar ends after its last line break, which its successor needs.
  const end =
    node.style === 'block' ? text.slice(0, node.span.end).replace(/\r?\n$/, '').length : node.span.end;
  return { span: { start, end }, newText: space + scalarLike(editable, node, value, isFlow(parent)) };
}

/** Writes another key for the entry at the path. */
export function renameKey(editable: Editable, path: YamlPath, key: string): TextEdit | undefined {
  const map = ownNode(editable.root, parentPath(path));
  const entry = getEntry(map, lastStep(path));
  if (path === '' || !entry || entry.value.shared) return undefined;
  return { span: entry.key.span, newText: scalarLike(editable, entry.key, key, isFlow(map)) };
}

/** Adds an item at the end of the list at the path; makes the list where its parent has none. */
export function appendItem(editable: Editable, path: YamlPath, value: YamlValue): TextEdit | undefined {
  return appendItems(editable, path, [value]);
}

/** Adds items at the end of the list at the path, at least one; makes the list where its parent has none. */
export function appendItems(
  editable: Editable,
  path: YamlPath,
  values: readonly YamlValue[],
): TextEdit | undefined {
  const { text, root } = editable;
  const node = ownNode(root, path);
  if (!node) return addEntry(editable, path, values);
  if (node.type === 'map') return undefined;
  if (node.type === 'scalar') return fillEmpty(editable, path, values);
  if (node.flow) return appendToFlow(editable, path, node, values);
  const indent = indentOf(text, node.span.start);
  return indent === undefined ? undefined : insertLines(editable, node, values, indent);
}

/** Adds an entry at the end of the map that is the path's parent; the path's last step is its key. */
export function addEntry(editable: Editable, path: YamlPath, value: YamlValue): TextEdit | undefined {
  const { text, root } = editable;
  const key = lastStep(path);
  const mapPath = parentPath(path);
  const map = ownNode(root, mapPath);
  if (path === '' || !map || map.type === 'sequence' || getEntry(map, key)) return undefined;
  const data = { [key]: value };
  if (map.type === 'scalar') return fillEmpty(editable, mapPath, data);
  if (map.flow) return appendToFlow(editable, mapPath, map, data);
  const indent = indentOf(text, map.span.start);
  return indent === undefined ? undefined : insertLines(editable, map, data, indent);
}

/** The node at a path whose text stands there and nowhere else. */
function ownNode(root: YamlNode | undefined, path: YamlPath): YamlNode | undefined {
  let node = root;
  for (const step of pathSteps(path)) {
    node = node?.type === 'sequence' ? node.items[Number(step)] : getEntry(node, step)?.value;
    if (node?.shared) return undefined;
  }
  return node;
}

function lastStep(path: YamlPath): string {
  return pathSteps(path).at(-1) ?? '';
}

function isFlow(node: YamlNode | undefined): boolean {
  return node !== undefined && node.type !== 'scalar' && node.flow;
}

/** A scalar in the quotes of the one it replaces, if those can hold it. */
function scalarLike(editable: Editable, old: YamlScalar, value: string | number, inFlow: boolean): string {
  const quote = old.style === 'quoted' ? editable.text[old.span.start] : undefined;
  const quotable = typeof value === 'string' && !/["'\\\p{C}\p{Zl}\p{Zp}]/u.test(value);
  if (quotable && (quote === '"' || quote === "'")) return quote + value + quote;
  return inFlow ? writeInline(value, styleOf(editable, undefined)) : writeScalar(value);
}

/** Puts items before the closing bracket: on a line of their own if the last one has such a line. */
function appendToFlow(
  editable: Editable,
  path: YamlPath,
  node: YamlMap | YamlSequence,
  added: YamlValue,
): TextEdit | undefined {
  const { text } = editable;
  const { start, end } = node.span;
  if (!/[[{]/.test(text[start] ?? '') || !/[\]}]/.test(text[end - 1] ?? '')) return undefined;
  if (text.slice(start + 1, end - 1).trim() === '') return fillEmpty(editable, path, added);
  const last = lastOwn(node);
  if (!last) return undefined;
  const inline = writeInline(added, styleOf(editable, node)).slice(1, -1).trim();
  const indent = text.slice(text.lastIndexOf('\n', last.start - 1) + 1, last.start);
  const rest = /^[ \t]*(,?)[ \t]*(?:#.*)?(?=\r?\n)/.exec(text.slice(last.end, end));
  const at = { start: last.end, end: last.end };
  if (!rest || /\S/.test(indent)) return { span: at, newText: `, ${inline}` };
  const comma = rest[1] ?? '';
  const newText = `${comma ? '' : ','}${rest[0]}${eol(text)}${indent}${inline}${comma}`;
  return { span: { start: last.end, end: last.end + rest[0].length }, newText };
}

/** The last of what stands between the brackets themselves, from its key on. */
function lastOwn(node: YamlMap | YamlSequence): Span | undefined {
  const spans =
    node.type === 'map'
      ? node.entries.map(({ key, value }) => ({ start: key.span.start, end: value.span.end }))
      : node.items.map(({ span }) => span);
  return spans.findLast(({ start, end }) => node.span.start < start && end < node.span.end);
}

/** Replaces what stands for nothing (nothing at all, `null`, `[]`, `{}`) by a value: in brackets where brackets are around it. */
function fillEmpty(editable: Editable, path: YamlPath, value: YamlValue): TextEdit | undefined {
  const { text, root } = editable;
  const node = ownNode(root, path);
  const parent = ownNode(root, parentPath(path));
  if (path === '' || !node || (node.type === 'scalar' && !isNull(node)) || lacksColon(parent, path))
    return undefined;
  if (!isFlow(parent)) return fillBlock(editable, path, node, value);
  const space = text[node.span.start - 1] === ':' ? ' ' : '';
  return { span: node.span, newText: space + writeInline(value, styleOf(editable, node)) };
}

/** Below a key the value starts a line of its own, behind a dash it does not. A comment stays on its line. */
function fillBlock(
  { text, root }: Editable,
  path: YamlPath,
  { span }: YamlNode,
  value: YamlValue,
): TextEdit | undefined {
  const parent = ownNode(root, parentPath(path));
  const key = getEntry(parent, lastStep(path))?.key;
  const indent = indentOf(text, key?.span.start ?? parent?.span.start ?? 0);
  const rest = /^[ \t]*(#.*)?(?=\r?\n|$)/.exec(text.slice(span.end));
  if (!parent || !rest || indent === undefined) return undefined;
  const below = key && Array.isArray(value) && !indentsLists(text) ? indent : indent + 2;
  const lines = writeLines(value, indentsLists(text));
  const head = key ? [] : lines.splice(0, 1);
  const sameLine = [...head, ...rest.slice(1).filter(Boolean)].map((part) => ` ${part}`);
  const newText = [...sameLine, ...lines.map((line) => eol(text) + indented(line, below))].join('');
  const start = text.slice(0, span.start).trimEnd().length;
  return { span: { start, end: span.end + rest[0].length }, newText };
}

/** In `{a}` and after `? a` there is no colon, so there is no place for a value. */
function lacksColon(parent: YamlNode | undefined, path: YamlPath): boolean {
  const entry = getEntry(parent, lastStep(path));
  return entry !== undefined && entry.value.span.start === entry.key.span.end;
}

/** Puts lines after the last line of a node: a comment behind its last value stays with that. */
function insertLines({ text }: Editable, node: YamlNode, value: YamlValue, indent: number): TextEdit {
  const { end } = node.span;
  const lineBreak = text[end - 1] === '\n' ? end - 1 : text.indexOf('\n', end);
  const at = lineBreak < 0 ? text.length : lineBreak + 1;
  const lines = writeLines(value, indentsLists(text)).map((line) => indented(line, indent));
  const newText =
    lineBreak < 0 ? lines.map((line) => eol(text) + line) : lines.map((line) => line + eol(text));
  return { span: { start: at, end: at }, newText: newText.join('') };
}

/**
 * How many spaces the lines of a block need that starts at the offset: as many as stand before it, dashes of the lists
 * around it included. Undefined where something else stands before it on its line.
 */
function indentOf(text: string, offset: number): number | undefined {
  const before = text.slice(text.lastIndexOf('\n', offset - 1) + 1, offset).replace('\uFEFF', '');
  return /^ *(?:- +)*$/.test(before) ? before.length : undefined;
}

function indented(line: string, by: number): string {
  return line === '' ? line : ' '.repeat(by) + line;
}

/** Whether this document writes the items of a list deeper than the key of the list. */
function indentsLists(text: string): boolean {
  const lists = /^( *(?:- +)*)[\w-]+:[ \t]*(?:#.*)?\r?\n(?:[ \t]*(?:#.*)?\r?\n)*( *)- /gm;
  for (const [, before = '', dash = ''] of text.matchAll(lists)) {
    // A dash that is less indented belongs to a list further out.
    if (dash.length >= before.length) return dash.length > before.length;
  }
  return true;
}

/** Inline text is JSON in a document that is JSON; it has spaces inside of brackets where those around it have. */
function styleOf(
  { text, root }: Editable,
  node: YamlMap | YamlSequence | YamlScalar | undefined,
): InlineStyle {
  const json = root?.type === 'map' && root.flow && root.entries[0]?.key.style === 'quoted';
  const bracket = node?.span.start ?? root?.span.start ?? 0;
  return { json, padded: /^[[{]\s/.test(text.slice(bracket, bracket + 2)) };
}

function eol(text: string): string {
  return text.includes('\r\n') ? '\r\n' : '\n';
}
