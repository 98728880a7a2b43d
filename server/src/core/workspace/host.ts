import { createInterner } from '../base/interner.ts';
import type { KindTable } from '../kinds/lower-chunk.ts';
import type { DocumentId } from '../model/source.ts';
import type { EnvironmentId } from './environment.ts';
import { createLocator, type Locator } from './locator.ts';
import type { Settings } from './settings.ts';
import { applyChanges, type Change, emptySnapshot, type ManifestChange, type Snapshot } from './snapshot.ts';

/** The only mutable thing in core: it holds the current snapshot and replaces it. */
export interface Host {
  readonly snapshot: () => Snapshot;
  /** Takes new texts in; what is given out from now on is the new snapshot. */
  readonly apply: (changes: readonly ManifestChange[]) => Change;
  /** What the change would make of a snapshot, without taking it in. */
  readonly preview: (snapshot: Snapshot, changes: readonly ManifestChange[]) => Change;
  /** Takes new settings in: every environment is made anew. */
  readonly configure: (settings: Settings) => Change;
  readonly locator: Locator;
}

export interface HostOptions {
  readonly kinds: KindTable;
  readonly settings: Settings;
  /** The environments a manifest is part of. */
  readonly environmentsOf: (uri: string) => readonly EnvironmentId[];
}

/** Makes a host for an empty workspace. */
export function createHost({ kinds, settings, environmentsOf }: HostOptions): Host {
  let current = emptySnapshot(settings);
  let lastId: DocumentId = 0;
  const nextId = (): DocumentId => {
    lastId += 1;
    return lastId;
  };
  const context = { kinds, intern: createInterner(), nextId, environmentsOf };
  const apply = (changes: readonly ManifestChange[]): Change => {
    const change = applyChanges(current, changes, context);
    current = change.snapshot;
    return change;
  };
  return {
    snapshot: () => current,
    apply,
    preview: (snapshot, changes) => applyChanges(snapshot, changes, context),
    configure: (next) => {
      const texts = [...current.manifests.values()].map(({ uri, text }) => ({ uri, text, editedAt: undefined }));
      current = emptySnapshot(next);
      return apply(texts);
    },
    locator: createLocator(),
  };
}
