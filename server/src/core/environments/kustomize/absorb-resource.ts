import type { ComposedEntry, ComposedMap, ComposedNode } from '../composed-node.ts';
import type { BuildContext } from './build-context.ts';
import { entriesOf, entryOf, newKey, newMap, valueAt, withEntry, withoutEntry } from './edit-composed.ts';
import { allIds, currentId, type Resource } from './resource.ts';
import { describeId, sameId } from './resource-id.ts';

/** Adds a generated resource to others; with the behavior merge or replace, to the one that has its name. */
export function absorbResource(
  known: readonly Resource[],
  made: Resource,
  { report }: BuildContext,
): readonly Resource[] {
  const id = currentId(made);
  const matches = known.filter((resource) => allIds(resource).some((other) => sameId(other, id)));
  const [old] = matches;
  const at = valueAt(made.root, 'metadata', 'name') ?? made.root;
  if (!old) {
    if (made.behavior !== 'create')
      report(
        'no-target',
        at,
        `There is no ${describeId(id)} to ${made.behavior}: correct the name, or remove behavior`,
      );
    return [...known, made];
  }
  if (matches.length > 1)
    report('invalid', at, `Several resources are called ${describeId(id)}: rename them`);
  if (made.behavior === 'create') {
    report(
      'conflict',
      at,
      `There is a ${describeId(id)} already: rename one of the two, or set behavior to merge or replace`,
    );
    return known;
  }
  return known.map((resource) => (resource === old ? combine(old, made) : resource));
}

/** It goes on as what it was, with the new content, or with both. */
function combine(old: Resource, made: Resource): Resource {
  let metadata: ComposedMap = newMap([], made.root.origin);
  for (const key of ['name', 'namespace']) {
    const entry = entryOf(valueAt(old.root, 'metadata'), key);
    if (entry) metadata = withEntry(metadata, entry.key, entry.value);
  }
  for (const key of ['labels', 'annotations'])
    metadata = withMap(
      metadata,
      key,
      both(valueAt(old.root, 'metadata', key), valueAt(made.root, 'metadata', key)),
    );
  const key = entryOf(made.root, 'metadata')?.key ?? newKey('metadata', made.root.origin);
  let root = withEntry(made.root, key, metadata);
  if (made.behavior === 'merge') {
    for (const field of ['data', 'binaryData'])
      root = withMap(root, field, both(valueAt(old.root, field), valueAt(made.root, field)));
  }
  return { ...old, root, written: undefined, shared: [], hashed: old.hashed && made.hashed };
}

/** The entries of both; where both have a key, that of the second. */
export function both(
  below: ComposedNode | undefined,
  above: ComposedNode | undefined,
): readonly ComposedEntry[] {
  const own = entriesOf(above);
  const keys = new Set(own.map(({ key }) => key.text));
  return [...entriesOf(below).filter(({ key }) => !keys.has(key.text)), ...own];
}

function withMap(map: ComposedMap, key: string, entries: readonly ComposedEntry[]): ComposedMap {
  if (entries.length === 0) return withoutEntry(map, key);
  return withEntry(map, newKey(key, map.origin), newMap(entries, map.origin));
}
