import type { LineIndex, Position } from '../text/line-index.ts';
import type { Manifest, ManifestChunk } from './manifest.ts';

// Lines are found document by document and kept with the document: in a large manifest an edit finds the lines of one
// document again, not all of them, and of most documents nobody ever asks for a line.

/** The position of an offset in a manifest. */
export function positionAt(manifest: Manifest, offset: number): Position {
  const chunk = lastChunk(manifest, ({ span }) => span.start <= offset);
  if (!chunk) return { line: 0, character: 0 };
  const { line, character } = linesOf(manifest, chunk).positionAt(offset - chunk.span.start);
  return { line: chunk.line + line, character };
}

/** The offset of a position in a manifest; what is beyond its line or its text gives the end of that. */
export function offsetAt(manifest: Manifest, { line, character }: Position): number {
  const chunk = lastChunk(manifest, (candidate) => candidate.line <= line);
  if (!chunk) return 0;
  return chunk.span.start + linesOf(manifest, chunk).offsetAt({ line: line - chunk.line, character });
}

function linesOf({ text }: Manifest, { span, document }: ManifestChunk): LineIndex {
  return document.lines(text.slice(span.start, span.end));
}

/** The last chunk for which something holds that holds for all before it too. */
function lastChunk(
  { chunks }: Manifest,
  holds: (chunk: ManifestChunk) => boolean,
): ManifestChunk | undefined {
  let low = 0;
  let high = chunks.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    const chunk = chunks[middle];
    if (chunk && holds(chunk)) low = middle;
    else high = middle - 1;
  }
  return chunks[low];
}
