import type { ComposedEntry, ComposedMap, ComposedNode } from '../composed-node.ts';
import type { Refuse } from './change-fields.ts';
import { entryOf, inQuotesOf, saysTheSame, textOf, valueAt, withoutEntry } from './edit-composed.ts';
import { type MergeContext, type Pair, present } from './merge-context.ts';
import { mergeLists } from './merge-lists.ts';
import { type MergedList, type MergeShape, mergeShapeOf, shapeOfField, shapeOfList } from './merge-shapes.ts';

/**
 * Merges a patch into a resource as kustomize does, which is nearly as Kubernetes does; undefined when the patch deletes
 * it. Sources: https://kubectl.docs.kubernetes.io/references/kustomize/kustomization/patchesstrategicmerge/ and
 * https://github.com/kubernetes/community/blob/master/contributors/devel/sig-api-machinery/strategic-merge-patch.md
 */
export function strategicMerge(
  base: ComposedMap,
  patch: ComposedMap,
  refuse: Refuse,
): ComposedMap | undefined {
  const context: MergeContext = {
    refuse,
    merge: (pair, shape, list) => mergeNodes(pair, shape, list, context),
  };
  const merged = context.merge({ base, patch }, undefined, undefined);
  return merged?.type === 'map' ? merged : undefined;
}

function mergeNodes(
  pair: Pair,
  known: MergeShape | undefined,
  list: MergedList | undefined,
  context: MergeContext,
): ComposedNode | undefined {
  const { base, patch } = pair;
  const decisive = present(base) ?? present(patch);
  if (decisive && present(base) && present(patch) && patch && patch.type !== decisive.type) {
    // Where a template decides what stands there, it may well be what the other side needs.
    if (decisive.type === 'scalar' && decisive.templated) return patch;
    context.refuse(
      patch,
      `This is a ${NAMES[patch.type]}, and what it patches is a ${NAMES[decisive.type]}: let both be the same`,
    );
    return base;
  }
  if (decisive?.type !== 'scalar' && decisive?.type !== 'sequence')
    return mergeMaps(pair, known ?? shapeOfNode(pair), context);
  if (patch && !present(patch)) return undefined;
  if (decisive.type === 'sequence' && list) return mergeLists(pair, list, context);
  if (!patch || (base && sameScalar(base, patch))) return base;
  return patch.type === 'scalar' ? inQuotesOf(base, patch) : patch;
}

const NAMES = { map: 'map', sequence: 'list', scalar: 'plain value' };

/** What a patch repeats stays where its author wrote it. */
function sameScalar(a: ComposedNode, b: ComposedNode): boolean {
  return a.type === 'scalar' && b.type === 'scalar' && saysTheSame(a, b);
}

/** A resource within a resource is merged as its kind is. */
function shapeOfNode({ base, patch }: Pair): MergeShape | undefined {
  for (const node of [base, patch]) {
    const apiVersion = textOf(valueAt(node, 'apiVersion'));
    const kind = textOf(valueAt(node, 'kind'));
    const shape = apiVersion !== '' && kind !== '' ? mergeShapeOf(apiVersion, kind) : undefined;
    if (shape) return shape;
  }
  return undefined;
}

function mergeMaps(
  { base, patch }: Pair,
  shape: MergeShape | undefined,
  context: MergeContext,
): ComposedNode | undefined {
  const directive = patch?.type === 'map' ? textOf(valueAt(patch, '$patch')) : '';
  if (directive !== '' && !['delete', 'replace', 'merge'].includes(directive) && patch)
    context.refuse(
      valueAt(patch, '$patch') ?? patch,
      `$patch: ${directive} is unknown: write delete, replace or merge`,
    );
  const plain = patch?.type === 'map' ? withoutEntry(patch, '$patch') : patch;
  const old = base === patch ? plain : base;
  if (plain && !present(plain)) return undefined;
  if (directive === 'delete') return undefined;
  if (!present(old)) {
    if (plain?.type === 'map') return mergeFields(plain, plain, shape, context);
    // A null that somebody wrote out stays; a value that is missing goes when a patch passes by.
    return old?.type === 'scalar' && old.text !== '' ? old : undefined;
  }
  if (old?.type !== 'map') return old;
  if (plain?.type !== 'map') return mergeFields(old, undefined, shape, context);
  return mergeFields(directive === 'replace' ? plain : old, plain, shape, context);
}

/** Merges field by field. Merging a map with itself is how the directives within a map that is new are followed. */
function mergeFields(
  base: ComposedMap,
  patch: ComposedMap | undefined,
  shape: MergeShape | undefined,
  context: MergeContext,
): ComposedMap {
  const entries: ComposedEntry[] = [];
  for (const entry of lastEntries(base)) {
    const value = mergeField(
      entry.key.text,
      entry.value,
      entryOf(patch, entry.key.text)?.value,
      shape,
      base,
      context,
    );
    if (value) entries.push(value === entry.value ? entry : { key: entry.key, value });
  }
  for (const { key, value: added } of patch === base || !patch ? [] : lastEntries(patch)) {
    if (entryOf(base, key.text)) continue;
    const value = mergeField(key.text, undefined, added, shape, base, context);
    if (value) entries.push({ key, value });
  }
  const open = base.open || patch?.open === true;
  const isSame =
    entries.length === base.entries.length && entries.every((entry, i) => entry === base.entries[i]);
  return isSame && open === base.open ? base : { ...base, entries, open };
}

function mergeField(
  name: string,
  base: ComposedNode | undefined,
  patch: ComposedNode | undefined,
  shape: MergeShape | undefined,
  parent: ComposedMap,
  context: MergeContext,
): ComposedNode | undefined {
  const merged = mergeNodes({ base, patch }, shapeOfField(shape, name), shapeOfList(shape, name), context);
  // What is new in a map to which a template adds may be added to by the template too.
  const isHidden = base === undefined && parent.open && merged !== undefined && merged.type !== 'scalar';
  return isHidden ? { ...merged, open: true } : merged;
}

function lastEntries(map: ComposedMap): readonly ComposedEntry[] {
  const last = new Map(map.entries.map((entry) => [entry.key.text, entry]));
  return last.size === map.entries.length ? map.entries : [...last.values()];
}
