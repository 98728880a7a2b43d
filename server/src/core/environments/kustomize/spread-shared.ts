import type { ComposedMap, ComposedNode, ComposedScalar } from '../composed-node.ts';
import { entryOf, withEntry, withItems } from './edit-composed.ts';

/** A tree, and the values that stand in several places of it. */
interface SharedTree {
  readonly root: ComposedMap;
  readonly shared: readonly ComposedScalar[];
}

/**
 * A label that kustomize adds to several fields of a resource stays one value in all of them: who changes it in one place
 * later, as with a patch of `metadata.labels`, changes the selectors too. Nobody documents that, and builds depend on it.
 */
export function spreadShared(before: SharedTree, after: ComposedMap): SharedTree {
  let root: ComposedMap = after;
  const shared = before.shared.map((value) => {
    const changed = changedTo(before.root, root, value);
    if (!changed) return value;
    const spread = replaced(before.root, root, value, changed);
    if (spread.type === 'map') root = spread;
    return changed;
  });
  return { root, shared };
}

/** What a value was changed to in one of its places. */
function changedTo(
  before: ComposedNode,
  after: ComposedNode,
  value: ComposedScalar,
): ComposedScalar | undefined {
  if (before === after) return undefined;
  if (before === value) return after.type === 'scalar' ? after : undefined;
  if (before.type !== 'map' || after.type !== 'map') return undefined;
  for (const { key, value: below } of before.entries) {
    const now = entryOf(after, key.text)?.value;
    const found = now && changedTo(below, now, value);
    if (found) return found;
  }
  return undefined;
}

/** The tree with the new value in all places where the old one is, or was. */
function replaced(
  before: ComposedNode | undefined,
  after: ComposedNode,
  value: ComposedScalar,
  by: ComposedScalar,
): ComposedNode {
  if (after === value || (before === value && after.type === 'scalar')) return by;
  if (after.type === 'sequence')
    return withItems(
      after,
      after.items.map((item) => replaced(undefined, item, value, by)),
    );
  if (after.type !== 'map') return after;
  return after.entries.reduce(
    (map, { key, value: below }) =>
      withEntry(map, key, replaced(entryOf(before, key.text)?.value, below, value, by)),
    after,
  );
}
