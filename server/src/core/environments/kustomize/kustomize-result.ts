import type { DocumentId, Source } from '../../model/source.ts';
import type { ChunkRole } from '../../yaml/chunk.ts';
import type { ParsedChunk } from '../../yaml/parse-chunk.ts';
import type { ComposedMap } from '../composed-node.ts';

/** What a kustomization may read. Everything that is asked for is remembered, what is missing too. */
export interface KustomizeFiles {
  /** The documents of a manifest; undefined where there is no such file. */
  readonly documents: (uri: string) => readonly WrittenDocument[] | undefined;
  /** The text of any other file, for generators; undefined where there is none or nobody may read it. */
  readonly text: (uri: string) => string | undefined;
  /** The uri of the kustomization in a folder, whatever it is called; undefined where the folder has none. */
  readonly kustomizationIn: (folder: string) => string | undefined;
  /** Whether a uri is inside of the workspace: nothing outside of it is read. */
  readonly isInside: (uri: string) => boolean;
}

/** A document of a manifest with its tree. */
export interface WrittenDocument extends Pick<ParsedChunk, 'root' | 'broken'> {
  readonly id: DocumentId;
  readonly role: ChunkRole;
}

/** What a kustomization makes. */
export interface KustomizeResult {
  readonly resources: readonly ComposedResource[];
  /** Why it is not all, or not what `kustomize build` would make. */
  readonly problems: readonly KustomizeProblem[];
  /** It takes in what nobody here can see, such as a remote base: there may be resources that are not listed. */
  readonly open: boolean;
}

export interface ComposedResource {
  readonly root: ComposedMap;
  /** The document that it is written in; of a generated one, that of the kustomization. */
  readonly base: DocumentId;
  /** Nothing was changed in it: it is just what is written in its base. */
  readonly asWritten: boolean;
}

export interface KustomizeProblem {
  readonly type: KustomizeProblemType;
  /** Where it is: always a place that somebody can go to. */
  readonly at: Source;
  /** What is wrong, without a full stop: what, where, and what to do. */
  readonly message: string;
}

/**
 * - `invalid`: a field or value that kustomize refuses; a document that is broken.
 * - `missing`: a file or folder that is not there.
 * - `outside`: a path that leads out of the workspace, or an absolute one.
 * - `cycle`: it leads back to itself.
 * - `no-target`: something that must be there to be changed or read, and is not.
 * - `doubtful`: what kustomize takes, though it has no effect or one that nobody can mean.
 * - `conflict`: two resources with one id.
 * - `remote`: something that is fetched from elsewhere and so is unknown.
 * - `unsupported`: a plugin or a chart, which only kustomize itself can run.
 */
export type KustomizeProblemType =
  | 'invalid'
  | 'missing'
  | 'outside'
  | 'cycle'
  | 'no-target'
  | 'doubtful'
  | 'conflict'
  | 'remote'
  | 'unsupported';
