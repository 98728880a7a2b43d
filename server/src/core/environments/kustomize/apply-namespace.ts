import type { ComposedMap, ComposedNode, ComposedScalar } from '../composed-node.ts';
import type { BuildContext } from './build-context.ts';
import { changeFields, type FieldChange } from './change-fields.ts';
import {
  inQuotesOf,
  isAbsent,
  isUnknown,
  newKey,
  textOf,
  valueAt,
  withEntry,
  withItems,
} from './edit-composed.ts';
import { type FieldSpec, fieldSpec } from './field-spec.ts';
import { clashesIn } from './load-resources.ts';
import { type Resource, rememberId, withRoot } from './resource.ts';
import { describeId, isClusterScoped } from './resource-id.ts';

/** What `namespace`, or a NamespaceTransformer, asks for. */
export interface NamespaceSettings {
  readonly namespace: ComposedScalar;
  readonly specs: readonly FieldSpec[];
  /** Only what has no namespace gets one. */
  readonly unsetOnly: boolean;
  /** Whose namespace is set among those that a role is given to. */
  readonly subjects: 'defaultOnly' | 'allServiceAccounts' | 'none';
}

/**
 * Puts resources into a namespace, all but those of kinds that live in none. Source:
 * https://kubectl.docs.kubernetes.io/references/kustomize/kustomization/namespace/
 */
export function applyNamespace(
  resources: readonly Resource[],
  settings: NamespaceSettings,
  { report }: BuildContext,
): readonly Resource[] {
  const { namespace, unsetOnly } = settings;
  const change: FieldChange = {
    set: (field) => (unsetOnly && textOf(field) !== '' ? field : overwrite(field, namespace, change)),
    create: 'scalar',
    origin: namespace.origin,
    refuse: (at, message) => report('invalid', at, message),
  };
  const moved = resources.map((resource) =>
    withRoot(rememberId(resource), move(resource.root, settings, change)),
  );
  for (const { id } of clashesIn(moved))
    report('conflict', namespace, `Two resources become ${describeId(id)}: rename one of the two`);
  return moved;
}

/** Writes a text over a field; the field itself where it says that already. */
export function overwrite(field: ComposedNode, value: ComposedScalar, { refuse }: FieldChange): ComposedNode {
  if (field.type !== 'scalar') {
    if (!isUnknown(field))
      refuse(field, `${value.text} cannot be written here, because here is no plain value`);
    return field;
  }
  return !field.templated && !isAbsent(field) && field.text === value.text ? field : inQuotesOf(field, value);
}

function move(root: ComposedMap, { specs, subjects }: NamespaceSettings, change: FieldChange): ComposedMap {
  const apiVersion = textOf(valueAt(root, 'apiVersion'));
  const kind = textOf(valueAt(root, 'kind'));
  const isBinding = kind === 'RoleBinding' || kind === 'ClusterRoleBinding';
  // These fields have rules of their own, whatever the configuration says.
  const rest = specs.filter(
    ({ path }) =>
      path !== 'metadata/namespace' &&
      (path !== 'metadata/name' || apiVersion === 'v1') &&
      (path !== 'subjects/namespace' || !isBinding),
  );
  const moved = isClusterScoped(apiVersion, kind) ? root : changeFields(root, OWN_NAMESPACE, change);
  return changeFields(isBinding ? moveSubjects(moved, subjects, change) : moved, rest, change);
}

const OWN_NAMESPACE = [fieldSpec('metadata/namespace', '', true)];

function moveSubjects(
  root: ComposedMap,
  mode: NamespaceSettings['subjects'],
  change: FieldChange,
): ComposedMap {
  const subjects = valueAt(root, 'subjects');
  if (mode === 'none' || subjects?.type !== 'sequence') return root;
  const isMeant = (subject: ComposedNode): boolean =>
    mode === 'defaultOnly'
      ? textOf(valueAt(subject, 'name')) === 'default'
      : textOf(valueAt(subject, 'kind')) === 'ServiceAccount';
  const items = subjects.items.map((subject) => {
    if (subject.type !== 'map' || !isMeant(subject)) return subject;
    const known = valueAt(subject, 'namespace');
    const { origin } = change;
    const value = change.set(known ?? { ...newKey('', origin), style: 'quoted' });
    return withEntry(subject, newKey('namespace', origin), value);
  });
  return withEntry(root, newKey('subjects', root.origin), withItems(subjects, items));
}
