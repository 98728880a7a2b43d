import type { Labels } from '../model/labels.ts';
import { compareText, EMPTY_NAMESPACE, type NamespaceIndex, patchNamespace } from './namespace-index.ts';
import { type Family, isNamespace, keysOf, NAMESPACES_KEY, type ReadKey } from './read-key.ts';
import type { Resource } from './resource.ts';

export type EnvironmentId = string;

/** The resources that are applied together, sorted for look-ups. Immutable: a change makes a new one that shares the rest. */
export interface Environment {
  readonly id: EnvironmentId;
  /** What a resource without a namespace is applied to. */
  readonly impliedNamespace: string;
  /** By name; the empty name holds what belongs to the cluster as a whole. */
  readonly namespaces: ReadonlyMap<string, NamespaceIndex>;
  /** All resources of a family, gathered when first asked for. */
  readonly everywhere: (family: Family) => readonly Resource[];
  /** All resources of a family that have this name, in whatever namespace. */
  readonly anywhere: (family: Family, name: string) => readonly Resource[];
  /** Every namespace that is defined or in which something stands, sorted. */
  readonly namespaceNames: () => readonly string[];
  /**
   * The labels of a namespace. One that is not in the manifests exists all the same: its name label is known, and
   * whatever else it has is not (semantics rules 17 and 18).
   */
  readonly namespaceLabels: (name: string) => Labels;
  /** How many documents are so broken that nobody can say what they define. */
  readonly unreadable: number;
}

/** An environment without resources. */
export function emptyEnvironment(id: EnvironmentId, impliedNamespace: string): Environment {
  return makeEnvironment({ id, impliedNamespace, namespaces: new Map(), unreadable: 0 });
}

type Parts = Pick<Environment, 'id' | 'impliedNamespace' | 'namespaces' | 'unreadable'>;

/** What follows from the parts is computed when first asked for, and kept: nothing of it can change. */
function makeEnvironment({ id, impliedNamespace, namespaces, unreadable }: Parts): Environment {
  const families = new Map<Family, readonly Resource[]>();
  const names = new Map<Family, ReadonlyMap<string, readonly Resource[]>>();
  const labels = new Map<string, Labels>();
  let sorted: readonly string[] | undefined;
  const everywhere = (family: Family): readonly Resource[] =>
    getOrAdd(families, family, () =>
      [...namespaces.values()].flatMap(({ byFamily }) => byFamily.get(family) ?? []),
    );
  return {
    id,
    impliedNamespace,
    namespaces,
    unreadable,
    everywhere,
    anywhere: (family, name) => getOrAdd(names, family, () => byName(everywhere(family))).get(name) ?? [],
    namespaceNames: () => {
      sorted ??= namesOf(namespaces);
      return sorted;
    },
    namespaceLabels: (name) => getOrAdd(labels, name, () => labelsOf(namespaces, name)),
  };
}

function byName(resources: readonly Resource[]): ReadonlyMap<string, readonly Resource[]> {
  const index = new Map<string, Resource[]>();
  for (const resource of resources) {
    const name = resource.facts.name?.value;
    if (name !== undefined) getOrAdd(index, name, () => []).push(resource);
  }
  return index;
}

function namesOf(namespaces: Environment['namespaces']): string[] {
  const names = new Set(namespaces.keys());
  for (const { facts } of namespaces.get('')?.resources ?? []) {
    if (isNamespace(facts) && facts.name?.value) names.add(facts.name.value);
  }
  names.delete('');
  return [...names].sort(compareText);
}

function labelsOf(namespaces: Environment['namespaces'], name: string): Labels {
  const object = namespaces.get('')?.byKind.get('/Namespace')?.get(name)?.[0];
  const own = object?.facts.labels;
  const implied = { key: NAMESPACE_NAME_LABEL, value: name, at: own?.at ?? '' };
  const entries = own?.entries.filter(({ key }) => key !== NAMESPACE_NAME_LABEL) ?? [];
  return { entries: [implied, ...entries], open: own?.open ?? true, at: own?.at ?? '' };
}

/** A change of an environment, and every key under which the change can have been seen. */
export interface EnvironmentPatch {
  readonly environment: Environment;
  readonly touched: ReadonlySet<ReadKey>;
}

/** Takes resources out and puts others in. Costs as much as the namespaces they are in. */
export function patchEnvironment(
  environment: Environment,
  removed: readonly Resource[],
  added: readonly Resource[],
): EnvironmentPatch {
  const touched = new Set<ReadKey>();
  for (const resource of [...removed, ...added]) for (const key of keysOf(resource)) touched.add(key);
  const changed = new Map<string, { readonly removed: Resource[]; readonly added: Resource[] }>();
  const changeOf = (namespace: string): { readonly removed: Resource[]; readonly added: Resource[] } =>
    getOrAdd(changed, namespace, () => ({ removed: [], added: [] }));
  for (const resource of removed) changeOf(resource.namespace).removed.push(resource);
  for (const resource of added) changeOf(resource.namespace).added.push(resource);
  const namespaces = new Map(environment.namespaces);
  for (const [name, change] of changed) {
    const index = patchNamespace(namespaces.get(name) ?? EMPTY_NAMESPACE, change.removed, change.added);
    if (index.resources.length > 0) namespaces.set(name, index);
    else namespaces.delete(name);
    if (namespaces.has(name) !== environment.namespaces.has(name)) touched.add(NAMESPACES_KEY);
  }
  // By name, not in the order in which they came: the same manifests give the same answers however one got there.
  const sorted = touched.has(NAMESPACES_KEY)
    ? new Map([...namespaces].sort(([a], [b]) => compareText(a, b)))
    : namespaces;
  return { environment: makeEnvironment({ ...environment, namespaces: sorted }), touched };
}

function getOrAdd<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  const found = map.get(key);
  if (found !== undefined) return found;
  const made = make();
  map.set(key, made);
  return made;
}

/** The label that Kubernetes sets on every namespace (semantics rule 17). */
export const NAMESPACE_NAME_LABEL = 'kubernetes.io/metadata.name';
