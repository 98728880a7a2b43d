import type { ComposedMap, ComposedNode } from '../composed-node.ts';
import type { BuildContext, Placed } from './build-context.ts';
import { entryOf, isAbsent, isUnknown, textOf, valueAt } from './edit-composed.ts';
import type { LoadedTree } from './load-file.ts';
import { currentId, newResource, type Resource } from './resource.ts';
import { describeId, type ResourceId } from './resource-id.ts';

/**
 * The resources of documents, with those of lists by themselves. What is no resource is reported and left out; what only
 * lacks a name is reported and kept.
 */
export function loadResources(trees: readonly LoadedTree[], context: BuildContext): Resource[] {
  return trees.flatMap(({ root, document }) =>
    objectsIn(root, context).map((object) => newResource(object, document, object)),
  );
}

/** The Kubernetes objects of a tree: itself, or the items of the list that it is. */
export function objectsIn(root: ComposedNode, context: BuildContext): ComposedMap[] {
  if (isAbsent(root) || (root.type === 'map' && root.entries.length === 0 && !root.open)) return [];
  const kind = textOf(valueAt(root, 'kind'));
  const items = kind.endsWith('List') ? entryOf(root, 'items')?.value : undefined;
  if (items) return itemsIn(items, context);
  if (root.type !== 'map' || kind === '') {
    if (isUnknown(root)) context.open();
    else
      context.report(
        'invalid',
        root,
        'This is no Kubernetes resource, because it has no kind: name its kind, or leave it out',
      );
    return [];
  }
  const name = valueAt(root, 'metadata', 'name');
  // A list without items is taken for what it is, and needs no name.
  if (textOf(name) === '' && !hidesName(root) && !kind.endsWith('List'))
    context.report(
      'invalid',
      root,
      `kustomize refuses this ${kind}, because it has no metadata.name: give it a name`,
    );
  return [root];
}

function itemsIn(items: ComposedNode, context: BuildContext): ComposedMap[] {
  if (items.type === 'sequence') return items.items.flatMap((item) => objectsIn(item, context));
  if (!isAbsent(items) && !isUnknown(items))
    context.report('invalid', items, 'The items of a list must be a list: put a dash before each of them');
  return [];
}

function hidesName(root: ComposedMap): boolean {
  const metadata = valueAt(root, 'metadata');
  return metadata ? isUnknown(metadata) : root.open;
}

/** Adds resources to others. One whose id is taken is reported at the place that asks for it, and left out. */
export function appendResources(
  known: readonly Resource[],
  added: readonly { readonly resource: Resource; readonly at: Placed }[],
  { report }: BuildContext,
): readonly Resource[] {
  if (added.length === 0) return known;
  const taken = new Set(known.filter(isNamed).map((resource) => keyOf(currentId(resource))));
  const result = [...known];
  for (const { resource, at } of added) {
    const id = currentId(resource);
    if (isNamed(resource) && taken.has(keyOf(id))) {
      report('conflict', at, `${describeId(id)} is taken in twice: remove one of the two, or rename it`);
      continue;
    }
    taken.add(keyOf(id));
    result.push(resource);
  }
  return result;
}

/** The resources whose id another one has before them. */
export function clashesIn(
  resources: readonly Resource[],
): { readonly root: ComposedMap; readonly id: ResourceId }[] {
  const taken = new Set<string>();
  return resources.filter(isNamed).flatMap(({ root }) => {
    const id = currentId({ root });
    if (taken.has(keyOf(id))) return [{ root, id }];
    taken.add(keyOf(id));
    return [];
  });
}

/** A text that is the same for equal ids. */
function keyOf({ group, version, kind, namespace, name }: ResourceId): string {
  return [group, version, kind, namespace, name].join('\n');
}

/** Whether it is known what a resource is called: two templates that look the same need not say the same. */
function isNamed({ root }: Resource): boolean {
  const name = valueAt(root, 'metadata', 'name');
  const namespace = valueAt(root, 'metadata', 'namespace');
  return name !== undefined && !isUnknown(name) && !(namespace && isUnknown(namespace));
}
