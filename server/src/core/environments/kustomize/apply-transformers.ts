import type { ComposedScalar } from '../composed-node.ts';
import type { Accumulated } from './accumulated.ts';
import { addEntries, applyLabels } from './apply-labels.ts';
import { applyNameAffix } from './apply-name-affix.ts';
import { applyNamespace } from './apply-namespace.ts';
import { applyJsonPatches, applyMergePatches, applyPatches } from './apply-patches.ts';
import { applyReplacements } from './apply-replacements.ts';
import { applyReplicas } from './apply-replicas.ts';
import type { BuildContext } from './build-context.ts';
import { entriesOf, isAbsent, itemsOf, valueAt } from './edit-composed.ts';
import type { Kustomization } from './read-kustomization.ts';
import type { Resource } from './resource.ts';

/** Changes resources as a kustomization says, in the order in which kustomize 5 does. */
export function applyTransformers(
  kustomization: Kustomization,
  { resources, config }: Accumulated,
  context: BuildContext,
): readonly Resource[] {
  const { root } = kustomization;
  const { fields } = config;
  const text = (field: string): ComposedScalar | undefined => {
    const node = valueAt(root, field);
    return node?.type === 'scalar' && !isAbsent(node) && node.text !== '' ? node : undefined;
  };
  let changed = applyMergePatches(
    resources,
    itemsOf(valueAt(root, 'patchesStrategicMerge')),
    kustomization,
    context,
  );
  changed = applyPatches(changed, itemsOf(valueAt(root, 'patches')), kustomization, context);
  const namespace = text('namespace');
  if (namespace) {
    const settings = {
      namespace,
      specs: fields.namespace,
      unsetOnly: false,
      subjects: 'defaultOnly',
    } as const;
    changed = applyNamespace(changed, settings, context);
  }
  const prefix = text('namePrefix');
  if (prefix) changed = applyNameAffix(changed, 'prefix', prefix, fields.namePrefix, context);
  const suffix = text('nameSuffix');
  if (suffix) changed = applyNameAffix(changed, 'suffix', suffix, fields.nameSuffix, context);
  for (const label of itemsOf(valueAt(root, 'labels')))
    changed = applyLabels(changed, label, config, context);
  changed = addEntries(changed, entriesOf(valueAt(root, 'commonLabels')), fields.commonLabels, context);
  changed = addEntries(
    changed,
    entriesOf(valueAt(root, 'commonAnnotations')),
    fields.commonAnnotations,
    context,
  );
  changed = applyJsonPatches(changed, itemsOf(valueAt(root, 'patchesJson6902')), kustomization, context);
  for (const item of itemsOf(valueAt(root, 'replicas')))
    changed = applyReplicas(changed, item, fields.replicas, context);
  return applyReplacements(changed, itemsOf(valueAt(root, 'replacements')), kustomization.folder, context);
}
