import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import { configuredEnvironments } from '../core/environments/configured-environments.ts';
import { createDivider } from '../core/environments/divide-workspace.ts';
import { createKindTable } from '../core/kinds/lower-chunk.ts';
import { KINDS } from '../core/kinds/registry.gen.ts';
import { createHost, type Host } from '../core/workspace/host.ts';
import type { ManifestChange, Snapshot, TextChange } from '../core/workspace/snapshot.ts';
import { pathOfUri, uriOfPath } from '../io/file-uri.ts';
import { findBoundary } from '../io/find-boundary.ts';
import { findManifestFiles, isManifestName } from '../io/find-manifest-files.ts';
import { readInside } from '../io/read-inside.ts';
import { type FileText, readManifestFile, reason } from '../io/read-manifest-file.ts';
import { readStdin } from '../io/read-stdin.ts';
import { chartsOf } from './charts-of.ts';
import { displayFile, STDIN_URI } from './display-path.ts';
import { idlePaths } from './idle-paths.ts';
import type { CommandSettings } from './load-settings.ts';
import { type RenderedPlaces, renderedPlaces } from './rendered-places.ts';

/** What the paths of a command line hold. */
export interface LoadedWorkspace {
  readonly host: Host;
  /** What could not be read, in whole sentences. */
  readonly notes: readonly string[];
  /** Something that was asked for by name is not there or cannot be read: whatever is said is not about all of it. */
  readonly pathFailed: boolean;
  readonly fileCount: number;
  /** Where what came from standard input is written, if helm has printed it. */
  readonly rendered: RenderedPlaces | undefined;
  /** What the workspace would be with other texts, its charts rendered anew. */
  readonly preview: (changes: readonly TextChange[]) => Promise<Snapshot>;
}

/** Reads files, folders and standard input (`-`), and what their kustomizations take in. */
export async function loadWorkspace(
  paths: readonly string[],
  given: CommandSettings,
): Promise<LoadedWorkspace> {
  const folders = new Set<string>();
  const charts = chartsOf(given);
  const divider = createDivider({
    roots: () => [...folders],
    // What is plain in the paths of one command is one environment, whatever folders it is in.
    idOf: (folder) => (folders.has(folder) ? PLAIN : folder),
    otherwise: () => PLAIN,
    boundaryOf: (uri) => uriOfPath(findBoundary(pathOfUri(uri))),
    files: (uri) => readInside(findBoundary(pathOfUri(uri)), pathOfUri(uri)),
    configured: () => configuredEnvironments(given.environments, uriOfPath(given.folder)),
    installationsOf: charts.installationsOf,
    renderedOf: charts.renderedOf,
  });
  const host = createHost({
    kinds: createKindTable(KINDS),
    settingsOf: () => given.settings,
    divide: divider.divide,
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
    folders.add(uriOfPath(absolute));
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
  takeBases(host);
  notes.push(...idlePaths(host, given), ...(await charts.render(host)));
  const around = [process.cwd(), ...paths.filter((path) => path !== '-').map((path) => resolve(path))];
  const stdin = host.snapshot().manifests.get(STDIN_URI);
  const rendered = stdin && renderedPlaces(stdin, around);
  const others = [...texts.keys()].filter((uri) => uri !== STDIN_URI);
  // What was rendered stands for its templates: both together would be everything twice.
  const replaced = others.filter((uri) => rendered?.isTemplate(uri));
  host.apply(replaced.map((uri) => ({ uri, text: undefined, editedAt: undefined })));
  return {
    ...{ host, notes, pathFailed: failed.length > 0, fileCount: texts.size - replaced.length, rendered },
    preview: (changes) => charts.preview(host, changes),
  };
}

/** The environment of what is plain. */
export const PLAIN = 'paths';

/** Kustomizations take in what is beside the paths of a command: that is read too, as far as it is of the same repository. */
function takeBases(host: Host): void {
  for (;;) {
    const { manifests, division } = host.snapshot();
    const wanted = new Set([...division.composed.values()].flatMap(({ reads }) => [...reads]));
    const found = [...wanted].flatMap((uri): ManifestChange[] => {
      if (manifests.has(uri) || !isManifestName(uri)) return [];
      const text = readInside(findBoundary(pathOfUri(uri)), pathOfUri(uri));
      return text === undefined ? [] : [{ uri, text, editedAt: undefined }];
    });
    if (found.length === 0) return;
    host.apply(found);
  }
}

/** What stands at a path, or why that cannot be told. */
export function kindOfPath(path: string): 'file' | 'folder' | { readonly why: string } {
  try {
    return statSync(path).isDirectory() ? 'folder' : 'file';
  } catch (error) {
    return { why: reason(error) };
  }
}
