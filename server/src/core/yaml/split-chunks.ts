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
  /** What stands before (the head) or after the items of a list: no resource of its own. */
  | { readonly type: 'list-frame'; readonly isHead: boolean };

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
  const mayHaveDirectives = /^\uFEFF?%/.test(text) || text.includes('\n%');
  let start = 0;
  for (const boundary of boundaries(text)) {
    if (boundary === start || (mayHaveDirectives && hasDirectiveOnly(text, start, boundary))) continue;
    spans.push({ start, end: boundary });
    start = boundary;
  }
  spans.push({ start, end: text.length });
  return spans;
}

/** Offsets at which a document starts: at each `---`, and after the line of each `...`. */
function* boundaries(text: string): Generator<number> {
  if (text.startsWith('...') || text.includes('\n...')) {
    for (const match of text.matchAll(
      /(?<=^|\n)(?:---(?=[ \t\r\n]|$)|\.\.\.(?:[ \t]+#[^\n]*|[ \t\r]*)(?:\n|$))/g,
    )) {
      yield match[0].startsWith('-') ? match.index : match.index + match[0].length;
    }
    return;
  }
  for (let at = text.indexOf('\n---'); at >= 0; at = text.indexOf('\n---', at + 1)) {
    const next = text[at + 4];
    if (next === undefined || ' \t\r\n'.includes(next)) yield at + 1;
  }
}

/** `%YAML` lines belong to the document whose `---` follows them. */
function hasDirectiveOnly(text: string, start: number, end: number): boolean {
  if (end - start > 4096) return false;
  const lines = text.slice(start, end).split('\n');
  return (
    lines.some((line) => /^\uFEFF?%/.test(line)) && lines.every((line) => /^\uFEFF?%|^\s*(?:#|$)/.test(line))
  );
}

function splitLargeList(text: string, span: Span): Chunk[] {
  const document: Chunk = { span, role: { type: 'document' } };
  if (span.end - span.start < LARGE_LIST) return [document];
  const content = text.slice(span.start, span.end);
  const kind = /^kind:[ \t]*["']?([A-Za-z]*List)\b/m.exec(content)?.[1];
  const items = /^items:[ \t]*(?:#.*)?\r?\n/m.exec(content);
  if (!kind || !items) return [document];
  // An alias may point into another item; such a list is parsed whole.
  if (hasAliases(content)) return [document];
  const starts = itemStarts(content, items.index + items[0].length);
  const first = starts.items[0];
  if (first === undefined) return [document];
  const apiVersion = /^apiVersion:[ \t]*["']?([^\s"'#]+)/m.exec(content)?.[1] ?? 'v1';
  const frame = (start: number, end: number, isHead: boolean): Chunk[] =>
    start === end
      ? []
      : [
          {
            span: { start: span.start + start, end: span.start + end },
            role: { type: 'list-frame', isHead },
          },
        ];
  return [
    ...frame(0, first, true),
    ...starts.items.map((start, i): Chunk => {
      const end = starts.items[i + 1] ?? starts.end;
      return {
        span: { start: span.start + start, end: span.start + end },
        role: { type: 'list-item', list: { apiVersion, kind } },
      };
    }),
    ...frame(starts.end, content.length, false),
  ];
}

/** True where what looks like an alias has what looks like its anchor. Either of them alone may be a text. */
function hasAliases(content: string): boolean {
  const anchors = new Set(content.match(/(?<=[\s,[{:-])&[^\s,[\]{}]+/g)?.map((anchor) => anchor.slice(1)));
  if (anchors.size === 0) return false;
  return (
    content.match(/(?<=[\s,[{:-])\*[^\s,[\]{}]+/g)?.some((alias) => anchors.has(alias.slice(1))) ?? false
  );
}

/** Offsets of the lines that open an item, and of the first line after the list. */
function itemStarts(content: string, from: number): { items: number[]; end: number } {
  const items: number[] = [];
  let indent: number | undefined;
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
