import type { ComposedMap, ComposedNode, ComposedSequence } from '../composed-node.ts';
import { entryOf, newSequence, textOf, valueAt, withItems } from './edit-composed.ts';
import { type MergeContext, type Pair, present } from './merge-context.ts';
import { mergeKeyed } from './merge-keyed.ts';
import type { MergedList } from './merge-shapes.ts';

/**
 * Merges two lists item by item: what the patch names comes first, then what only the base has. Source:
 * https://github.com/kubernetes/community/blob/master/contributors/devel/sig-api-machinery/strategic-merge-patch.md
 */
export function mergeLists(pair: Pair, list: MergedList, context: MergeContext): ComposedNode | undefined {
  const base = present(pair.base);
  const patch = present(pair.patch);
  if (base && base.type !== 'sequence') return base;
  if (patch && patch.type !== 'sequence') return base;
  const from = base ?? patch;
  if (!from) return undefined;
  // A list that is new is merged with itself, which follows the directives in it.
  if (!base || !patch) return finish(from, from, base ? undefined : from, list, context);
  const directive = directiveOf(patch);
  if (directive === undefined) return finish(base, base, patch, list, context);
  const { type, at } = directive;
  if (type === 'delete') return undefined;
  if (type !== 'merge' && type !== 'replace')
    context.refuse(at, `$patch: ${type} is unknown: write delete, replace or merge`);
  const rest = newSequence(
    patch.items.filter((item) => item !== at),
    patch.origin,
  );
  return type === 'replace'
    ? finish(rest, rest, rest, list, context)
    : finish(base, base, rest, list, context);
}

function finish(
  like: ComposedSequence,
  base: ComposedSequence,
  patch: ComposedSequence | undefined,
  list: MergedList,
  context: MergeContext,
): ComposedSequence | undefined {
  const items =
    list.keys.length > 0
      ? mergeKeyed(base.items, patch?.items, list, context)
      : union(base.items, patch?.items ?? []);
  const open = base.open || patch?.open === true;
  if (items.length === 0 && !open && like.items.length > 0) return { ...like, items };
  const merged = withItems(like, items);
  return merged.open === open ? merged : { ...merged, open };
}

/** `- $patch: replace` as an item by itself speaks of the whole list. */
function directiveOf(patch: ComposedSequence): { type: string; at: ComposedMap } | undefined {
  for (const item of patch.items) {
    if (item.type === 'map' && entryOf(item, '$patch')) {
      return item.entries.length === 1 ? { type: textOf(valueAt(item, '$patch')), at: item } : undefined;
    }
  }
  return undefined;
}

/** Lists of plain values are sets. */
function union(base: readonly ComposedNode[], patch: readonly ComposedNode[]): readonly ComposedNode[] {
  const seen = new Set<string>();
  return [...patch, ...base].filter((item) => {
    if (item.type !== 'scalar' || item.templated) return true;
    if (seen.has(item.text)) return false;
    seen.add(item.text);
    return true;
  });
}
