import { isTemplated } from '../../yaml/mask-templates.ts';
import type { ComposedNode, ComposedScalar } from '../composed-node.ts';
import type { BuildContext } from './build-context.ts';
import { changeFields } from './change-fields.ts';
import { isAbsent, withEntry, withItems } from './edit-composed.ts';
import type { FieldSpec } from './field-spec.ts';
import { readField } from './read-field.ts';
import { type Resource, withRoot } from './resource.ts';
import { scalarType } from './scalar-type.ts';
import type { Variable } from './variables.ts';

/**
 * Writes the values of vars over `$(NAME)` in the fields where kustomize looks for it. A field that says nothing else takes
 * over the value with its place. Source: https://kubectl.docs.kubernetes.io/references/kustomize/kustomization/vars/
 */
export function replaceVariables(
  resources: readonly Resource[],
  variables: readonly Variable[],
  fields: readonly FieldSpec[],
  context: BuildContext,
): readonly Resource[] {
  const values = new Map<string, ComposedScalar>();
  for (const variable of variables) {
    const value = valueOfVariable(variable, resources, context);
    if (value) values.set(variable.name, value);
  }
  if (variables.length === 0) return resources;
  return resources.map((resource) => {
    const root = changeFields(resource.root, fields, {
      set: (field) => replaceIn(field, values),
      origin: resource.root.origin,
      refuse: (at, message) => context.report('invalid', at, message),
    });
    return withRoot(resource, root);
  });
}

function valueOfVariable(
  { name, fieldPath, node }: Variable,
  resources: readonly Resource[],
  { report }: BuildContext,
): ComposedScalar | undefined {
  const from = resources.find((resource) => resource.variables.includes(name));
  const value = from && readField(from.root, fieldPath);
  if (value?.type === 'scalar') return value;
  if (!from) report('no-target', node, `The var ${name} means no resource: correct its objref`);
  else if (!value)
    report(
      'no-target',
      node,
      `The resource that the var ${name} means has no ${fieldPath}: correct its fieldref`,
    );
  return undefined;
}

function replaceIn(field: ComposedNode, values: ReadonlyMap<string, ComposedScalar>): ComposedNode {
  if (field.type === 'scalar') return replaceText(field, values);
  const replace = (value: ComposedNode): ComposedNode =>
    value.type === 'scalar' ? replaceText(value, values) : value;
  if (field.type === 'sequence') return withItems(field, field.items.map(replace));
  return field.entries.reduce((map, { key, value }) => withEntry(map, key, replace(value)), field);
}

function replaceText(scalar: ComposedScalar, values: ReadonlyMap<string, ComposedScalar>): ComposedScalar {
  if (isAbsent(scalar) || scalarType(scalar) !== 'string' || !scalar.text.includes('$')) return scalar;
  const [, whole] = /^\$\(([^)]*)\)$/.exec(scalar.text) ?? [];
  const value = whole === undefined ? undefined : values.get(whole);
  if (value) return value;
  let templated = false;
  // `$$` is a dollar sign.
  const text = scalar.text.replace(/\$\$|\$\(([^)]*)\)/g, (written, name: string | undefined) => {
    if (name === undefined) return '$';
    const found = values.get(name);
    templated ||= found?.templated === true;
    return found?.text ?? written;
  });
  if (text === scalar.text) return scalar;
  return {
    ...scalar,
    text,
    templated: templated || isTemplated(text),
    origin: { ...scalar.origin, altered: true },
  };
}
