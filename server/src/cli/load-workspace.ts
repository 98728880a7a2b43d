import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import { createKindTable } from '../core/kinds/lower-chunk.ts';
import { KINDS } from '../core/kinds/registry.gen.ts';
import { createHost, type Host } from '../core/workspace/host.ts';
import type { Settings } from '../core/workspace/settings.ts';
import { uriOfPath } from '../io/file-uri.ts';
import { findManifestFiles } from '../io/find-manifest-files.ts';
import { type FileText, readManifestFile, reason } from '../io/read-manifest-file.ts';
import { readStdin } from '../io/read-stdin.ts';
import { displayFile, STDIN_URI } from './display-path.ts';

/** What the paths of a command line hold. */
export interface LoadedWorkspace {
  readonly host: Host;
  /** What could not be read, in whole sentences. */
  readonly notes: readonly string[];
  /** Something that was asked for by name is not there or cannot be read: whatever is said is not about all of it. */
  readonly pathFailed: boolean;
  readonly fileCount: number;
}

/** Reads files, folders and standard input (`-`) as one environment. */
export function loadWorkspace(paths: readonly string[], settings: Settings): LoadedWorkspace {
  const host = createHost({
    kinds: createKindTable(KINDS),
    settingsOf: () => settings,
    // All paths of one command are one environment, whatever folders they are in.
    environmentsOf: () => ['paths'],
  });
  const notes: string[] = [];
  const texts = new Map<string, string>();
  /** False when the file cannot be used; that is noted. */
  const take = (uri: string, name: string, read: FileText): boolean => {
    if (read.type === 'text') texts.set(uri, read.text);
    else notes.push(`${name} ${read.why}.`);
    return read.type === 'text';
  };
  const takeFile = (path: string): boolean =>
    take(uriOfPath(path), displayFile(path), readManifestFile(path));
  /** False when the path itself cannot be used; what lies below a folder is noted only. */
  const takePath = (path: string): boolean => {
    if (path === '-') return take(STDIN_URI, 'standard input', readStdin());
    const absolute = resolve(path);
    const kind = kindOfPath(absolute);
    if (typeof kind === 'object') notes.push(`${path} cannot be read: ${kind.why}.`);
    if (kind !== 'folder') return kind === 'file' && takeFile(absolute);
    const before = notes.length;
    const note = (folder: string, why: string): unknown => notes.push(`${displayFile(folder)} ${why}.`);
    for (const file of findManifestFiles(absolute, (what) => note(what.path, what.why))) takeFile(file);
    if (kindOfPath(absolute) === 'folder') return true;
    // That each of its files is not there says no more than that all of it is gone.
    notes.splice(before, notes.length, `${path} vanished while it was read.`);
    return false;
  };
  // Standard input can be read only once.
  const failed = [...new Set(paths)].filter((path) => !takePath(path));
  host.apply([...texts].map(([uri, text]) => ({ uri, text, editedAt: undefined })));
  return { host, notes, pathFailed: failed.length > 0, fileCount: texts.size };
}

/** What stands at a path, or why that cannot be told. */
export function kindOfPath(path: string): 'file' | 'folder' | { readonly why: string } {
  try {
    return statSync(path).isDirectory() ? 'folder' : 'file';
  } catch (error) {
    return { why: reason(error) };
  }
}
