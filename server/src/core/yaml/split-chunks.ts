import type { Span } from '../text/span.ts';
import type { Chunk } from './chunk.ts';
import { splitLargeList } from './split-list.ts';

/**
 * Cuts a manifest into chunks.
 *
 * A `---` at the start of a line is always a document boundary, in quoted and block scalars too: YAML forbids it
 * there (YAML 1.2.2, rule c-forbidden). So cutting before parsing is exact, and it keeps an open quote in one document
 * from swallowing the rest of the manifest.
 */
export function splitChunks(text: string): Chunk[] {
  return documentSpans(text).flatMap(
    (span) => splitLargeList(text, span) ?? { span, role: { type: 'document' } },
  );
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
