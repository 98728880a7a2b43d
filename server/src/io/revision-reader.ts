import { createHash } from 'node:crypto';
import type { TextChange } from '../core/workspace/snapshot.ts';
import { pathOfUri } from './file-uri.ts';
import { isManifestFile } from './find-manifest-files.ts';
import { findTree, type GitFailure, readBlobs } from './git.ts';
import { listRevision, type Revision } from './list-revision.ts';
import { decodeFile } from './read-manifest-file.ts';

/**
 * Compares the manifests of a folder, given as texts by uri, with a revision. It remembers what it has read, so that to
 * ask again after an edit is cheap.
 */
export type RevisionReader = (
  texts: ReadonlyMap<string, string>,
  revision: string,
) => Promise<RevisionChanges | GitFailure>;

/** What makes manifests what they were in a revision. */
export interface RevisionChanges {
  readonly type: 'changes';
  /** Names what the whole repository held in the revision. */
  readonly tree: string;
  readonly changes: readonly TextChange[];
}

/**
 * Makes a reader for a folder. Contents are told apart by git's own ids, so that only what has changed is read. What
 * `check` would not read now, by its name or because it is ignored, has no say in the revision either.
 */
export function createRevisionReader(folder: string): RevisionReader {
  const ids = new Map<string, { readonly text: string; readonly id: string }>();
  const blobs = new Map<string, string | undefined>();
  let listed: { readonly tree: string; readonly revision: Revision } | undefined;

  const idOf = (uri: string, text: string, like: string): string => {
    const known = ids.get(uri);
    if (known?.text === text && known.id.length === like.length) return known.id;
    const id = hash(text, like);
    ids.set(uri, { text, id });
    return id;
  };
  const list = async (tree: string): Promise<Revision | GitFailure> => {
    if (listed?.tree === tree) return listed.revision;
    const revision = await listRevision(folder, tree);
    if ('type' in revision) return revision;
    blobs.clear();
    listed = { tree, revision };
    return revision;
  };

  return async (texts, revision) => {
    const tree = await findTree(folder, revision);
    if (tree === undefined) return { type: 'failure', why: `knows no revision ${revision}`, code: undefined };
    if (typeof tree !== 'string') return tree;
    const held = await list(tree);
    if ('type' in held) return held;
    const changed = [...held.files].filter(([uri, id]) => {
      const text = texts.get(uri);
      if (text !== undefined) return idOf(uri, text, id) !== id;
      return !texts.has(held.sameAs.get(uri) ?? '') && isManifestFile(folder, pathOfUri(uri));
    });
    const missing = new Set(changed.map(([, id]) => id).filter((id) => !blobs.has(id)));
    const read = await readBlobs(folder, [...missing]);
    if ('type' in read) return read;
    for (const id of missing) blobs.set(id, textOf(read.get(id)));
    const former = changed.flatMap(([uri, id]): TextChange[] => {
      // What cannot be read was not applied, as it is not now.
      const text = blobs.get(id);
      return isSameText(text, texts.get(uri)) ? [] : [{ uri, text, editedAt: undefined }];
    });
    const fresh = [...texts.keys()].filter((uri) => !held.files.has(uri) && !isBehind(uri, held.unknown));
    const gone = fresh.map((uri): TextChange => ({ uri, text: undefined, editedAt: undefined }));
    return { type: 'changes', tree, changes: [...former, ...gone] };
  };
}

function isBehind(uri: string, links: readonly string[]): boolean {
  return links.some((link) => uri === link || uri.startsWith(`${link}/`));
}

function textOf(blob: Buffer | undefined): string | undefined {
  const read = blob && decodeFile(blob);
  return read?.type === 'text' ? read.text : undefined;
}

/** Git may write other line ends into the work tree than it keeps. */
function isSameText(a: string | undefined, b: string | undefined): boolean {
  return a?.replaceAll('\r\n', '\n') === b?.replaceAll('\r\n', '\n');
}

/** The id that git would give a text, by the algorithm that another id is of. */
function hash(text: string, like: string): string {
  const bytes = Buffer.from(text);
  const digest = createHash(like.length === 40 ? 'sha1' : 'sha256');
  return digest.update(`blob ${bytes.length}\0`).update(bytes).digest('hex');
}
