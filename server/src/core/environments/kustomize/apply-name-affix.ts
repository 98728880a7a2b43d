import type { ComposedScalar } from '../composed-node.ts';
import type { BuildContext } from './build-context.ts';
import { changeFields } from './change-fields.ts';
import { alteredText, isAbsent } from './edit-composed.ts';
import type { FieldSpec } from './field-spec.ts';
import { originalId, type Resource, rememberId, withRoot } from './resource.ts';
import { selectsKind } from './resource-id.ts';

/** Kinds whose names mean something elsewhere. */
const SKIPPED = [
  { group: '', version: '', kind: 'CustomResourceDefinition' },
  { group: 'apiregistration.k8s.io', version: '', kind: 'APIService' },
  { group: '', version: '', kind: 'Namespace' },
];

/**
 * Puts a text before or behind the names of resources. A name keeps the place where it is written. Source:
 * https://kubectl.docs.kubernetes.io/references/kustomize/kustomization/nameprefix/
 */
export function applyNameAffix(
  resources: readonly Resource[],
  side: 'prefix' | 'suffix',
  affix: ComposedScalar,
  specs: readonly FieldSpec[],
  { report }: BuildContext,
): readonly Resource[] {
  const { text } = affix;
  if (text === '') return resources;
  const join = (name: string): string => (side === 'prefix' ? `${text}${name}` : `${name}${text}`);
  return resources.map((resource) => {
    const id = originalId(resource);
    const meant = specs.filter((spec) => selectsKind(spec, id));
    if (meant.length === 0 || SKIPPED.some((kind) => selectsKind(kind, id))) return resource;
    const root = changeFields(resource.root, meant, {
      set: (field) =>
        field.type === 'scalar' && !isAbsent(field) ? alteredText(field, join(field.text)) : field,
      create: 'scalar',
      origin: affix.origin,
      refuse: (at, message) => report('invalid', at, message),
    });
    const named = meant.some(({ path }) => path === 'metadata/name')
      ? withAffix(resource, side, text)
      : resource;
    return withRoot(named, root);
  });
}

function withAffix(resource: Resource, side: 'prefix' | 'suffix', text: string): Resource {
  const { prefixes, suffixes } = resource;
  const known = rememberId(resource);
  return side === 'prefix'
    ? { ...known, prefixes: [...prefixes, text] }
    : { ...known, suffixes: [...suffixes, text] };
}
