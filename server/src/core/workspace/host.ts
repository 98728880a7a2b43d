import { createInterner } from '../base/interner.ts';
import type { KindTable } from '../kinds/lower-chunk.ts';
import type { DocumentId } from '../model/source.ts';
import { createPathTree } from '../yaml/yaml-path.ts';
import type { Divide } from './division.ts';
import type { EnvironmentId } from './environment.ts';
import { createLocator, type Locator } from './locator.ts';
import type { Manifest } from './manifest.ts';
import type { EnvironmentResource } from './patch-environments.ts';
import { readManifest } from './read-manifest.ts';
import type { Settings } from './settings.ts';
import {
  applyChanges,
  type Change,
  EMPTY_SNAPSHOT,
  type ManifestChange,
  previewChanges,
  type Snapshot,
} from './snapshot.ts';

/** The only mutable thing in core: it holds the current snapshot and replaces it. */
export interface Host {
  readonly snapshot: () => Snapshot;
  /** Takes new texts in; what is given out from now on is the new snapshot. */
  readonly apply: (changes: readonly ManifestChange[]) => Change;
  /** Reads a manifest without taking it in, so that many can be read bit by bit and taken in at once. */
  readonly read: (uri: string, text: string) => Manifest;
  /** What the change would make of a snapshot, without taking it in; of the manifests it holds only those that change. */
  readonly preview: (snapshot: Snapshot, changes: readonly ManifestChange[]) => Change;
  /** The change that would bring the whole current snapshot, for those who start with it. */
  readonly everything: () => Change;
  /** Makes every environment anew from the manifests that are there: for new settings or another way to sort them. */
  readonly rebuild: () => Change;
  readonly locator: Locator;
}

export interface HostOptions {
  readonly kinds: KindTable;
  /** What users set for an environment; asked when it is made. */
  readonly settingsOf: (environment: EnvironmentId) => Settings;
  readonly divide: Divide;
}

/** Makes a host for an empty workspace. */
export function createHost({ kinds, settingsOf, divide }: HostOptions): Host {
  let current = EMPTY_SNAPSHOT;
  let lastId: DocumentId = 0;
  const nextId = (): DocumentId => {
    lastId += 1;
    return lastId;
  };
  const locator = createLocator();
  const context = {
    kinds,
    intern: createInterner(),
    paths: createPathTree(),
    nextId,
    settingsOf,
    divide,
    tree: locator.tree,
  };
  const apply = (changes: readonly ManifestChange[]): Change => {
    const change = applyChanges(current, changes, context);
    current = change.snapshot;
    return change;
  };
  return {
    snapshot: () => current,
    apply,
    preview: (snapshot, changes) => previewChanges(snapshot, changes, context),
    everything: () => ({ snapshot: current, touched: new Map(), removed: [], added: allResources(current) }),
    read: (uri, text) => readManifest(uri, text, undefined, undefined, context),
    rebuild: () => {
      const { manifests } = current;
      current = EMPTY_SNAPSHOT;
      return apply([...manifests].map(([uri, manifest]) => ({ uri, manifest })));
    },
    locator,
  };
}

function allResources({ environments }: Snapshot): EnvironmentResource[] {
  return [...environments.values()].flatMap(({ id, namespaces }) =>
    [...namespaces.values()].flatMap(({ resources }) =>
      resources.map((resource) => ({ environment: id, resource })),
    ),
  );
}
