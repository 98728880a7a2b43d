import { type Answers, createAnswers } from './answers.ts';
import { type FamilyIndex, indexFamilies } from './family-index.ts';
import { compareText, EMPTY_NAMESPACE, type NamespaceIndex, patchNamespace } from './namespace-index.ts';
import { type NamespaceTable, NO_NAMESPACES, patchTable } from './namespace-table.ts';
import {
  changedNamesKeys,
  FAMILIES,
  type Family,
  IMPLIED_NAMESPACE_KEY,
  isNamespace,
  keysOf,
  type ReadKey,
  unreadableKey,
} from './read-key.ts';
import type { Resource } from './resource.ts';
import type { Settings } from './settings.ts';

export type EnvironmentId = string;

/** The resources that are applied together, sorted for look-ups. Immutable: a change makes a new one that shares the rest. */
export interface Environment {
  readonly id: EnvironmentId;
  readonly settings: Settings;
  /** It may be applied with what is in other environments. */
  readonly isPart: boolean;
  /** What a resource without a namespace is applied to. */
  readonly impliedNamespace: string;
  /** By name; the empty name holds what belongs to the cluster as a whole. */
  readonly namespaces: ReadonlyMap<string, NamespaceIndex>;
  /** What is known of the namespaces themselves. */
  readonly table: NamespaceTable;
  /** What all namespaces hold of each family; nothing of one that never had a resource. */
  readonly families: ReadonlyMap<Family, FamilyIndex>;
  /** How many documents are so broken that nobody can say what they define, by what it may be. */
  readonly unreadable: ReadonlyMap<Family, number>;
  /** What has been worked out so far and need not be again. */
  readonly answers: Answers;
}

/** An environment without resources. */
export function emptyEnvironment(id: EnvironmentId, settings: Settings, isPart = false): Environment {
  return {
    id,
    settings,
    isPart,
    impliedNamespace: settings.defaultNamespace ?? 'default',
    namespaces: new Map(),
    table: NO_NAMESPACES,
    families: new Map(),
    unreadable: new Map(),
    answers: createAnswers(),
  };
}

/** A change of an environment, and every key under which the change can have been seen. */
export interface EnvironmentPatch {
  readonly environment: Environment;
  readonly touched: ReadonlySet<ReadKey>;
}

/** What becomes different. */
export interface EnvironmentChange {
  readonly removed: readonly Resource[];
  readonly added: readonly Resource[];
  readonly unreadable?: ReadonlyMap<Family, number>;
  readonly impliedNamespace?: string;
}

/** Takes resources out and puts others in. Costs as much as the namespaces they are in. */
export function patchEnvironment(
  environment: Environment,
  { removed, added, ...change }: EnvironmentChange,
): EnvironmentPatch {
  const namespaces = new Map(environment.namespaces);
  for (const [name, own] of byNamespace(removed, added)) {
    const index = patchNamespace(namespaces.get(name) ?? EMPTY_NAMESPACE, own.removed, own.added);
    if (index.resources.length > 0) namespaces.set(name, index);
    else namespaces.delete(name);
  }
  const both = [...removed, ...added];
  const isNew = both.some(({ namespace }) => !environment.namespaces.has(namespace));
  // By name, not in the order in which they came: the same manifests give the same answers however one got there.
  const sorted = isNew ? new Map([...namespaces].sort(([a], [b]) => compareText(a, b))) : namespaces;
  const changed = changedNamespaces(both, environment.namespaces, sorted);
  const { table, touched: ofTable } = patchTable(environment.table, sorted, changed);
  const next = { ...environment, ...change, namespaces: sorted, table };
  const touched = new Set([
    ...both.flatMap(keysOf),
    ...changedNamesKeys(removed, added),
    ...ofTable,
    ...ownKeys(environment, next),
  ]);
  const families = indexFamilies(environment.families, removed, added, sorted);
  return { environment: { ...next, families, answers: environment.answers.without(touched) }, touched };
}

type Whole = Pick<Environment, 'unreadable' | 'impliedNamespace'>;

/** The keys of what is said of the environment as a whole. */
function ownKeys(before: Whole, after: Whole): ReadKey[] {
  return [
    ...FAMILIES.filter((family) => isUnreadable(before, family) !== isUnreadable(after, family)).map(
      unreadableKey,
    ),
    ...(before.impliedNamespace === after.impliedNamespace ? [] : [IMPLIED_NAMESPACE_KEY]),
  ];
}

/** Whether a document that nobody can read may define something of a family. */
export function isUnreadable({ unreadable }: Pick<Environment, 'unreadable'>, family: Family): boolean {
  return (unreadable.get(family) ?? 0) > 0;
}

interface Difference {
  readonly removed: Resource[];
  readonly added: Resource[];
}

function byNamespace(removed: readonly Resource[], added: readonly Resource[]): Map<string, Difference> {
  const differences = new Map<string, Difference>();
  const differenceOf = (namespace: string): Difference =>
    getOrAdd(differences, namespace, () => ({ removed: [], added: [] }));
  for (const resource of removed) differenceOf(resource.namespace).removed.push(resource);
  for (const resource of added) differenceOf(resource.namespace).added.push(resource);
  return differences;
}

/** The names of namespaces that came or went, and of those whose own object changed. */
function changedNamespaces(
  resources: readonly Resource[],
  before: Environment['namespaces'],
  after: Environment['namespaces'],
): ReadonlySet<string> {
  const changed = new Set<string>();
  for (const { namespace, facts } of resources) {
    if (before.has(namespace) !== after.has(namespace)) changed.add(namespace);
    if (isNamespace(facts) && facts.name?.value) changed.add(facts.name.value);
  }
  return changed;
}

function getOrAdd<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  const found = map.get(key);
  if (found !== undefined) return found;
  const made = make();
  map.set(key, made);
  return made;
}
