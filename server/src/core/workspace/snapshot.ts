import type { DocumentId } from '../model/source.ts';
import { compareDocuments } from './compare-documents.ts';
import type { DerivedDocument } from './derived-document.ts';
import {
  type Divide,
  type DivideContext,
  type Division,
  type ManifestDifference,
  type Manifests,
  UNDIVIDED,
} from './division.ts';
import type { Environment, EnvironmentId } from './environment.ts';
import type { EditedAt, Manifest, ManifestDocument } from './manifest.ts';
import { type EnvironmentsPatched, patchDerived, patchEnvironments } from './patch-environments.ts';
import type { ReadContext } from './read-document.ts';
import { readManifest } from './read-manifest.ts';
import type { Settings } from './settings.ts';

/** The frozen state of the workspace that every feature reads. */
export interface Snapshot {
  readonly manifests: ReadonlyMap<string, Manifest>;
  /** The manifest that holds a document. */
  readonly manifestOf: ReadonlyMap<DocumentId, string>;
  /** The documents that were put together from others. */
  readonly derived: ReadonlyMap<DocumentId, DerivedDocument>;
  readonly division: Division;
  readonly environments: ReadonlyMap<EnvironmentId, Environment>;
}

/** A manifest's new text, or undefined when it is gone. */
export interface TextChange {
  readonly uri: string;
  readonly text: string | undefined;
  readonly editedAt: EditedAt;
}

/** What becomes of a manifest; it may have been read already. */
export type ManifestChange = TextChange | { readonly uri: string; readonly manifest: Manifest };

/** What a change did, so that only what depends on it is done again. */
export interface Change extends Omit<EnvironmentsPatched, 'environments'> {
  readonly snapshot: Snapshot;
}

/** What applying a change needs of its surroundings. */
export interface SnapshotContext extends DivideContext {
  readonly divide: Divide;
  /** What users set for an environment. */
  readonly settingsOf: (environment: EnvironmentId) => Settings;
}

/** A workspace without manifests. */
export const EMPTY_SNAPSHOT: Snapshot = {
  manifests: new Map(),
  manifestOf: new Map(),
  derived: new Map(),
  division: UNDIVIDED,
  environments: new Map(),
};

/** The snapshot after some manifests have changed. The old one stays as it is; the two share what is equal. */
export function applyChanges(
  snapshot: Snapshot,
  changes: readonly ManifestChange[],
  context: SnapshotContext,
): Change {
  const manifests = new Map(snapshot.manifests);
  return takeIn(snapshot, changes, manifests, manifests, context);
}

/**
 * What a change would make of the snapshot. Of the manifests, it holds only those that change: to copy the table of all
 * of them costs more than all the rest.
 */
export function previewChanges(
  snapshot: Snapshot,
  changes: readonly ManifestChange[],
  context: SnapshotContext,
): Change {
  const uris = new Set(changes.map(({ uri }) => uri));
  const own = new Map<string, Manifest>();
  for (const uri of uris) {
    const manifest = snapshot.manifests.get(uri);
    if (manifest) own.set(uri, manifest);
  }
  const all: Manifests = {
    get: (uri) => (uris.has(uri) ? own.get(uri) : snapshot.manifests.get(uri)),
    keys: () => new Set([...snapshot.manifests.keys(), ...own.keys()]),
  };
  return takeIn(snapshot, changes, own, all, context);
}

/** Puts changes into `manifests`, which are `all` of them or are to be kept alone. */
function takeIn(
  snapshot: Snapshot,
  changes: readonly ManifestChange[],
  manifests: Map<string, Manifest>,
  all: Manifests,
  context: SnapshotContext,
): Change {
  for (const change of changes) {
    const after = manifestAfter(change, manifests.get(change.uri), context);
    if (after) manifests.set(change.uri, after);
    else manifests.delete(change.uri);
  }
  // A manifest that changed twice is compared once: what was there only in between has never been seen.
  const changed = [...new Set(changes.map(({ uri }) => uri))].map((uri) => ({
    uri,
    before: snapshot.manifests.get(uri),
    after: manifests.get(uri),
  }));
  const division = context.divide(all, changed, snapshot.division, context);
  const change = { before: snapshot.division, after: division, changed, manifests: all };
  const { environments, ...done } = patchEnvironments(snapshot.environments, change, context.settingsOf);
  return {
    snapshot: {
      manifests,
      manifestOf: updateOwners(snapshot.manifestOf, changed),
      derived: patchDerived(snapshot.derived, change),
      division,
      environments,
    },
    ...done,
  };
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

/** Typing in a document keeps its id, so the common case copies nothing. */
function updateOwners(
  owners: ReadonlyMap<DocumentId, string>,
  changed: readonly ManifestDifference[],
): ReadonlyMap<DocumentId, string> {
  const out: ManifestDocument[] = [];
  const into = new Map<DocumentId, string>();
  for (const { uri, before, after } of changed) {
    const { removed, added } = compareDocuments(before, after);
    for (const document of removed) out.push(document);
    for (const { id } of added) into.set(id, uri);
  }
  const gone = out.filter(({ id }) => !into.has(id));
  const fresh = [...into].filter(([id, uri]) => owners.get(id) !== uri);
  if (gone.length === 0 && fresh.length === 0) return owners;
  const next = new Map(owners);
  for (const { id } of gone) next.delete(id);
  for (const [id, uri] of fresh) next.set(id, uri);
  return next;
}
