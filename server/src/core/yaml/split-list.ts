import { type Span, shiftSpan } from '../text/span.ts';
import type { Chunk, ListType } from './chunk.ts';

/** A list is cut into items from this size on (UTF-16 units): below it one parse is cheap enough. */
export const LARGE_LIST = 64 * 1024;

/** Cuts the document at a span into the items of the large list that it is; undefined for any other document. */
export function splitLargeList(text: string, span: Span): Chunk[] | undefined {
  if (span.end - span.start < LARGE_LIST) return undefined;
  const content = text.slice(span.start, span.end);
  const kind = /^kind:[ \t]*["']?([A-Za-z]*List)\b/m.exec(content)?.[1];
  const items = /^items:[ \t]*(?:#.*)?\r?\n/m.exec(content);
  if (!kind || !items) return undefined;
  const starts = itemStarts(content, items.index + items[0].length);
  const [first] = starts.items;
  if (first === undefined || aliasesCross(content, starts.items)) return undefined;
  const apiVersion = /^apiVersion:[ \t]*["']?([^\s"'#]+)/m.exec(content)?.[1] ?? 'v1';
  return [
    ...frame(0, first, true),
    ...toItems(starts, { apiVersion, kind }),
    ...frame(starts.end, content.length, false),
  ].map(({ span: inside, role }): Chunk => ({ span: shiftSpan(inside, span.start), role }));
}

function frame(start: number, end: number, isHead: boolean): Chunk[] {
  return start === end ? [] : [{ span: { start, end }, role: { type: 'list-frame', isHead } }];
}

function toItems({ items, end }: ItemStarts, list: ListType): Chunk[] {
  return items.map((start, i) => ({
    span: { start, end: items[i + 1] ?? end },
    role: { type: 'list-item', list },
  }));
}

/**
 * Cuts a stretch of a large list that starts with an item and ends before another one; spans are within the stretch.
 * Undefined where the list cannot be judged by the stretch alone: it ends there, or an alias comes, goes or moves.
 */
export function resplitItems(
  before: readonly string[],
  stretch: string,
  indent: number,
  list: ListType,
): Chunk[] | undefined {
  if (stretch !== '' && !stretch.endsWith('\n')) return undefined;
  const starts = itemStarts(stretch, 0, indent);
  if (starts.end < stretch.length || (stretch !== '' && starts.items[0] !== 0)) return undefined;
  const chunks = toItems(starts, list);
  const after = chunks.map(({ span }) => stretch.slice(span.start, span.end));
  return references(before) === references(after) ? chunks : undefined;
}

/** What looks like an anchor or like an alias; either of them alone may be a text. */
const REFERENCE = /(?<=[\s,[{:-])[&*][^\s,[\]{}]+/g;

/** The anchors and aliases of items, item by item, as far as there are any. */
function references(items: readonly string[]): string {
  return items.flatMap((item) => item.match(REFERENCE)?.join(' ') ?? []).join('\n');
}

/** Whether an alias in one item may mean an anchor in another; such a list has to be parsed whole. */
function aliasesCross(content: string, items: readonly number[]): boolean {
  /** The item in which an anchor was last set. */
  const anchors = new Map<string, number>();
  let item = -1;
  for (const { 0: reference, index } of content.matchAll(REFERENCE)) {
    while ((items[item + 1] ?? content.length) <= index) item++;
    const name = reference.slice(1);
    if (reference.startsWith('&')) anchors.set(name, item);
    else if ((anchors.get(name) ?? item) !== item) return true;
  }
  return false;
}

interface ItemStarts {
  /** Offsets of the lines that open an item. */
  readonly items: readonly number[];
  /** The offset of the first line after the list. */
  readonly end: number;
}

/** The items from a line on. The first line that says something decides their indentation, if it is not known. */
function itemStarts(content: string, from: number, known?: number): ItemStarts {
  const items: number[] = [];
  let indent = known;
  let line = from;
  while (line < content.length) {
    let at = line;
    while (content[at] === ' ') at++;
    const column = at - line;
    const isDash = content[at] === '-' && /\s/.test(content[at + 1] ?? '\n');
    while (content[at] === '\t' || content[at] === ' ') at++;
    const isBlank = /[\r\n#]/.test(content[at] ?? '\n');
    if (!isBlank && indent === undefined) indent = column;
    if (isDash && column === indent) items.push(line);
    else if (!isBlank && indent !== undefined && column <= indent) break;
    const next = content.indexOf('\n', at);
    if (next < 0) return { items, end: content.length };
    line = next + 1;
  }
  return { items, end: line };
}
