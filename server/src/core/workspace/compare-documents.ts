import type { EnvironmentDocument, Manifest, ManifestChunk, ManifestDocument } from './manifest.ts';

/** Documents that are gone, and documents that are there instead of them or besides. */
export interface DocumentPatch<Document extends EnvironmentDocument = EnvironmentDocument> {
  readonly removed: readonly Document[];
  readonly added: readonly Document[];
}

/** What has to be done to the documents of one version of a manifest to have those of another. */
export function compareDocuments(
  before: Manifest | undefined,
  after: Manifest | undefined,
): DocumentPatch<ManifestDocument> {
  const { removed, added } = betweenEqual(before?.chunks ?? [], after?.chunks ?? []);
  const old = new Set(removed.map(({ document }) => document));
  const fresh = added.map(({ document }) => document).filter((document) => !old.delete(document));
  return { removed: [...old], added: fresh };
}

/** What is left of two lists without the documents that they start and end with alike. */
function betweenEqual(
  before: readonly ManifestChunk[],
  after: readonly ManifestChunk[],
): { readonly removed: readonly ManifestChunk[]; readonly added: readonly ManifestChunk[] } {
  const most = Math.min(before.length, after.length);
  let front = 0;
  while (front < most && before[front]?.document === after[front]?.document) front++;
  let back = 0;
  while (back < most - front && before.at(-1 - back)?.document === after.at(-1 - back)?.document) back++;
  return {
    removed: before.slice(front, before.length - back),
    added: after.slice(front, after.length - back),
  };
}
