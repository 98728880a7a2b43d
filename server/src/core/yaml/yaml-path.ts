import { detach } from '../base/interner.ts';

/**
 * A pointer to a node of a YAML document, in the form of a JSON Pointer (RFC 6901): `/spec/ports/0/port`.
 * The empty string is the document's root. A path stays the same while lines move.
 */
export type YamlPath = string;

/** The path of a map's value, or of a list's item, below `parent`. */
export function childPath(parent: YamlPath, key: string | number): YamlPath {
  return typeof key === 'number' ? `${parent}/${key}` : `${parent}/${escapeKey(key)}`;
}

/**
 * A path with those below it. Each path is made once, however many documents have it: walking down the tree costs far
 * less than writing a path anew at every step, and equal paths are the same string.
 */
export interface PathTree {
  readonly path: YamlPath;
  below: Map<string | number, PathTree> | undefined;
}

/** The tree of the root, which is as yet the only path. */
export function createPathTree(): PathTree {
  return { path: '', below: undefined };
}

/** The tree below a key or an index. */
export function childTree(parent: PathTree, key: string | number): PathTree {
  parent.below ??= new Map();
  const known = parent.below.get(key);
  if (known) return known;
  // A key may be a slice of a manifest, which the tree must not keep.
  const own = typeof key === 'string' ? detach(key) : key;
  const child: PathTree = { path: detach(childPath(parent.path, own)), below: undefined };
  parent.below.set(own, child);
  return child;
}

/** The path one step up; the root's parent is the root. */
export function parentPath(path: YamlPath): YamlPath {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}

/** The steps of a path from the root, with escapes undone. */
export function pathSteps(path: YamlPath): string[] {
  return path === '' ? [] : path.slice(1).split('/').map(unescapeKey);
}

/** True for the path itself and for everything below it. */
export function isAtOrBelow(path: YamlPath, ancestor: YamlPath): boolean {
  return path === ancestor || path.startsWith(`${ancestor}/`);
}

function escapeKey(key: string): string {
  return key.includes('/') || key.includes('~') ? key.replaceAll('~', '~0').replaceAll('/', '~1') : key;
}

function unescapeKey(step: string): string {
  return step.includes('~') ? step.replaceAll('~1', '/').replaceAll('~0', '~') : step;
}
