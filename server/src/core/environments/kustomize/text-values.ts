import type { ComposedMap, ComposedNode } from '../composed-node.ts';
import { entryOf, newScalar, withEntry, withoutEntry } from './edit-composed.ts';
import { scalarType } from './scalar-type.ts';

/** The labels or annotations of a resource, all values of which are made texts, as kustomize does in passing. */
export function withTextValues(root: ComposedMap, field: 'labels' | 'annotations'): ComposedMap {
  const metadata = entryOf(root, 'metadata');
  const known = entryOf(metadata?.value, field);
  if (metadata?.value.type !== 'map' || known?.value.type !== 'map') return root;
  const texts = known.value.entries.reduce(
    (map, { key, value }) => withEntry(map, key, asText(value)),
    known.value,
  );
  return withEntry(root, metadata.key, withEntry(metadata.value, known.key, texts));
}

/**
 * A patch as kustomize reads it when it may be for several resources: labels and annotations are texts, so that a null in
 * them is the text `null` and deletes nothing.
 */
export function asSharedPatch(patch: ComposedMap): ComposedMap {
  let result = patch;
  for (const field of ['labels', 'annotations'] as const) {
    const metadata = entryOf(result, 'metadata');
    const known = entryOf(metadata?.value, field)?.value;
    if (metadata?.value.type !== 'map' || !known) continue;
    const isEmpty = known.type !== 'map' || (known.entries.length === 0 && !known.open);
    result = isEmpty
      ? withEntry(result, metadata.key, withoutEntry(metadata.value, field))
      : withTextValues(result, field);
  }
  return result;
}

function asText(value: ComposedNode): ComposedNode {
  if (value.type !== 'scalar') return newScalar('', { ...value.origin, altered: true });
  if (scalarType(value) === 'string') return value;
  return { ...value, style: 'quoted', origin: { ...value.origin, altered: true } };
}
