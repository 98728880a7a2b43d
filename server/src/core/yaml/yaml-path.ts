/**
 * A pointer to a node of a YAML document, in the form of a JSON Pointer (RFC 6901): `/spec/ports/0/port`.
 * The empty string is the document's root. A path stays the same while lines move.
 */
export type YamlPath = string;

/** The path of a map's value, or of a list's item, below `parent`. */
export function childPath(parent: YamlPath, key: string | number): YamlPath {
  return typeof key === 'number' ? `${parent}/${key}` : `${parent}/${escapeKey(key)}`;
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
