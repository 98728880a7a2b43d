import type { ResourceFacts } from '../model/resource-facts.ts';
import type { Selector } from '../model/selector.ts';
import { hasHiddenName, type Resource } from './resource.ts';

/**
 * The parts of the vocabulary by which resources are listed; `any` is all of them, `custom` those of kinds that
 * Kubernetes does not have of its own.
 */
export const FAMILIES = [
  'any',
  'custom',
  'workload',
  'service',
  'policy',
  'foreign-policy',
  'route',
  'endpoints',
  'addresses',
] as const;

export type Family = (typeof FAMILIES)[number];

/** Names one thing that can be read of an environment. What was read under a key is read again when it is touched. */
export type ReadKey = string;

/** One resource by name, present or not. */
export function nameKey(group: string, kind: string, namespace: string, name: string): ReadKey {
  return `name:${group}/${kind}/${namespace}/${name}`;
}

/** All resources of a kind in a namespace. */
export function kindKey(group: string, kind: string, namespace: string): ReadKey {
  return `kind:${group}/${kind}/${namespace}`;
}

/** What the resources of a kind in a namespace are called, whatever else they say. */
export function kindNamesKey(group: string, kind: string, namespace: string): ReadKey {
  return `names:${group}/${kind}/${namespace}`;
}

/** All resources of a family in a namespace. */
export function familyKey(family: Family, namespace: string): ReadKey {
  return `family:${family}/${namespace}`;
}

/** All resources of a family in every namespace. */
export function familyEverywhereKey(family: Family): ReadKey {
  return `family:${family}`;
}

/** All resources of a family that have a name, in whatever namespace. */
export function familyNameKey(family: Family, name: string): ReadKey {
  return `family:${family} ${name}`;
}

/** The workloads of all namespaces whose pods have a label. */
export function labelKey(key: string, value: string): ReadKey {
  return `label:${key}=${value}`;
}

/** The workloads of all namespaces whose labels cannot be seen completely. */
export const OPEN_LABELS_KEY: ReadKey = 'label:*';

/** Which other environments there are that this one may be applied with. */
export const COMPANIONS_KEY: ReadKey = 'companions';

/** Which namespaces there are. */
export const NAMESPACES_KEY: ReadKey = 'namespaces';

/** The namespaces whose names match a pattern. */
export function namespacesCalledKey(pattern: RegExp): ReadKey {
  return `namespaces called ${pattern.source}`;
}

/** The namespaces that a selector selects. */
export function namespacesLikeKey({ requirements, open }: Selector): ReadKey {
  const parts = requirements.map(
    ({ key, operator, values }) => `${key} ${operator} ${values?.join() ?? '?'}`,
  );
  return `namespaces like ${parts.join(';')}${open ? ';…' : ''}`;
}

/** The namespace of the resources that name none. */
export const IMPLIED_NAMESPACE_KEY: ReadKey = 'implied namespace';

/** Whether there are documents that nobody can read and that may define something of a family. */
export function unreadableKey(family: Family): ReadKey {
  return `unreadable:${family}`;
}

/** The families a resource belongs to: `any` takes every resource in. */
export function familiesOf(facts: ResourceFacts): Family[] {
  const families: Family[] = ['any'];
  if (isCustom(facts)) families.push('custom');
  if (facts.workload) families.push('workload');
  if (facts.service) families.push('service');
  if (facts.policy) families.push('policy');
  if (facts.foreignPolicy) families.push('foreign-policy');
  if (facts.route) families.push('route');
  if (facts.endpoints) families.push('endpoints');
  if (facts.addresses.length > 0) families.push('addresses');
  return families;
}

/** The groups of Kubernetes have no dot, or end with its domain. */
function isCustom({ group }: ResourceFacts): boolean {
  return group.includes('.') && !group.endsWith('.k8s.io');
}

/** Every key under which a resource can have been read. */
export function keysOf({ facts, namespace }: Resource): ReadKey[] {
  const keys = [
    nameKey(facts.group, facts.kind, namespace, facts.name?.value ?? ''),
    kindKey(facts.group, facts.kind, namespace),
  ];
  const name = facts.name?.value;
  for (const family of familiesOf(facts)) {
    keys.push(familyKey(family, namespace), familyEverywhereKey(family));
    if (name !== undefined) keys.push(familyNameKey(family, name));
  }
  for (const { key, value } of facts.workload?.labels.entries ?? [])
    keys.push(value === undefined ? OPEN_LABELS_KEY : labelKey(key, value));
  if (facts.workload?.labels.open) keys.push(OPEN_LABELS_KEY);
  return keys;
}

/** The keys of the names that come or go when resources do; what only says something else keeps its name. */
export function changedNamesKeys(removed: readonly Resource[], added: readonly Resource[]): ReadKey[] {
  const before = new Map(removed.map(nameWithKey));
  const after = new Map(added.map(nameWithKey));
  return [...before, ...after].flatMap(([name, key]) => (before.has(name) && after.has(name) ? [] : [key]));
}

function nameWithKey(resource: Resource): [string, ReadKey] {
  const { group, kind, name } = resource.facts;
  const key = kindNamesKey(group, kind, resource.namespace);
  return [`${key} ${name?.value ?? ''} ${hasHiddenName(resource)}`, key];
}

/** A Namespace is what all others are sorted by, so the index must know it; no other room asks for a kind by name. */
export function isNamespace(facts: ResourceFacts): boolean {
  return facts.kind === 'Namespace' && facts.group === '';
}
