import type { ComposedMap, ComposedNode, ComposedScalar } from '../composed-node.ts';
import type { BuildContext } from './build-context.ts';
import { changeFields } from './change-fields.ts';
import { alteredText, entryOf, isAbsent, textOf, valueAt, withEntry, withItems } from './edit-composed.ts';
import type { NameReference } from './name-reference-table.ts';
import { findReferral, type Referrer, referrersOf } from './referrals.ts';
import { originalId, type Resource, withRoot } from './resource.ts';
import { type KindSelector, selectsKind } from './resource-id.ts';

/**
 * Lets references to resources that were renamed or moved follow them. A reference keeps the place where it is written.
 * Source: https://kubectl.docs.kubernetes.io/references/kustomize/glossary/
 */
export function followNames(
  resources: readonly Resource[],
  references: readonly NameReference[],
  context: BuildContext,
): readonly Resource[] {
  // Nothing follows what never had another name.
  if (!resources.some(({ formerIds }) => formerIds.length > 0)) return resources;
  const referrerOf = referrersOf(resources);
  return resources.map((resource) => {
    const id = originalId(resource);
    const referrer = referrerOf(resource);
    let root = resource.root;
    for (const { fields, ...target } of references) {
      for (const field of fields) {
        if (!selectsKind(field, id)) continue;
        const follow = following(referrer, target, field.path.endsWith('roleRef/name'), context);
        // Whatever the kind was at first, the field is that of the kind it is now.
        const own = { ...field, group: '', version: '', kind: '' };
        root = changeFields(root, [own], { set: follow, origin: root.origin, refuse: () => undefined });
      }
    }
    return withRoot(resource, root);
  });
}

/** What is done with a field that may name a resource: a name, a map with a name and a namespace, or a list of these. */
function following(
  referrer: Referrer,
  target: KindSelector,
  isRole: boolean,
  context: BuildContext,
): (field: ComposedNode) => ComposedNode {
  const find = (name: string, namespace: string | undefined, at: ComposedNode): Resource | undefined =>
    findReferral({ referrer, target, name, namespace, isRole }, (message) =>
      context.report('invalid', at, message),
    );
  const followName = (field: ComposedScalar): ComposedScalar => {
    const found = isAbsent(field) ? undefined : find(field.text, undefined, field);
    return found ? alteredText(field, nameOf(found)) : field;
  };
  const followMap = (field: ComposedMap): ComposedMap => {
    const name = entryOf(field, 'name');
    if (name?.value.type !== 'scalar') return field;
    const namespace = valueAt(field, 'namespace');
    const found = find(name.value.text, namespace && textOf(namespace), name.value);
    if (!found) return field;
    const renamed = withEntry(field, name.key, alteredText(name.value, nameOf(found)));
    const moved = entryOf(valueAt(found.root, 'metadata'), 'namespace');
    if (!moved || textOf(moved.value) === '' || textOf(namespace) === textOf(moved.value)) return renamed;
    return withEntry(renamed, moved.key, moved.value);
  };
  const followOne = (field: ComposedNode): ComposedNode =>
    field.type === 'scalar' ? followName(field) : field.type === 'map' ? followMap(field) : field;
  return (field) =>
    field.type === 'sequence' ? withItems(field, field.items.map(followOne)) : followOne(field);
}

function nameOf({ root }: Resource): string {
  return textOf(valueAt(root, 'metadata', 'name'));
}
