import { shiftSpan } from '../text/span.ts';
import type { Chunk } from './chunk.ts';
import { splitChunks } from './split-chunks.ts';
import { LARGE_LIST, resplitItems } from './split-list.ts';

/** The chunks of a text, as far as they can be taken over from the text before an edit. */
export interface Resplit {
  /** So many chunks from the front are what they were, where they were. */
  readonly front: number;
  /** So many chunks from the back are what they were; they have moved by as much as the text has grown. */
  readonly back: number;
  /** The chunks between. */
  readonly middle: readonly Chunk[];
}

/** A text that is cut already. */
export interface CutText {
  readonly text: string;
  readonly chunks: readonly Chunk[];
}

/**
 * Cuts a text of which an earlier version is cut already: only the documents that have changed, and their neighbours,
 * are looked at. Together the parts are what `splitChunks` gives for the whole text.
 */
export function resplitChunks(text: string, before: CutText): Resplit {
  const { chunks } = before;
  const sameFront = countSameFront(text, before);
  const sameBack = countSameBack(text, before, chunks[sameFront - 1]?.span.end ?? 0);
  return (
    resplitList(text, before, sameFront, sameBack) ?? resplitDocuments(text, before, sameFront, sameBack)
  );
}

/** Cuts the items of a large list again that have changed; undefined where that is not all that has. */
function resplitList(
  text: string,
  { text: old, chunks }: CutText,
  sameFront: number,
  sameBack: number,
): Resplit | undefined {
  // The item before is cut again too: what follows may have become a part of it.
  const first = sameFront - 1;
  const next = chunks.length - sameBack;
  const [above, below] = [chunks[first - 1], chunks[next]];
  // With an item above, which tells how far items are indented, and one below, all that changed is inside the list.
  if (above?.role.type !== 'list-item' || below?.role.type !== 'list-item') return undefined;
  if (above.role.list !== below.role.list) return undefined;
  const grown = text.length - old.length;
  const whole = startOf(chunks[documentEnd(chunks, next)]) || old.length;
  if (whole - startOf(chunks[documentStart(chunks, first)]) + grown < LARGE_LIST) return undefined;
  const start = above.span.end;
  const end = below.span.start + grown;
  const indent = text.slice(end).search(/[^ ]/);
  const items = chunks.slice(first, next).map(({ span }) => old.slice(span.start, span.end));
  const middle = resplitItems(items, text.slice(start, end), indent, below.role.list);
  return middle && { front: first, back: sameBack, middle: shiftChunks(middle, start) };
}

function resplitDocuments(text: string, before: CutText, sameFront: number, sameBack: number): Resplit {
  const { chunks } = before;
  const grown = text.length - before.text.length;
  // Where a document starts may depend on the one before it, so some that are equal are cut again on either side.
  const first = documentStart(chunks, sameFront - 2);
  const next = documentEnd(chunks, chunks.length - sameBack + 1);
  const start = chunks[first]?.span.start ?? 0;
  const after = chunks[next]?.span.start;
  const end = after === undefined ? text.length : after + grown;
  const cut = shiftChunks(splitChunks(text.slice(start, end)), start);
  // Behind a `...` at its end the stretch seems to have one more document: it is the one that follows.
  const middle = end < text.length && cut.at(-1)?.span.start === end ? cut.slice(0, -1) : cut;
  // The last one is equal; if it no longer starts where it did, what follows cannot be trusted to be cut alike.
  const isJoined = after === undefined || middle.at(-1)?.span.start === startOf(chunks[next - 1]) + grown;
  return isJoined
    ? { front: first, back: chunks.length - next, middle }
    : { front: 0, back: 0, middle: splitChunks(text) };
}

/** How many chunks from the front stand in the text where they stood before. */
function countSameFront(text: string, { text: old, chunks }: CutText): number {
  return countWhile(chunks.length, (from, to) => {
    const start = startOf(chunks[from]);
    const end = chunks[to - 1]?.span.end ?? 0;
    return text.slice(start, end) === old.slice(start, end);
  });
}

/** How many chunks from the back stand as far from the end of the text as they did before, all behind an offset. */
function countSameBack(text: string, { text: old, chunks }: CutText, behind: number): number {
  const last = chunks.length - 1;
  return countWhile(chunks.length, (from, to) => {
    const end = (chunks[last - from]?.span.end ?? 0) - old.length;
    const start = startOf(chunks[last - to + 1]) - old.length;
    if (Math.min(start + old.length, start + text.length) < behind) return false;
    return (
      text.slice(start + text.length, end + text.length) === old.slice(start + old.length, end + old.length)
    );
  });
}

/**
 * How many of the first `most` things are all right, if none is behind one that is not. `areRight` judges a stretch
 * `from` a thing up to, but not including, another; none is judged more than a few times.
 */
function countWhile(most: number, areRight: (from: number, to: number) => boolean): number {
  let right = 0;
  let limit = most;
  while (right < limit) {
    const middle = (right + limit + 1) >> 1;
    if (areRight(right, middle)) right = middle;
    else limit = middle - 1;
  }
  return right;
}

/** The chunk at which the document of a chunk starts: a large list is one document of many chunks. */
function documentStart(chunks: readonly Chunk[], index: number): number {
  let at = Math.max(0, index);
  while (at > 0 && !startsDocument(chunks[at])) at--;
  return at;
}

/** The chunk behind the last one of a document: the first one from `index` on that starts another. */
function documentEnd(chunks: readonly Chunk[], index: number): number {
  let at = Math.min(chunks.length, index);
  while (at < chunks.length && !startsDocument(chunks[at])) at++;
  return at;
}

function startsDocument(chunk: Chunk | undefined): boolean {
  return chunk?.role.type === 'document' || (chunk?.role.type === 'list-frame' && chunk.role.isHead);
}

function startOf(chunk: Chunk | undefined): number {
  return chunk?.span.start ?? 0;
}

function shiftChunks(chunks: readonly Chunk[], by: number): Chunk[] {
  return chunks.map(({ span, role }) => ({ span: shiftSpan(span, by), role }));
}
