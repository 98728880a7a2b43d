import type { DocumentId } from '../model/source.ts';
import { compareDocuments, type DocumentPatch } from './compare-documents.ts';
import { type Environment, type EnvironmentId, emptyEnvironment } from './environment.ts';
import type { EditedAt, Manifest, ManifestDocument } from './manifest.ts';
import { patchDocuments } from './patch-documents.ts';
import type { ReadContext } from './read-document.ts';
import type { ReadKey } from './read-key.ts';
import { readManifest } from './read-manifest.ts';
import type { Resource } from './resource.ts';
import type { Settings } from './settings.ts';

/** The frozen state of the workspace that every feature reads. */
export interface Snapshot {
  readonly manifests: ReadonlyMap<string, Manifest>;
  /** The manifest that holds a document. */
  readonly manifestOf: ReadonlyMap<DocumentId, string>;
  readonly environments: ReadonlyMap<EnvironmentId, Environment>;
}

/** A manifest's new text, or undefined when it is gone; or a manifest that has been read already. */
export type ManifestChange =
  | { readonly uri: string; readonly text: string | undefined; readonly editedAt: EditedAt }
  | { readonly uri: string; readonly manifest: Manifest };

/** What a change did, so that only what depends on it is done again. */
export interface Change {
  readonly snapshot: Snapshot;
  readonly touched: ReadonlyMap<EnvironmentId, ReadonlySet<ReadKey>>;
  readonly added: readonly EnvironmentResource[];
  readonly removed: readonly EnvironmentResource[];
}

export interface EnvironmentResource {
  readonly environment: EnvironmentId;
  readonly resource: Resource;
}

/** What applying a change needs of its surroundings. */
export interface SnapshotContext extends ReadContext {
  /** The environments a manifest is part of. */
  readonly environmentsOf: (uri: string) => readonly EnvironmentId[];
  /** What users set for an environment. */
  readonly settingsOf: (environment: EnvironmentId) => Settings;
}

/** A workspace without manifests. */
export const EMPTY_SNAPSHOT: Snapshot = {
  manifests: new Map(),
  manifestOf: new Map(),
  environments: new Map(),
};

/** The snapshot after some manifests have changed. The old one stays as it is; the two share what is equal. */
export function applyChanges(
  snapshot: Snapshot,
  changes: readonly ManifestChange[],
  context: SnapshotContext,
): Change {
  const manifests = new Map(snapshot.manifests);
  for (const change of changes) {
    const after = manifestAfter(change, manifests.get(change.uri), context);
    if (after) manifests.set(change.uri, after);
    else manifests.delete(change.uri);
  }
  const patches = new Map<EnvironmentId, GrowingPatch>();
  const whole: GrowingPatch = { removed: [], added: [] };
  const owners = new Map<DocumentId, string>();
  // A manifest that changed twice is compared once: what was there only in between has never been seen.
  for (const uri of new Set(changes.map((change) => change.uri))) {
    const { removed, added } = compareDocuments(snapshot.manifests.get(uri), manifests.get(uri));
    for (const { id } of added) owners.set(id, uri);
    for (const id of context.environmentsOf(uri)) {
      const patch = patches.get(id) ?? { removed: [], added: [] };
      patches.set(id, patch);
      extend(patch, removed, added);
    }
    extend(whole, removed, added);
  }
  const next: Snapshot = {
    ...snapshot,
    manifests,
    manifestOf: updateOwners(snapshot.manifestOf, whole.removed, owners),
  };
  return patchEnvironments(next, patches, context);
}

function manifestAfter(
  change: ManifestChange,
  before: Manifest | undefined,
  context: ReadContext,
): Manifest | undefined {
  if ('manifest' in change) return change.manifest;
  return change.text === undefined
    ? undefined
    : readManifest(change.uri, change.text, before, change.editedAt, context);
}

/** What all the manifests of an environment add to its patch. */
interface GrowingPatch {
  readonly removed: ManifestDocument[];
  readonly added: ManifestDocument[];
}

function extend(
  patch: GrowingPatch,
  removed: readonly ManifestDocument[],
  added: readonly ManifestDocument[],
): void {
  for (const document of removed) patch.removed.push(document);
  for (const document of added) patch.added.push(document);
}

/** Typing in a document keeps its id, so the common case copies nothing. */
function updateOwners(
  owners: ReadonlyMap<DocumentId, string>,
  removed: readonly ManifestDocument[],
  added: ReadonlyMap<DocumentId, string>,
): ReadonlyMap<DocumentId, string> {
  const gone = removed.filter(({ id }) => !added.has(id));
  const fresh = [...added].filter(([id, uri]) => owners.get(id) !== uri);
  if (gone.length === 0 && fresh.length === 0) return owners;
  const next = new Map(owners);
  for (const { id } of gone) next.delete(id);
  for (const [id, uri] of fresh) next.set(id, uri);
  return next;
}

function patchEnvironments(
  snapshot: Snapshot,
  patches: ReadonlyMap<EnvironmentId, DocumentPatch>,
  { settingsOf }: SnapshotContext,
): Change {
  const environments = new Map(snapshot.environments);
  const touched = new Map<EnvironmentId, ReadonlySet<ReadKey>>();
  const out: EnvironmentResource[] = [];
  const into: EnvironmentResource[] = [];
  for (const [id, patch] of patches) {
    const before = environments.get(id) ?? emptyEnvironment(id, settingsOf(id));
    const change = patchDocuments(before, patch);
    environments.set(id, change.environment);
    touched.set(id, change.touched);
    out.push(...change.removed.map((resource) => ({ environment: id, resource })));
    into.push(...change.added.map((resource) => ({ environment: id, resource })));
  }
  return { snapshot: { ...snapshot, environments }, touched, removed: out, added: into };
}
