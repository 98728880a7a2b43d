import { readFileSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { createKindTable } from '../core/kinds/lower-chunk.ts';
import { KINDS } from '../core/kinds/registry.gen.ts';
import { createHost, type Host } from '../core/workspace/host.ts';
import type { Settings } from '../core/workspace/settings.ts';
import { uriOfPath } from '../io/file-uri.ts';
import { findManifestFiles } from '../io/find-manifest-files.ts';
import { decode, readManifestFile, reason } from '../io/read-manifest-file.ts';

/** What the paths of a command line hold. */
export interface LoadedWorkspace {
  readonly host: Host;
  /** What could not be read, in whole sentences. */
  readonly notes: readonly string[];
  /** One of the paths that were asked for is not there. */
  readonly pathMissing: boolean;
  readonly fileCount: number;
}

/** The uri of what comes from standard input. */
export const STDIN_URI = 'stdin:input';

/** Reads files, folders and standard input (`-`) as one environment. */
export function loadWorkspace(paths: readonly string[], settings: Settings): LoadedWorkspace {
  const host = createHost({
    kinds: createKindTable(KINDS),
    settings,
    // All paths of one command are one environment, whatever folders they are in.
    environmentsOf: () => ['paths'],
  });
  const notes: string[] = [];
  const texts = new Map<string, string>();
  let pathMissing = false;
  const take = (path: string): void => {
    const read = readManifestFile(path);
    if (read.type === 'text') texts.set(uriOfPath(path), read.text);
    else notes.push(`${path} ${read.why}.`);
  };
  for (const path of paths) {
    if (path === '-') {
      const read = decode(readFileSync(0));
      if (read.type === 'text') texts.set(STDIN_URI, read.text);
      else notes.push(`standard input ${read.why}.`);
      continue;
    }
    const absolute = resolve(path);
    const kind = kindOf(absolute);
    if (typeof kind === 'object') {
      notes.push(`${path} cannot be read: ${kind.why}.`);
      pathMissing = true;
    } else if (kind === 'file') take(absolute);
    else {
      for (const file of findManifestFiles(absolute, (what) => notes.push(`${what.path} ${what.why}.`))) take(file);
    }
  }
  host.apply([...texts].map(([uri, text]) => ({ uri, text, editedAt: undefined })));
  return { host, notes, pathMissing, fileCount: texts.size };
}

function kindOf(path: string): 'file' | 'folder' | { readonly why: string } {
  try {
    return statSync(path).isDirectory() ? 'folder' : 'file';
  } catch (error) {
    return { why: reason(error) };
  }
}
