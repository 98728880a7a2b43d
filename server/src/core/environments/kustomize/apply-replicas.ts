import type { ComposedNode, ComposedScalar } from '../composed-node.ts';
import { overwrite } from './apply-namespace.ts';
import type { BuildContext } from './build-context.ts';
import { changeFields, type FieldChange } from './change-fields.ts';
import { isUnknown, textOf, valueAt } from './edit-composed.ts';
import type { FieldSpec } from './field-spec.ts';
import { allIds, type Resource, withRoot } from './resource.ts';
import { selectsKind } from './resource-id.ts';

/** Applies one item of `replicas`. Source: https://kubectl.docs.kubernetes.io/references/kustomize/kustomization/replicas/ */
export function applyReplicas(
  resources: readonly Resource[],
  item: ComposedNode,
  specs: readonly FieldSpec[],
  context: BuildContext,
): readonly Resource[] {
  const name = valueAt(item, 'name');
  const count = valueAt(item, 'count');
  if (count?.type !== 'scalar') {
    context.report('invalid', item, 'These replicas have no count: say how many there are to be');
    return resources;
  }
  let isMet = false;
  const changed = specs.reduce<readonly Resource[]>(
    (all, spec) =>
      all.map((resource) => {
        const isMeant = allIds(resource).some((id) => id.name === textOf(name) && selectsKind(spec, id));
        if (!isMeant) return resource;
        isMet = true;
        return withRoot(resource, changeFields(resource.root, [spec], counting(count, context)));
      }),
    resources,
  );
  if (!isMet && !(name && isUnknown(name)))
    context.report(
      'no-target',
      name ?? item,
      `There is nothing called ${textOf(name)} that has replicas: correct the name`,
    );
  return changed;
}

function counting(count: ComposedScalar, { report }: BuildContext): FieldChange {
  const change: FieldChange = {
    set: (field) => overwrite(field, count, change),
    create: 'scalar',
    origin: count.origin,
    refuse: (at, message) => report('invalid', at, message),
  };
  return change;
}
