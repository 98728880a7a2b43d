import { type Dirent, readdirSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { join, sep } from 'node:path';
import ignore, { type Ignore } from 'ignore';
import { reason } from './read-manifest-file.ts';

/** A folder or file that could not be looked at; `why` is the end of a sentence that starts with its name. */
export interface Unreadable {
  readonly path: string;
  readonly why: string;
}

/** Folders that hold other people's files or none that are applied. */
const SKIPPED_FOLDERS = new Set(['.git', 'node_modules', 'vendor', '.terraform']);
const MANIFEST = /\.(?:ya?ml|json)$/i;

/**
 * The files below a folder that may be manifests, by their names, in alphabetical order. Honours .gitignore files from
 * the folder on, follows symbolic links but never in a circle, and goes on where a folder cannot be read or vanishes.
 */
export function* findManifestFiles(root: string, unreadable: (what: Unreadable) => void): Generator<string> {
  const visited = new Set<string>();
  const walk = function* (folder: string, rules: readonly IgnoreRules[]): Generator<string> {
    const entries = list(folder, visited, unreadable);
    const own = entries.some(({ name }) => name === '.gitignore') ? readIgnoreFile(folder) : undefined;
    const all = own ? [...rules, own] : rules;
    for (const entry of entries) {
      const path = join(folder, entry.name);
      const kind = kindOf(path, entry);
      if (kind === 'folder') {
        if (!SKIPPED_FOLDERS.has(entry.name) && !isIgnored(all, `${path}/`)) yield* walk(path, all);
      } else if (kind === 'file' && MANIFEST.test(entry.name) && !isIgnored(all, path)) yield path;
    }
  };
  yield* walk(root, []);
}

/** Whether {@link findManifestFiles} would find a file below this folder, judged by names and .gitignore files alone. */
export function isManifestFile(root: string, path: string): boolean {
  if (!path.startsWith(root + sep) || !MANIFEST.test(path)) return false;
  const folders = path.slice(root.length + 1).split(sep).slice(0, -1);
  if (folders.some((name) => SKIPPED_FOLDERS.has(name))) return false;
  const rules: IgnoreRules[] = [];
  let folder = root;
  for (const name of ['', ...folders]) {
    folder = name === '' ? folder : join(folder, name);
    if (folder !== root && isIgnored(rules, `${folder}/`)) return false;
    const own = readIgnoreFile(folder);
    if (own) rules.push(own);
  }
  return !isIgnored(rules, path);
}

interface IgnoreRules {
  readonly folder: string;
  readonly rules: Ignore;
}

function list(folder: string, visited: Set<string>, unreadable: (what: Unreadable) => void): Dirent[] {
  try {
    const real = realpathSync(folder);
    if (visited.has(real)) return [];
    visited.add(real);
    return readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  } catch (error) {
    unreadable({ path: folder, why: `cannot be read: ${reason(error)}` });
    return [];
  }
}

function kindOf(path: string, entry: Dirent): 'file' | 'folder' | 'other' {
  if (entry.isDirectory()) return 'folder';
  if (entry.isFile()) return 'file';
  if (!entry.isSymbolicLink()) return 'other';
  try {
    const target = statSync(path);
    return target.isDirectory() ? 'folder' : target.isFile() ? 'file' : 'other';
  } catch {
    // A link to nowhere holds nothing that could be applied.
    return 'other';
  }
}

function readIgnoreFile(folder: string): IgnoreRules | undefined {
  try {
    return { folder, rules: ignore().add(readFileSync(join(folder, '.gitignore'), 'utf8')) };
  } catch {
    // There is none, or it cannot be read; then looking at too much is better than at too little.
    return undefined;
  }
}

/** Each file speaks of paths relative to its own folder. */
function isIgnored(all: readonly IgnoreRules[], path: string): boolean {
  return all.some(({ folder, rules }) => rules.ignores(path.slice(folder.length + 1).replaceAll('\\', '/')));
}
