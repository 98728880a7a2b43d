import { lazy } from '../base/lazy.ts';
import { shiftSpan, touches } from '../text/span.ts';
import type { Chunk } from '../yaml/chunk.ts';
import { type CutText, resplitChunks } from '../yaml/resplit-chunks.ts';
import { alignDocuments } from './align-documents.ts';
import type { EditedAt, Manifest, ManifestChunk, ManifestDocument } from './manifest.ts';
import { type ReadContext, readDocument } from './read-document.ts';

/**
 * Reads a manifest, taking over every document whose text has not changed. A document that was edited keeps its id,
 * keeps its old facts object if the new facts are equal (so nothing downstream is computed again), and keeps its last
 * good facts while its YAML is broken.
 */
export function readManifest(
  uri: string,
  text: string,
  previous: Manifest | undefined,
  editedAt: EditedAt,
  context: ReadContext,
): Manifest {
  const { front, back, middle } = resplitChunks(text, previous ?? NO_TEXT);
  const oldChunks = previous?.chunks ?? [];
  const behind = oldChunks.length - back;
  const chunks = oldChunks.slice(0, front);
  const last = chunks.at(-1);
  let line = last ? last.line + last.document.lineCount - 1 : 0;
  const add = ({ span, role }: Chunk, document: ManifestDocument): void => {
    chunks.push({ span, role, line, document });
    line += document.lineCount - 1;
  };
  const matches = alignDocuments(oldChunks.slice(front, behind), previous?.text ?? '', middle, text);
  for (const [i, chunk] of middle.entries()) {
    const match = matches[i];
    const { span, role } = chunk;
    const inside = editedAt !== undefined && touches(span, editedAt) ? editedAt - span.start : undefined;
    const isSame = match?.sameText && sameRole(match.role, role);
    add(
      chunk,
      isSame
        ? match.document
        : readDocument(text.slice(span.start, span.end), role, match?.document, inside, context),
    );
  }
  const grown = text.length - (previous?.text.length ?? 0);
  for (const chunk of oldChunks.slice(behind))
    add({ span: shiftSpan(chunk.span, grown), role: chunk.role }, chunk.document);
  return makeManifest(uri, text, chunks, indexAfter(chunks, previous));
}

const NO_TEXT: CutText = { text: '', chunks: [] };

/**
 * Puts a manifest together. The one before it must not be in the scope of these functions: they would keep its text, and
 * through it that of every version there ever was.
 */
function makeManifest(
  uri: string,
  text: string,
  chunks: readonly ManifestChunk[],
  indexOf: Manifest['indexOf'],
): Manifest {
  return { uri, text, chunks, indexOf, chunkOf: (id) => chunks[indexOf().get(id) ?? chunks.length] };
}

/** While documents stay the same ones in the same order, as they do when somebody types, their table is taken over. */
function indexAfter(chunks: readonly ManifestChunk[], previous: Manifest | undefined): Manifest['indexOf'] {
  const isSameOrder =
    previous?.chunks.length === chunks.length &&
    chunks.every(({ document }, i) => document.id === previous.chunks[i]?.document.id);
  return previous && isSameOrder ? previous.indexOf : indexOfChunks(chunks);
}

function indexOfChunks(chunks: readonly ManifestChunk[]): Manifest['indexOf'] {
  const ids = chunks.map(({ document }) => document.id);
  return lazy(() => new Map(ids.map((id, i) => [id, i])));
}

function sameRole(a: Chunk['role'], b: Chunk['role']): boolean {
  if (a.type !== 'list-item' || b.type !== 'list-item') return a.type === b.type;
  return a.list.kind === b.list.kind && a.list.apiVersion === b.list.apiVersion;
}
