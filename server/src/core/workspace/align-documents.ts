import { addTo, type MultiMap } from '../base/multi-map.ts';
import type { Chunk } from '../yaml/chunk.ts';
import type { ManifestChunk, ManifestDocument } from './manifest.ts';

/** The old document that a new chunk continues. */
export interface Match {
  readonly document: ManifestDocument;
  readonly role: Chunk['role'];
  readonly sameText: boolean;
}

/**
 * Finds for each new chunk the old document it continues: equal texts anywhere (a document that stayed or moved), then,
 * in order, whatever is left over (a document that was edited).
 */
export function alignDocuments(
  old: readonly ManifestChunk[],
  oldText: string,
  chunks: readonly Chunk[],
  text: string,
): (Match | undefined)[] {
  const waiting: MultiMap<string, ManifestChunk> = new Map();
  for (const chunk of old) addTo(waiting, oldText.slice(chunk.span.start, chunk.span.end), chunk);
  const taken = new Set<ManifestChunk>();
  const matches = chunks.map(({ span }): Match | undefined => {
    const same = waiting.get(text.slice(span.start, span.end))?.shift();
    if (!same) return undefined;
    taken.add(same);
    return { document: same.document, role: same.role, sameText: true };
  });
  const edited = old.filter((chunk) => !taken.has(chunk));
  return matches.map((match): Match | undefined => {
    const next = match ? undefined : edited.shift();
    return match ?? (next && { document: next.document, role: next.role, sameText: false });
  });
}
