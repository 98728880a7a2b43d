import { type Family, familiesOf } from './read-key.ts';
import { type Resource, resourceId } from './resource.ts';

/** The resources of one namespace, sorted for look-ups. Every list is sorted by kind and name. */
export interface NamespaceIndex {
  readonly resources: readonly Resource[];
  /** By `group/kind`. */
  readonly byKind: ReadonlyMap<string, readonly Resource[]>;
  /** By `group/kind`, then by name: more than one where a name is defined twice. */
  readonly byName: ReadonlyMap<string, ReadonlyMap<string, readonly Resource[]>>;
  readonly byFamily: ReadonlyMap<Family, readonly Resource[]>;
  /** Workloads by a label of their pods, `key=value`; those that hide some of their labels are under `*`. */
  readonly byLabel: ReadonlyMap<string, readonly Resource[]>;
}

/** A namespace without resources. */
export const EMPTY_NAMESPACE: NamespaceIndex = {
  resources: [],
  byKind: new Map(),
  byName: new Map(),
  byFamily: new Map(),
  byLabel: new Map(),
};

/** Takes resources out and puts others in; only lists in which something changes are made anew. */
export function patchNamespace(
  before: NamespaceIndex,
  removed: readonly Resource[],
  added: readonly Resource[],
): NamespaceIndex {
  const out = new Set(removed.map(resourceId));
  const kinds = group(removed, added, kindOf);
  const byName = new Map(before.byName);
  for (const [kind, fresh] of kinds) {
    const ofKind = (resource: Resource): readonly string[] =>
      kindOf(resource)[0] === kind ? [nameOf(resource)] : [];
    byName.set(kind, patchLists(byName.get(kind) ?? new Map(), out, group(removed, fresh, ofKind)));
  }
  const families = group(removed, added, ({ facts }) => familiesOf(facts));
  return {
    resources: patchList(before.resources, out, added),
    byKind: patchLists(before.byKind, out, kinds),
    byName,
    byFamily: patchLists(before.byFamily, out, families),
    byLabel: patchLists(before.byLabel, out, group(removed, added, labelsOf)),
  };
}

/** For every key of something that comes or goes, what comes. */
function group<K extends string>(
  removed: readonly Resource[],
  added: readonly Resource[],
  keysOf: (resource: Resource) => readonly K[],
): Map<K, Resource[]> {
  const groups = new Map<K, Resource[]>();
  for (const resource of removed) for (const key of keysOf(resource)) groups.set(key, []);
  for (const resource of added) {
    for (const key of keysOf(resource)) {
      const fresh = groups.get(key);
      if (fresh) fresh.push(resource);
      else groups.set(key, [resource]);
    }
  }
  return groups;
}

function patchLists<K>(
  before: ReadonlyMap<K, readonly Resource[]>,
  out: ReadonlySet<string>,
  fresh: ReadonlyMap<K, readonly Resource[]>,
): ReadonlyMap<K, readonly Resource[]> {
  if (fresh.size === 0) return before;
  const lists = new Map(before);
  for (const [key, added] of fresh) {
    const list = patchList(lists.get(key) ?? [], out, added);
    if (list.length > 0) lists.set(key, list);
    else lists.delete(key);
  }
  return lists;
}

function patchList(
  list: readonly Resource[],
  out: ReadonlySet<string>,
  added: readonly Resource[],
): readonly Resource[] {
  const kept = out.size === 0 ? list : list.filter((resource) => !out.has(resourceId(resource)));
  // By name, not in the order of changes: the same manifests give the same answers however one got there.
  return added.length === 0 ? kept : [...kept, ...added].sort(byKindAndName);
}

function kindOf({ facts }: Resource): readonly string[] {
  return [`${facts.group}/${facts.kind}`];
}

function nameOf({ facts }: Resource): string {
  return facts.name?.value ?? '';
}

function labelsOf({ facts }: Resource): readonly string[] {
  const labels = facts.workload?.labels;
  if (!labels) return [];
  const written = labels.entries.map(({ key, value }) => (value === undefined ? '*' : `${key}=${value}`));
  return labels.open ? [...new Set([...written, '*'])] : [...new Set(written)];
}

function byKindAndName(a: Resource, b: Resource): number {
  return (
    compareText(a.facts.kind, b.facts.kind) || compareText(nameOf(a), nameOf(b)) || a.document - b.document
  );
}

/** The order of texts by their code units, which is the same in every place. */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
