import { join, posix } from 'node:path';
import { uriOfPath } from './file-uri.ts';
import { type GitFailure, listTree, type RevisionEntry, readBlobs } from './git.ts';

/** What a folder holds in a revision. */
export interface Revision {
  /** The ids of contents by the uris of files, under the names that symbolic links give them too. */
  readonly files: ReadonlyMap<string, string>;
  /**
   * Uris of submodules, and of links to where the revision cannot be seen: what is behind them is taken for what it is
   * now, because it is not in this repository.
   */
  readonly unknown: readonly string[];
  /** Files that are seen through a link, and what they are: a folder is looked into once, by whichever name. */
  readonly sameAs: ReadonlyMap<string, string>;
}

/** Lists what is below a folder in a tree of git. */
export async function listRevision(folder: string, tree: string): Promise<Revision | GitFailure> {
  const listed = await listTree(folder, tree);
  if ('type' in listed) return listed;
  const uriOf = (path: string): string => uriOfPath(join(folder, path));
  const links = listed.filter(({ type }) => type === 'link');
  const plain = listed.filter(({ type }) => type !== 'link');
  const targets = await readBlobs(folder, [...new Set(links.map(({ id }) => id))]);
  if ('type' in targets) return targets;
  const sameAs = new Map<string, string>();
  const followed = links.map(({ path, id }) => {
    const target = posix.join(posix.dirname(path), targets.get(id)?.toString('utf8') ?? '');
    const found = plain.flatMap((file): RevisionEntry[] => {
      const isBehind = file.path === target || file.path.startsWith(`${target}/`);
      const seen = path + file.path.slice(target.length);
      if (isBehind) sameAs.set(uriOf(seen), uriOf(file.path));
      return isBehind ? [{ ...file, path: seen }] : [];
    });
    return { path, found };
  });
  const entries = [...plain, ...followed.flatMap(({ found }) => found)];
  const files = entries.filter(({ type }) => type === 'file');
  const submodules = entries.filter(({ type }) => type === 'submodule');
  const blind = followed.filter(({ found }) => found.length === 0);
  return {
    files: new Map(files.map(({ path, id }) => [uriOf(path), id])),
    sameAs,
    unknown: [...submodules, ...blind].map(({ path }) => uriOf(path)),
  };
}
