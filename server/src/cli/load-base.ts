import { dirname, join, relative, resolve } from 'node:path';
import type { DiffNames } from '../core/features/diff/diff-report.ts';
import type { Host } from '../core/workspace/host.ts';
import type { TextChange } from '../core/workspace/snapshot.ts';
import { uriOfPath } from '../io/file-uri.ts';
import { findManifestFiles } from '../io/find-manifest-files.ts';
import { readManifestFile } from '../io/read-manifest-file.ts';
import { createRevisionReader } from '../io/revision-reader.ts';
import { displayFile, displayPath, STDIN_URI } from './display-path.ts';
import { kindOfPath } from './load-workspace.ts';

/** What manifests are compared with. */
export interface Base {
  readonly names: DiffNames;
  /** What makes the manifests what they were there. */
  readonly undo: readonly TextChange[];
}

/** Reads what paths held in a revision; what goes wrong comes as a sentence without its full stop. */
export async function loadRevision(
  host: Host,
  paths: readonly string[],
  revision: string,
): Promise<Base | string> {
  const undo = new Map<string, TextChange>();
  for (const path of new Set(paths)) {
    if (path === '-') return 'standard input has no revisions: compare it with --base-folder';
    const absolute = resolve(path);
    const isFolder = kindOfPath(absolute) === 'folder';
    const folder = isFolder ? absolute : dirname(absolute);
    const texts = textsOf(host, isFolder ? `${uriOfPath(absolute)}/` : uriOfPath(absolute));
    const found = await createRevisionReader(folder)(texts, revision);
    if (found.type === 'failure') return `${path} ${found.why}`;
    for (const change of found.changes)
      if (isFolder || change.uri === uriOfPath(absolute)) undo.set(change.uri, change);
  }
  const before = (uri: string): string => `${revision}:${displayPath(uri)}`;
  return { names: { base: revision, before, after: displayPath }, undo: [...undo.values()] };
}

/** Reads another folder as what a path was before: files go with those of the same path within. */
export function loadBaseFolder(host: Host, path: string, base: string): Base | string {
  if (kindOfPath(resolve(base)) !== 'folder') return `${base} is no folder`;
  const isStdin = path === '-';
  if (!isStdin && kindOfPath(resolve(path)) !== 'folder') return `${path} is no folder, as ${base} is`;
  const texts = isStdin ? textsOf(host, STDIN_URI) : textsOf(host, `${uriOfPath(resolve(path))}/`);
  const names = new Map<string, string>();
  const undo: TextChange[] = [];
  for (const file of findManifestFiles(resolve(base), () => {})) {
    const read = readManifestFile(file);
    if (read.type === 'skipped') continue;
    const uri = uriOfPath(isStdin ? file : join(resolve(path), relative(resolve(base), file)));
    names.set(uri, displayFile(file));
    if (texts.get(uri) !== read.text) undo.push({ uri, text: read.text, editedAt: undefined });
  }
  for (const uri of texts.keys())
    if (!names.has(uri)) undo.push({ uri, text: undefined, editedAt: undefined });
  const before = (uri: string): string => names.get(uri) ?? displayPath(uri);
  return { names: { base, before, after: displayPath }, undo };
}

/** The texts of the manifests whose uris start so. */
function textsOf(host: Host, start: string): ReadonlyMap<string, string> {
  const manifests = [...host.snapshot().manifests.values()].filter(({ uri }) => uri.startsWith(start));
  return new Map(manifests.map(({ uri, text }) => [uri, text]));
}
