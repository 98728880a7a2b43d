import type { ComposedNode } from '../composed-node.ts';
import type { BuildContext } from './build-context.ts';
import { isTrue, textOf, valueAt } from './edit-composed.ts';
import { clashesIn } from './load-resources.ts';
import { mergeById, mergeSelected, NO_CHANGES } from './merge-patch.ts';
import { patchByOperations } from './patch-by-operations.ts';
import type { Kustomization } from './read-kustomization.ts';
import { type Patch, readMergePatch, readPatch } from './read-patch.ts';
import type { Resource } from './resource.ts';
import { describeId } from './resource-id.ts';
import { readTarget } from './select-targets.ts';
import { asSharedPatch } from './text-values.ts';

/** Applies `patches`. Source: https://kubectl.docs.kubernetes.io/references/kustomize/kustomization/patches/ */
export function applyPatches(
  resources: readonly Resource[],
  patches: readonly ComposedNode[],
  kustomization: Kustomization,
  context: BuildContext,
): readonly Resource[] {
  return applyAll(resources, patches, kustomization, true, context);
}

function applyAll(
  resources: readonly Resource[],
  patches: readonly ComposedNode[],
  kustomization: Kustomization,
  remembers: boolean,
  context: BuildContext,
): readonly Resource[] {
  let changed = resources;
  for (const item of patches) {
    const patch = readPatch(item, kustomization.folder, context);
    if (patch) changed = applyPatch(changed, patch, item, kustomization, remembers, context);
  }
  return changed;
}

/** Applies `patchesStrategicMerge`, the older form of patches without a target. */
export function applyMergePatches(
  resources: readonly Resource[],
  patches: readonly ComposedNode[],
  kustomization: Kustomization,
  context: BuildContext,
): readonly Resource[] {
  let changed = resources;
  for (const item of patches) {
    for (const document of readMergePatch(item, kustomization.folder, context))
      changed = mergeById(changed, asSharedPatch(document), NO_CHANGES, context);
  }
  return changed;
}

/** Applies `patchesJson6902`, the older form of patches that are operations. */
export function applyJsonPatches(
  resources: readonly Resource[],
  patches: readonly ComposedNode[],
  kustomization: Kustomization,
  context: BuildContext,
): readonly Resource[] {
  for (const item of patches) {
    const target = valueAt(item, 'target');
    if (textOf(valueAt(target, 'name')) === '')
      context.report(
        'invalid',
        target ?? item,
        'kustomize refuses a target without a name here: name the resource',
      );
  }
  // Here kustomize keeps no former names.
  return applyAll(resources, patches, kustomization, false, context);
}

function applyPatch(
  resources: readonly Resource[],
  patch: Patch,
  item: ComposedNode,
  { isComponent }: Kustomization,
  remembers: boolean,
  context: BuildContext,
): readonly Resource[] {
  const options = valueAt(item, 'options');
  const allowed = {
    name: isTrue(valueAt(options, 'allowNameChange')),
    kind: isTrue(valueAt(options, 'allowKindChange')),
  };
  const target = valueAt(item, 'target');
  if (!target) {
    if (patch.type === 'merge')
      return patch.documents.reduce(
        (changed, document) => mergeById(changed, document, allowed, context),
        resources,
      );
    context.report(
      'invalid',
      item,
      'A list of operations needs a target: say below target which resources it changes',
    );
    return resources;
  }
  const test = readTarget(target, context);
  // Components are written for many users, of whom not all have everything.
  if (!isComponent && !resources.some((resource) => test(resource) !== 'no'))
    context.report(
      'doubtful',
      target,
      'No resource is meant by this target: correct it, or remove the patch',
    );
  if (patch.type === 'json') return patchByOperations(resources, patch.operations, test, remembers, context);
  if (patch.documents.length > 1)
    context.report(
      'invalid',
      target,
      'kustomize refuses a target for several patches at once: give each an item of its own',
    );
  const merged = patch.documents.reduce(
    (changed, document) => mergeSelected(changed, document, allowed, test, context),
    resources,
  );
  if (allowed.name || allowed.kind) {
    for (const { id } of clashesIn(merged))
      context.report(
        'conflict',
        item,
        `With this patch two resources become ${describeId(id)}: rename one of the two`,
      );
  }
  return merged;
}
