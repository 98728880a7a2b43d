import type { ComposedNode } from '../composed-node.ts';
import type { Accumulated } from './accumulated.ts';
import type { BuildContext, Placed } from './build-context.ts';
import { itemsOf, textOf, valueAt } from './edit-composed.ts';
import type { Kustomization } from './read-kustomization.ts';
import { allIds, type Resource } from './resource.ts';
import { effectiveNamespace, parseApiVersion, type ResourceId } from './resource-id.ts';
import type { Variable } from './variables.ts';

/**
 * Adds the vars of a kustomization, and marks the resources that they are read from, which may be renamed later. Source:
 * https://kubectl.docs.kubernetes.io/references/kustomize/kustomization/vars/
 */
export function addVariables({ root }: Kustomization, sum: Accumulated, context: BuildContext): Accumulated {
  let { resources, variables } = sum;
  for (const node of itemsOf(valueAt(root, 'vars'))) {
    const name = textOf(valueAt(node, 'name'));
    const fieldPath = textOf(valueAt(node, 'fieldref', 'fieldPath')) || 'metadata.name';
    if (variables.some((other) => other.name === name)) {
      context.report(
        'conflict',
        valueAt(node, 'name') ?? node,
        `There are two vars ${name}: rename one of the two`,
      );
      continue;
    }
    variables = [...variables, { name, fieldPath, node }];
    resources = mark(resources, name, node, context);
  }
  return { ...sum, resources, variables };
}

function mark(
  resources: readonly Resource[],
  name: string,
  node: ComposedNode,
  { report }: BuildContext,
): readonly Resource[] {
  const target = valueAt(node, 'objref');
  const text = (key: string): string => textOf(valueAt(target, key));
  const apiVersion = text('apiVersion');
  const { group, version } =
    apiVersion === '' ? { group: text('group'), version: text('version') } : parseApiVersion(apiVersion);
  const namespace = text('namespace');
  const isMeant = (id: ResourceId): boolean =>
    id.name === text('name') &&
    id.kind === text('kind') &&
    id.group === group &&
    id.version === version &&
    (namespace === '' || id.namespace === effectiveNamespace('', '', namespace));
  const meant = resources.filter((resource) => allIds(resource).some(isMeant));
  const at = target ?? node;
  if (meant.length > 1) {
    report('invalid', at, `Several resources are meant by the var ${name}: name the namespace`);
    return resources;
  }
  return resources.map((resource) =>
    meant.includes(resource) ? { ...resource, variables: [...resource.variables, name] } : resource,
  );
}

/** Adds the vars of a base; those whose name is taken are reported. */
export function mergeVariables(
  known: readonly Variable[],
  added: readonly Variable[],
  at: Placed,
  { report }: BuildContext,
): readonly Variable[] {
  const taken = new Set(known.map(({ name }) => name));
  for (const { name } of added) {
    if (taken.has(name)) report('conflict', at, `There are two vars ${name}: rename one of the two`);
  }
  return [...known, ...added.filter(({ name }) => !taken.has(name))];
}
