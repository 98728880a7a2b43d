import { type Dirent, readdirSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { basename, isAbsolute, join, relative, sep } from 'node:path';
import ignore, { type Ignore } from 'ignore';
import { CONFIGURATION_FILE } from '../core/configuration/read-configuration.ts';
import { reason } from './read-manifest-file.ts';

/** A folder or file that could not be looked at; `why` is the end of a sentence that starts with its name. */
export interface Unreadable {
  readonly path: string;
  readonly why: string;
}

/** Folders that hold other people's files or none that are applied. */
const SKIPPED_FOLDERS = new Set(['.git', 'node_modules', 'vendor', '.terraform']);
const MANIFEST = /\.(?:ya?ml|json)$|^Kustomization$/i;

/**
 * The files below a folder that may be manifests, by their names, in alphabetical order. Honours .gitignore files from
 * the folder on, follows symbolic links but never in a circle, and goes on where a folder cannot be read or vanishes.
 */
export function* findManifestFiles(root: string, unreadable: (what: Unreadable) => void): Generator<string> {
  const visited = new Set<string>();
  const walk = function* (folder: string, above: Ignore): Generator<string> {
    const entries = list(folder, visited, unreadable);
    const hasOwn = entries.some(({ name }) => name === '.gitignore');
    const rules = hasOwn ? addIgnoreFile(above, root, folder) : above;
    for (const entry of entries) {
      const path = join(folder, entry.name);
      const inside = insidePath(root, path);
      const kind = kindOf(path, entry);
      if (kind === 'folder') {
        if (!SKIPPED_FOLDERS.has(entry.name) && !rules.ignores(`${inside}/`)) yield* walk(path, rules);
      } else if (kind === 'file' && isManifestName(entry.name) && !rules.ignores(inside)) yield path;
    }
  };
  yield* walk(root, ignore());
}

/** Whether {@link findManifestFiles} would find a file below this folder, judged by names and .gitignore files alone. */
export function isManifestFile(root: string, path: string): boolean {
  const inside = insidePath(root, path);
  if (isAbsolute(inside) || inside.startsWith('../') || !isManifestName(inside)) return false;
  const folders = inside.split('/').slice(0, -1);
  if (folders.some((name) => SKIPPED_FOLDERS.has(name))) return false;
  let rules = addIgnoreFile(ignore(), root, root);
  let folder = root;
  for (const name of folders) {
    folder = join(folder, name);
    if (rules.ignores(`${insidePath(root, folder)}/`)) return false;
    rules = addIgnoreFile(rules, root, folder);
  }
  return !rules.ignores(inside);
}

/** Whether a file may be a manifest, by its name; our own configuration is not applied to a cluster. */
export function isManifestName(path: string): boolean {
  const name = basename(path);
  return MANIFEST.test(name) && name !== CONFIGURATION_FILE;
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
    // A link to nowhere: whoever reads it will be told.
    return 'file';
  }
}

/**
 * The rules from above and, after them, those of a folder's own .gitignore: the last one that matches a path decides, so
 * `!` in a deeper file takes back what a higher one ignores. All are about paths relative to the root.
 */
function addIgnoreFile(above: Ignore, root: string, folder: string): Ignore {
  let text: string;
  try {
    text = readFileSync(join(folder, '.gitignore'), 'utf8').replace(/^\uFEFF/, '');
  } catch {
    // There is none, or it cannot be read; then looking at too much is better than at too little.
    return above;
  }
  const base = insidePath(root, folder);
  const patterns = text.split(/\r?\n/).map((line) => (base === '' ? line : below(base, line)));
  return ignore().add(above).add(patterns);
}

/** A line of a folder's .gitignore as it would have to stand in the root's. */
function below(base: string, line: string): string {
  const [, not = '', pattern = ''] = /^(!?)(.*)$/.exec(line) ?? [];
  if (pattern.trim() === '' || line.startsWith('#')) return '';
  // A slash before the end ties a pattern to its folder; without one it matches at any depth (gitignore(5)).
  const isTied = /\/(?!\s*$)/.test(pattern);
  const literalBase = base.replace(/[\\*?[\]!#]/g, '\\$&');
  return `${not}/${literalBase}/${isTied ? pattern.replace(/^\//, '') : `**/${pattern}`}`;
}

/** A path relative to the root, with forward slashes as .gitignore files have them; the root itself is empty. */
function insidePath(root: string, path: string): string {
  return relative(root, path).split(sep).join('/');
}
