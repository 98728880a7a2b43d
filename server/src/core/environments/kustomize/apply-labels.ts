import type { ComposedEntry, ComposedMap, ComposedNode } from '../composed-node.ts';
import type { BuildContext } from './build-context.ts';
import { changeFields, type Refuse } from './change-fields.ts';
import { checkKeys } from './check-keys.ts';
import {
  entriesOf,
  entryOf,
  isAbsent,
  isTrue,
  isUnknown,
  itemsOf,
  valueAt,
  withEntry,
} from './edit-composed.ts';
import { type FieldSpec, fieldSpec, mergeFieldSpecs } from './field-spec.ts';
import { type Resource, withRoot } from './resource.ts';
import { scalarType } from './scalar-type.ts';
import { readSpec, type TransformerConfig } from './transformer-config.ts';

/**
 * Applies one item of `labels`: to the resources alone, or to templates and selectors as well. Source:
 * https://kubectl.docs.kubernetes.io/references/kustomize/kustomization/labels/
 */
export function applyLabels(
  resources: readonly Resource[],
  label: ComposedNode,
  { fields }: TransformerConfig,
  context: BuildContext,
): readonly Resource[] {
  const conflict = ({ path }: FieldSpec): void =>
    context.report(
      'invalid',
      label,
      `kustomize knows the field ${path}, with another value of create: take it out of fields`,
    );
  const own = itemsOf(valueAt(label, 'fields')).map(readSpec);
  let specs = mergeFieldSpecs(own, fields.labels, conflict);
  if (isTrue(valueAt(label, 'includeSelectors')))
    specs = mergeFieldSpecs(specs, fields.commonLabels, conflict);
  else {
    if (isTrue(valueAt(label, 'includeTemplates')))
      specs = mergeFieldSpecs(specs, fields.templateLabels, conflict);
    specs = mergeFieldSpecs(specs, [fieldSpec('metadata/labels', '', true)], conflict);
  }
  return addEntries(resources, entriesOf(valueAt(label, 'pairs')), specs, context);
}

/**
 * Sets labels or annotations in all fields that the specs lead to. Source:
 * https://kubectl.docs.kubernetes.io/references/kustomize/kustomization/commonlabels/
 */
export function addEntries(
  resources: readonly Resource[],
  pairs: readonly ComposedEntry[],
  specs: readonly FieldSpec[],
  context: BuildContext,
): readonly Resource[] {
  if (pairs.length === 0) return resources;
  checkKeys(pairs, context);
  const refuse: Refuse = (at, message) => context.report('invalid', at, message);
  return resources.map((resource) =>
    pairs.reduce((changed, { key, value }) => {
      // It is one value in all fields that get it anew.
      const own: ComposedEntry = { key, value: { ...value } };
      const root = changeFields(changed.root, specs, {
        set: (field) => setEntry(field, own, refuse),
        create: 'map',
        origin: value.origin,
        refuse,
      });
      if (root === changed.root || own.value.type !== 'scalar') return withRoot(changed, root);
      const known = withRoot(changed, root);
      return { ...known, shared: [...known.shared, own.value] };
    }, resource),
  );
}

function setEntry(field: ComposedNode, { key, value }: ComposedEntry, refuse: Refuse): ComposedNode {
  if (isAbsent(field)) return field;
  if (field.type !== 'map') {
    if (!isUnknown(field)) refuse(field, `${key.text} cannot be set here, because here is no map`);
    return field;
  }
  if (saysAlready(field, key.text, value)) return field;
  return withEntry(field, key, entryOf(field, key.text) ? { ...value } : value);
}

/** What says the same already stays what its author wrote. */
function saysAlready(map: ComposedMap, key: string, value: ComposedNode): boolean {
  const known = entryOf(map, key)?.value;
  if (known?.type !== 'scalar' || value.type !== 'scalar' || known.templated) return false;
  return known.text === value.text && scalarType(known) === 'string';
}
