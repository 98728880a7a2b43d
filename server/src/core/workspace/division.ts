import { isWithin } from '../base/folder-of.ts';
import type { Source } from '../model/source.ts';
import type { ParsedChunk } from '../yaml/parse-chunk.ts';
import type { DerivedDocument } from './derived-document.ts';
import type { EnvironmentId } from './environment.ts';
import type { Manifest, ManifestChunk, ManifestDocument } from './manifest.ts';
import type { ReadContext } from './read-document.ts';

/** How the manifests of a workspace are divided into environments. */
export interface Division {
  /** The environments that a manifest is part of as it is written. */
  readonly environmentsOf: (uri: string) => readonly EnvironmentId[];
  /** Whether there is such an environment, be it empty. */
  readonly has: (environment: EnvironmentId) => boolean;
  /** Manifests that were part of others in the division before, apart from those that changed. */
  readonly moved: readonly string[];
  /** The namespace that resources of an environment go to where they name none; undefined where nothing says so. */
  readonly namespaceOf: (environment: EnvironmentId) => string | undefined;
  /** Environments that are folders beside others with the same resources, each with one of those. */
  readonly copies: ReadonlyMap<EnvironmentId, EnvironmentId>;
  /** Environments whose documents were put together or rendered; the same object for as long as nothing in it changes. */
  readonly composed: ReadonlyMap<EnvironmentId, ComposedEnvironment>;
}

/** What an environment holds whose documents were put together or rendered. */
export interface ComposedEnvironment {
  /** Those that came through as they are written, and those that did not. */
  readonly documents: readonly (ManifestDocument | DerivedDocument)[];
  /** The manifests that it was made of, and those that would belong to it if they were there. */
  readonly reads: ReadonlySet<string>;
  /** The folder of which any file may have a bearing on it, whatever there will be. */
  readonly whole: string | undefined;
  readonly problems: readonly CompositionProblem[];
}

/** Something wrong with what puts an environment together. */
export interface CompositionProblem {
  readonly type: CompositionProblemType;
  readonly at: Source;
  /** What is wrong, without a full stop: what, where, and what to do. */
  readonly message: string;
}

/**
 * - `composition-invalid`: a field or value that is refused; a document that is broken.
 * - `composition-missing`: a file or folder that is not there.
 * - `composition-outside`: a path that leads out of the workspace, or an absolute one.
 * - `composition-cycle`: it leads back to itself.
 * - `composition-no-target`: something that must be there to be changed or read, and is not.
 * - `composition-doubtful`: what is taken, though it has no effect or one that nobody can mean.
 * - `composition-conflict`: two resources with one id.
 * - `composition-remote`: something that is fetched from elsewhere and so is unknown.
 * - `composition-unsupported`: a plugin, which only the tool itself can run.
 * - `chart-invalid`: helm cannot render a chart.
 * - `chart-incomplete`: a chart lacks the sub-charts that it names.
 * - `chart-needs-values`: a chart cannot be rendered with the values that it is rendered with.
 */
export type CompositionProblemType =
  | 'composition-invalid'
  | 'composition-missing'
  | 'composition-outside'
  | 'composition-cycle'
  | 'composition-no-target'
  | 'composition-doubtful'
  | 'composition-conflict'
  | 'composition-remote'
  | 'composition-unsupported'
  | 'chart-invalid'
  | 'chart-incomplete'
  | 'chart-needs-values';

/** Manifests by their uris. */
export interface Manifests {
  readonly get: (uri: string) => Manifest | undefined;
  readonly keys: () => Iterable<string>;
}

/**
 * Divides a workspace after some of its manifests have changed. What does not depend on them is taken over from the
 * division before.
 */
export type Divide = (
  manifests: Manifests,
  changed: readonly ManifestDifference[],
  before: Division,
  context: DivideContext,
) => Division;

/** What it takes to put documents together. */
export interface DivideContext extends ReadContext {
  /** The tree of a document; spans in it start at the document. */
  readonly tree: (manifest: Manifest, chunk: ManifestChunk) => ParsedChunk;
}

export interface ManifestDifference {
  readonly uri: string;
  readonly before: Manifest | undefined;
  readonly after: Manifest | undefined;
}

/** The division of a workspace without manifests. */
export const UNDIVIDED: Division = {
  environmentsOf: () => [],
  has: () => false,
  moved: [],
  namespaceOf: () => undefined,
  copies: new Map(),
  composed: new Map(),
};

/** Divides by uri alone: every manifest is part of its environments as it is written. */
export function divideBy(environmentsOf: (uri: string) => readonly EnvironmentId[]): Divide {
  const division: Division = { ...UNDIVIDED, environmentsOf, has: () => true };
  return () => division;
}

/** The environments that a manifest is part of as it is written, and those that are made of it. */
export function environmentsAround({ environmentsOf, composed }: Division, uri: string): EnvironmentId[] {
  const made = [...composed].filter(([, { reads }]) => reads.has(uri)).map(([id]) => id);
  return [...environmentsOf(uri), ...made];
}

/** The folders that environments are made of as a whole, each once: those of charts. */
export function wholeFolders({ composed }: Division): ReadonlySet<string> {
  return new Set([...composed.values()].flatMap(({ whole }) => whole ?? []));
}

/** Whether a manifest has a bearing on what an environment is made of, or would have if it were there. */
export function belongsTo({ reads, whole }: ComposedEnvironment, uri: string): boolean {
  return reads.has(uri) || (whole !== undefined && isWithin(uri, whole));
}
