import { closest } from '../../base/closest.ts';
import type { ComposedMap } from '../composed-node.ts';
import type { BuildContext } from './build-context.ts';
import {
  entryOf,
  isUnknown,
  newKey,
  newMap,
  textOf,
  valueAt,
  withEntry,
  withoutEntry,
} from './edit-composed.ts';
import { allIds, currentId, type Resource, rememberId, withRoot } from './resource.ts';
import { describeId, type ResourceId, sameId, sameKind } from './resource-id.ts';
import type { TargetTest } from './select-targets.ts';
import { strategicMerge } from './strategic-merge.ts';
import { asSharedPatch } from './text-values.ts';
import { unsureMap } from './unsure.ts';

/** What a patch may change besides what resources hold. */
export interface Allowed {
  readonly name: boolean;
  readonly kind: boolean;
}

/** What a patch may change without being given leave. */
export const NO_CHANGES: Allowed = { name: false, kind: false };

/** Merges a patch without a target into the one resource that is called as it is. */
export function mergeById(
  resources: readonly Resource[],
  patch: ComposedMap,
  allowed: Allowed,
  context: BuildContext,
): readonly Resource[] {
  const id = currentId({ root: patch });
  const meant = resources.filter((resource) => allIds(resource).some((other) => sameId(other, id)));
  const at = valueAt(patch, 'metadata', 'name') ?? patch;
  if (meant.length > 1) {
    const message = `Several resources are called ${describeId(id)}, and it is not clear which of them this patch is for`;
    context.report('invalid', at, `${message}: name its namespace, or give the patch a target`);
  }
  if (meant.length > 0)
    return resources.flatMap((resource) =>
      meant.includes(resource) ? mergeInto(resource, patch, allowed, context) : [resource],
    );
  const mayBe = (resource: Resource): boolean =>
    sameKind(currentId(resource), id) && (isUnknown(at) || isNameUnknown(resource));
  if (resources.some(mayBe))
    return resources.map((resource) =>
      mayBe(resource) ? mergeUnsure(resource, patch, allowed, context) : resource,
    );
  context.report('no-target', at, describeMiss(resources, id));
  return resources;
}

/** Merges a patch into all resources that its target means. */
export function mergeSelected(
  resources: readonly Resource[],
  patch: ComposedMap,
  allowed: Allowed,
  test: TargetTest,
  context: BuildContext,
): readonly Resource[] {
  const shared = asSharedPatch(patch);
  return resources.flatMap((resource) => {
    const answer = test(resource);
    if (answer === 'no') return [resource];
    // Whatever version the patch names, it is that of the resource.
    const apiVersion = entryOf(resource.root, 'apiVersion');
    const fitting = apiVersion ? withEntry(shared, apiVersion.key, apiVersion.value) : shared;
    if (answer === 'yes') return mergeInto(resource, fitting, allowed, context);
    return [mergeUnsure(resource, fitting, allowed, context)];
  });
}

/** The resource as the patch leaves it; nothing, if it deletes it. */
function mergeInto(
  resource: Resource,
  patch: ComposedMap,
  allowed: Allowed,
  { report }: BuildContext,
): Resource[] {
  // What would replace the whole of a resource changes nothing of it.
  if (textOf(valueAt(patch, '$patch')) === 'replace') return [resource];
  const merged = strategicMerge(resource.root, patch, (at, message) => report('invalid', at, message));
  if (!merged || merged.entries.length === 0) return [];
  const { root } = resource;
  let kept = merged;
  if (!allowed.kind) kept = restored(kept, root, 'kind');
  const metadata = valueAt(kept, 'metadata');
  const own = valueAt(root, 'metadata');
  if (own?.type === 'map') {
    let rest = metadata?.type === 'map' ? metadata : newMap([], own.origin);
    if (!allowed.name) rest = restored(rest, own, 'name');
    rest = restored(rest, own, 'namespace');
    const key = entryOf(kept, 'metadata')?.key ?? entryOf(root, 'metadata')?.key;
    if (key) kept = withEntry(kept, key, rest);
  }
  return [withRoot(allowed.name || allowed.kind ? rememberId(resource) : resource, kept)];
}

function mergeUnsure(
  resource: Resource,
  patch: ComposedMap,
  allowed: Allowed,
  context: BuildContext,
): Resource {
  const [merged] = mergeInto(resource, patch, allowed, { ...context, report: () => undefined });
  const { root } = resource;
  return withRoot(resource, unsureMap(root, merged?.root ?? { ...root, entries: [] }));
}

/** A patch leaves the name, kind and namespace alone, whatever it says. */
function restored(map: ComposedMap, from: ComposedMap, key: string): ComposedMap {
  const entry = entryOf(from, key);
  if (!entry) return withoutEntry(map, key);
  return textOf(entry.value) === '' && key === 'namespace'
    ? withoutEntry(map, key)
    : withEntry(map, newKey(key, entry.key.origin), entry.value);
}

function isNameUnknown({ root }: Resource): boolean {
  const name = valueAt(root, 'metadata', 'name');
  return name !== undefined && isUnknown(name);
}

function describeMiss(resources: readonly Resource[], id: ResourceId): string {
  const ids = resources.map(currentId);
  const isAt = ({ kind, name }: ResourceId): boolean => kind === id.kind && name === id.name;
  const other = ids.find(isAt);
  const miss = `There is no ${describeId(id)} for this patch`;
  if (other && other.namespace !== id.namespace) return `${miss}: did you mean ${describeId(other)}?`;
  if (other)
    return `${miss}: the ${describeId(other)} that is there has the apiVersion ${apiVersionOf(other)}`;
  const near = closest(
    id.name,
    ids.filter(({ kind }) => kind === id.kind).map(({ name }) => name),
  );
  if (near !== undefined) return `${miss}: did you mean ${near}?`;
  return `${miss}: name a resource that this kustomization takes in`;
}

function apiVersionOf({ group, version }: ResourceId): string {
  return group === '' ? version : `${group}/${version}`;
}
