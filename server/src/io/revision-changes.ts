import { createHash } from 'node:crypto';
import { join, posix } from 'node:path';
import type { ManifestChange } from '../core/workspace/snapshot.ts';
import { uriOfPath } from './file-uri.ts';
import { isManifestFile } from './find-manifest-files.ts';
import { findTree, type GitAnswer, listTree, type RevisionFile, readBlobs } from './git.ts';
import { decode } from './read-manifest-file.ts';

/** What makes the manifests below a folder what they were in a revision. */
export interface RevisionChanges {
  readonly type: 'changes';
  readonly changes: readonly ManifestChange[];
}

/** What is compared with a revision. */
export interface ComparedFolder {
  readonly folder: string;
  /** The manifests below it as they are now: texts by uri. */
  readonly texts: ReadonlyMap<string, string>;
  /** The one file of it that is compared; otherwise all are. */
  readonly only?: string;
}

/**
 * Compares manifests with a revision. Contents are told apart by git's own ids, so that only what has changed is read.
 * What `check` would not read now, by its name or because it is ignored, has no say in the revision either.
 */
export async function revisionChanges(
  { folder, texts, only }: ComparedFolder,
  revision: string,
): Promise<RevisionChanges | Extract<GitAnswer, { type: 'failure' }>> {
  const tree = await findTree(folder, revision);
  if (!tree) return { type: 'failure', why: `knows no revision ${revision}`, code: undefined };
  if (tree.type === 'failure') return tree;
  const listed = await listTree(folder, tree.bytes.toString('latin1').trim());
  if ('type' in listed) return listed;
  const { files, unknown } = await followLinks(folder, listed);
  const changed: { readonly uri: string; readonly id: string }[] = [];
  const seen = new Set<string>();
  for (const { path, id } of files) {
    const absolute = join(folder, path);
    const uri = uriOfPath(absolute);
    const text = texts.get(uri);
    if (only !== undefined && absolute !== only) continue;
    seen.add(uri);
    if (text === undefined ? isManifestFile(folder, absolute) : idOf(text, id) !== id)
      changed.push({ uri, id });
  }
  const blobs = await readBlobs(folder, [...new Set(changed.map(({ id }) => id))]);
  const changes = changed.flatMap(({ uri, id }): ManifestChange[] => {
    const blob = blobs.get(id);
    const read = blob && decode(blob);
    if (read?.type !== 'text' || isSameText(read.text, texts.get(uri))) return [];
    return [{ uri, text: read.text, editedAt: undefined }];
  });
  const lost = unknown.map((path) => uriOfPath(join(folder, path)));
  const fresh = [...texts.keys()].filter(
    (uri) => !seen.has(uri) && !lost.some((link) => uri === link || uri.startsWith(`${link}/`)),
  );
  return {
    type: 'changes',
    changes: [...changes, ...fresh.map((uri) => ({ uri, text: undefined, editedAt: undefined }))],
  };
}

/** Git may write other line ends into the work tree than it keeps. */
function isSameText(a: string, b: string | undefined): boolean {
  return b !== undefined && a.replaceAll('\r\n', '\n') === b.replaceAll('\r\n', '\n');
}

/** The id that git would give a text, by the algorithm that another id is of. */
function idOf(text: string, other: string): string {
  const bytes = Buffer.from(text);
  const hash = createHash(other.length === 40 ? 'sha1' : 'sha256');
  return hash.update(`blob ${bytes.length}\0`).update(bytes).digest('hex');
}

/** What a folder holds, under the names that symbolic links give it too. */
interface LinkedFiles {
  readonly files: readonly RevisionFile[];
  /** Links to where the revision cannot be seen: what is behind them is taken for what it is now. */
  readonly unknown: readonly string[];
}

async function followLinks(folder: string, listed: readonly RevisionFile[]): Promise<LinkedFiles> {
  const links = listed.filter(({ isLink }) => isLink);
  const plain = listed.filter(({ isLink }) => !isLink);
  const targets = await readBlobs(folder, [...new Set(links.map(({ id }) => id))]);
  const followed = links.map(({ path, id }) => {
    const target = posix.join(posix.dirname(path), targets.get(id)?.toString('utf8') ?? '');
    const found = plain.flatMap((file): RevisionFile[] => {
      const isBehind = file.path === target || file.path.startsWith(`${target}/`);
      return isBehind ? [{ ...file, path: path + file.path.slice(target.length) }] : [];
    });
    return { path, found };
  });
  return {
    files: [...plain, ...followed.flatMap(({ found }) => found)],
    unknown: followed.flatMap(({ path, found }) => (found.length === 0 ? [path] : [])),
  };
}
