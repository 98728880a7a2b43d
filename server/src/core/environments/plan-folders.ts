import { isWithin } from '../base/folder-of.ts';
import type { ManifestDifference, Manifests } from '../workspace/division.ts';
import type { EnvironmentId } from '../workspace/environment.ts';
import { deployedFolder } from './gitops/deployed-folder.ts';
import type { Deployments } from './gitops/find-deployments.ts';
import { identitiesIn } from './resource-identity.ts';
import { environmentFolders, type FolderSplit, splitFolders } from './split-folders.ts';

/** Which environments the plain manifests are part of, by the folders that they are in. */
export interface FolderPlan {
  readonly environmentsOf: (uri: string) => readonly EnvironmentId[];
  readonly used: ReadonlySet<EnvironmentId>;
  /** The environments of folders that are split off, each with that of one beside it that holds the same resources. */
  readonly copies: ReadonlyMap<EnvironmentId, EnvironmentId>;
  /** What each plain manifest defines, by uri. */
  readonly plain: ReadonlyMap<string, readonly string[]>;
  /** What is split off, by root. */
  readonly splits: ReadonlyMap<string, FolderSplit>;
}

export interface FolderOptions {
  /** The folders of the workspace, by uri. */
  readonly roots: readonly string[];
  /** The environment of a folder: a root, or one that is split off. */
  readonly idOf: (folder: string) => EnvironmentId;
  /** What GitOps tools deploy, each folder by itself. */
  readonly deployed: Deployments;
  /** What the user says is applied together. */
  readonly configured: readonly ConfiguredEnvironment[];
  /** The environment of a manifest that is in none of the roots. */
  readonly otherwise: (uri: string) => EnvironmentId;
}

/** Plain manifests that the user says are applied together. */
export interface ConfiguredEnvironment {
  readonly id: EnvironmentId;
  /** Folders and files, by uri. */
  readonly paths: readonly string[];
  readonly namespace: string | undefined;
}

/**
 * Plans for the manifests that nothing else has taken. `former` is a plan with the same options, and all that it says still
 * holds but for what has changed. Where nothing is split in another way, as when something is renamed, `environmentsOf` is
 * the same function as before.
 */
export function planFolders(
  manifests: Manifests,
  changed: readonly ManifestDifference[],
  isTaken: (uri: string) => boolean,
  options: FolderOptions,
  former: FolderPlan | undefined,
): FolderPlan {
  const { roots, idOf } = options;
  const plain = plainIn(manifests, changed, isTaken, former?.plain ?? new Map());
  const left = [...plain].flatMap(([uri, identities]) =>
    chosenFor(uri, options).length === 0 ? [{ uri, identities }] : [],
  );
  const splits = new Map(
    roots.map((root) => {
      const own = left.filter(({ uri }) => rootOf(uri, roots) === root);
      return [root, splitFolders(root, own)] as const;
    }),
  );
  const isSplitSame = former !== undefined && keyOf(former.splits) === keyOf(splits);
  const environmentsOf = isSplitSame ? former.environmentsOf : environmentsBy(splits, options);
  const isAllSame = isSplitSame && hasSameKeys(plain, former.plain);
  const used = isAllSame ? former.used : new Set([...plain.keys()].flatMap(environmentsOf));
  return { environmentsOf, used, copies: copiesIn(splits, idOf), plain, splits };
}

function plainIn(
  manifests: Manifests,
  changed: readonly ManifestDifference[],
  isTaken: (uri: string) => boolean,
  former: FolderPlan['plain'],
): FolderPlan['plain'] {
  const isChanged = new Set(changed.map(({ uri }) => uri));
  const plain = new Map<string, readonly string[]>();
  for (const uri of manifests.keys()) {
    const manifest = isTaken(uri) ? undefined : manifests.get(uri);
    const known = isChanged.has(uri) ? undefined : former.get(uri);
    if (manifest) plain.set(uri, known ?? identitiesIn(manifest.chunks.map(({ document }) => document)));
  }
  return plain;
}

function hasSameKeys<K>(a: ReadonlyMap<K, unknown>, b: ReadonlyMap<K, unknown>): boolean {
  return a.size === b.size && [...a.keys()].every((key) => b.has(key));
}

function keyOf(splits: FolderPlan['splits']): string {
  return JSON.stringify(
    [...splits].map(([root, { copies, withOwnCopy, groups, variants, replaced }]) => [
      root,
      ...[copies, withOwnCopy, groups, variants, replaced].map((part) => [...part]),
    ]),
  );
}

/** Made outside of the planning, so that it does not keep the manifests of that time. */
function environmentsBy(splits: FolderPlan['splits'], options: FolderOptions): FolderPlan['environmentsOf'] {
  const { roots, idOf, otherwise } = options;
  return (uri) => {
    const chosen = chosenFor(uri, options);
    if (chosen.length > 0) return chosen;
    const root = rootOf(uri, roots);
    const ofRoot = root === undefined ? undefined : splits.get(root);
    // A file outside of every root, such as one that was never saved, stands alone.
    if (root === undefined || !ofRoot) return [otherwise(uri)];
    return environmentFolders(uri, root, ofRoot).map(idOf);
  };
}

function copiesIn(splits: FolderPlan['splits'], idOf: FolderOptions['idOf']): FolderPlan['copies'] {
  return new Map(
    [...splits.values()].flatMap((split) => {
      const idIn = (folder: string): EnvironmentId =>
        idOf(split.variants.get(folder)?.[0] ?? split.groups.get(folder) ?? folder);
      return [...split.copies].map(([folder, other]) => [idIn(folder), idIn(other)] as const);
    }),
  );
}

/** The environments that somebody says a manifest is part of: the user, or else who deploys its folder. */
function chosenFor(
  uri: string,
  { configured, deployed, idOf }: Pick<FolderOptions, 'configured' | 'deployed' | 'idOf'>,
): readonly EnvironmentId[] {
  const chosen = configured.filter(({ paths }) => paths.some((path) => isWithin(uri, path)));
  if (chosen.length > 0) return chosen.map(({ id }) => id);
  const folder = deployedFolder(uri, deployed);
  return folder === undefined ? [] : [idOf(folder)];
}

/** The innermost root that holds a manifest. */
export function rootOf(uri: string, roots: readonly string[]): string | undefined {
  return roots.filter((root) => isWithin(uri, root)).sort((a, b) => b.length - a.length)[0];
}
