import type { Span } from '../text/span.ts';
import { touches } from '../text/span.ts';
import { getEntry, type YamlEntry, type YamlNode } from './yaml-node.ts';
import { childPath, pathSteps, type YamlPath } from './yaml-path.ts';

/** Which part of what stands at a path is meant: of `app: web`, the value `web`, the key `app`, or both. */
export type Part = 'value' | 'key' | 'entry';

/**
 * The span of a path within the chunk that `root` was parsed from. A path that does not exist gives the span of its
 * nearest ancestor that does: the key, if it has one, so that a missing field is shown at the name of its parent.
 */
export function locate(root: YamlNode | undefined, path: YamlPath, part: Part): Span {
  let node = root;
  let entry: YamlEntry | undefined;
  for (const step of pathSteps(path)) {
    const nextEntry = getEntry(node, step);
    const next: YamlNode | undefined =
      nextEntry?.value ?? (node?.type === 'sequence' ? node.items[Number(step)] : undefined);
    if (!next) return entry?.key.span ?? headOf(node);
    entry = nextEntry ?? undefined;
    node = next;
  }
  if (!node) return { start: 0, end: 0 };
  if (!entry || part === 'value') return part === 'value' ? valueSpan(node, entry) : node.span;
  if (part === 'key') return entry.key.span;
  return { start: entry.key.span.start, end: Math.max(entry.key.span.end, node.span.end) };
}

/** The node at a path, or undefined. */
export function nodeAt(root: YamlNode | undefined, path: YamlPath): YamlNode | undefined {
  return pathSteps(path).reduce<YamlNode | undefined>(
    (node, step) => (node?.type === 'sequence' ? node.items[Number(step)] : getEntry(node, step)?.value),
    root,
  );
}

/** What stands under a cursor: the path, and whether the cursor is on the key or on the value. */
export interface CursorTarget {
  readonly path: YamlPath;
  readonly part: 'key' | 'value';
}

/** The deepest key or scalar that the offset touches, or undefined for blank space, comments and punctuation. */
export function targetAt(root: YamlNode | undefined, offset: number): CursorTarget | undefined {
  const find = (node: YamlNode, path: YamlPath): CursorTarget | undefined => {
    if (node.type === 'scalar') return touches(node.span, offset) ? { path, part: 'value' } : undefined;
    if (node.type === 'sequence') {
      const index = lastStartingAt(node.items, (item) => item.span.start, offset);
      const item = node.items[index];
      return item && find(item, childPath(path, index));
    }
    const entry = node.entries[lastStartingAt(node.entries, ({ key }) => key.span.start, offset)];
    if (!entry) return undefined;
    const below = childPath(path, entry.key.text);
    return touches(entry.key.span, offset) ? { path: below, part: 'key' } : find(entry.value, below);
  };
  return root && find(root, '');
}

/** The entry nearest before the offset; merged and aliased nodes stand elsewhere in the text, so order is not assumed. */
function lastStartingAt<T>(items: readonly T[], startOf: (item: T) => number, offset: number): number {
  let best = -1;
  let bestStart = -1;
  items.forEach((item, i) => {
    const start = startOf(item);
    if (start <= offset && start >= bestStart) {
      best = i;
      bestStart = start;
    }
  });
  return best;
}

/** A whole map or list would underline many lines: its key says it better. */
function valueSpan(node: YamlNode, entry: YamlEntry | undefined): Span {
  if (node.type === 'scalar') return node.span.start === node.span.end && entry ? entry.key.span : node.span;
  return entry ? entry.key.span : headOf(node);
}

/** The first key of a map, or the first item of a list. */
function headOf(node: YamlNode | undefined): Span {
  if (!node) return { start: 0, end: 0 };
  if (node.type === 'map') return node.entries[0]?.key.span ?? node.span;
  if (node.type === 'sequence') return node.items[0] ? headOf(node.items[0]) : node.span;
  return node.span;
}
