import type { Topology, TopologyNode } from '../../server/src/core/topology/topology.ts';
import { type Filter, isEmptyFilter } from './parse-filter.ts';

/** What can be found, in lower case once: a keystroke then only compares. */
export interface SearchIndex {
  readonly entries: readonly SearchEntry[];
}

export interface SearchEntry {
  /** The id of a box: `ns:shop`, or that of a node. */
  readonly id: string;
  readonly name: string;
  readonly kind: string;
  readonly namespace: string;
  readonly lower: {
    readonly all: string;
    readonly kind: string;
    readonly namespace: string;
    readonly labels: readonly string[];
    readonly ports: readonly string[];
  };
}

/** Prepares the search over a topology. */
export function makeSearchIndex(topology: Topology): SearchIndex {
  const namespaces = topology.namespaces.map(({ name }) =>
    entry({ id: `ns:${name}`, name, kind: 'Namespace', namespace: name, labels: [], ports: [] }),
  );
  return { entries: [...namespaces, ...topology.nodes.map(entry)] };
}

/** The entries that match, those whose name starts with the first word before the others. */
export function search(index: SearchIndex, filter: Filter): readonly SearchEntry[] {
  if (isEmptyFilter(filter)) return [];
  const found = index.entries.filter((each) => matches(each, filter));
  const first = filter.words[0];
  if (first === undefined) return found;
  const isNear = (each: SearchEntry): boolean => each.name.toLowerCase().startsWith(first);
  return [...found.filter(isNear), ...found.filter((each) => !isNear(each))];
}

function matches({ lower }: SearchEntry, filter: Filter): boolean {
  return (
    filter.words.every((word) => lower.all.includes(word)) &&
    filter.namespaces.every((name) => lower.namespace.startsWith(name)) &&
    filter.kinds.every((kind) => lower.kind.startsWith(kind)) &&
    filter.labels.every((wanted) => lower.labels.some((label) => label.startsWith(wanted))) &&
    filter.ports.every((wanted) => lower.ports.includes(wanted))
  );
}

function entry(
  node: Pick<TopologyNode, 'id' | 'name' | 'kind' | 'namespace' | 'labels' | 'ports'>,
): SearchEntry {
  const { id, name, kind, namespace } = node;
  const labels = node.labels.map((label) => label.toLowerCase());
  // `80 → 8080` and `8080 http` hold the numbers and names that people look for.
  const ports = node.ports.flatMap((port) => port.toLowerCase().split(/[\s/→,]+/));
  const all = [name, kind, namespace, ...labels, ...ports].join('\n').toLowerCase();
  return {
    id,
    name,
    kind,
    namespace,
    lower: { all, kind: kind.toLowerCase(), namespace: namespace.toLowerCase(), labels, ports },
  };
}
