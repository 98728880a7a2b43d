import type { Span } from '../text/span.ts';

/**
 * A part of a manifest that can be parsed by itself: a YAML document, or one item of a large `kind: List`.
 * The chunks of a manifest touch one another and together are its whole text.
 */
export interface Chunk {
  readonly span: Span;
  readonly role: ChunkRole;
}

export type ChunkRole =
  | { readonly type: 'document' }
  /** One `- …` item; `list` says what the items of a typed list are, which need not name their own kind. */
  | { readonly type: 'list-item'; readonly list: ListType }
  /** What stands before or after the items of a list: no resource of its own. */
  | { readonly type: 'list-frame' };

export interface ListType {
  readonly apiVersion: string;
  readonly kind: string;
}

/** A list is cut into items from this size on (UTF-16 units): below it one parse is cheap enough. */
const LARGE_LIST = 64 * 1024;

/**
 * Cuts a manifest into chunks.
 *
 * A `---` at the start of a line is always a document boundary, in quoted and block scalars too: YAML forbids it
 * there (YAML 1.2.2, rule c-forbidden). So cutting before parsing is exact, and it keeps an open quote in one document
 * from swallowing the rest of the manifest.
 */
export function splitChunks(text: string): Chunk[] {
  return documentSpans(text).flatMap((span) => splitLargeList(text, span));
}

function documentSpans(text: string): Span[] {
  const spans: Span[] = [];
  let start = 0;
  for (const boundary of boundaries(text)) {
    if (boundary === start || hasDirectiveOnly(text, start, boundary)) continue;
    spans.push({ start, end: boundary });
    start = boundary;
  }
  spans.push({ start, end: text.length });
  return spans;
}

/** Offsets at which a document starts: at each `---`, and after the line of each `...`. */
function* boundaries(text: string): Generator<number> {
  if (text.includes('\n...')) {
    for (const match of text.matchAll(/^(?:---(?=\s|$)|\.\.\.[ \t]*(?:#.*)?(?:\r?\n|$))/gm)) {
      yield match[0].startsWith('-') ? match.index : match.index + match[0].length;
    }
    return;
  }
  for (let at = text.indexOf('\n---'); at >= 0; at = text.indexOf('\n---', at + 1)) {
    const next = text[at + 4];
    if (next === undefined || /\s/.test(next)) yield at + 1;
  }
}

/** `%YAML` lines belong to the document whose `---` follows them. */
function hasDirectiveOnly(text: string, start: number, end: number): boolean {
  if (end - start > 4096) return false;
  const before = text.slice(start, end);
  return /^\uFEFF?%/m.test(before) && /^(?:\uFEFF?\s*(?:[%#][^\n]*)?(?:\n|$))*$/.test(before);
}

function splitLargeList(text: string, span: Span): Chunk[] {
  const document: Chunk = { span, role: { type: 'document' } };
  if (span.end - span.start < LARGE_LIST) return [document];
  const content = text.slice(span.start, span.end);
  const kind = /^kind:[ \t]*["']?([A-Za-z]*List)\b/m.exec(content)?.[1];
  const items = /^items:[ \t]*(?:#.*)?\r?\n/m.exec(content);
  if (!kind || !items) return [document];
  // An alias may point into another item; such a list is parsed whole.
  if (/(?:^|[\s,[{:-])[&*][A-Za-z0-9_-]+[ \t]*(?:\r?\n|$)/m.test(content)) return [document];
  const starts = itemStarts(content, items.index + items[0].length);
  const first = starts.items[0];
  if (first === undefined) return [document];
  const apiVersion = /^apiVersion:[ \t]*["']?([^\s"'#]+)/m.exec(content)?.[1] ?? 'v1';
  const frame = (start: number, end: number): Chunk[] =>
    start === end
      ? []
      : [{ span: { start: span.start + start, end: span.start + end }, role: { type: 'list-frame' } }];
  return [
    ...frame(0, first),
    ...starts.items.map((start, i): Chunk => {
      const end = starts.items[i + 1] ?? starts.end;
      return {
        span: { start: span.start + start, end: span.start + end },
        role: { type: 'list-item', list: { apiVersion, kind } },
      };
    }),
    ...frame(starts.end, content.length),
  ];
}

/** Offsets of the lines that open an item, and of the first line after the list. */
function itemStarts(content: string, from: number): { items: number[]; end: number } {
  const indent = /^[ ]*(?=-(?:\s|$))/.exec(content.slice(from, from + 200))?.[0].length;
  const items: number[] = [];
  if (indent === undefined) return { items, end: from };
  let line = from;
  while (line < content.length) {
    let at = line;
    while (content[at] === ' ') at++;
    const column = at - line;
    const char = content[at];
    const blank = char === undefined || char === '\n' || char === '\r' || char === '#';
    if (!blank && column === indent && char === '-' && /\s/.test(content[at + 1] ?? '\n')) items.push(line);
    else if (!blank && column <= indent) break;
    const next = content.indexOf('\n', at);
    if (next < 0) return { items, end: content.length };
    line = next + 1;
  }
  return { items, end: line };
}
