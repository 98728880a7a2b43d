import {
  type Bundle,
  type DeclaredLink,
  type Isolation,
  LINK_VERDICTS,
  type NodeRole,
  type Topology,
  type TopologyNamespace,
  type TopologyNode,
} from './topology.ts';

/**
 * The graph as it is sent: each text once, and everything else by numbers, which makes a third of it. Nodes are named by
 * their place; namespaces, labels and so on by the place of their text.
 */
export interface PackedTopology {
  readonly hash: string;
  readonly texts: readonly string[];
  readonly namespaces: readonly (readonly [name: number, exposed: 0 | 1])[];
  readonly nodes: readonly PackedNode[];
  readonly links: readonly (readonly [from: number, to: number, ports: number, flags: number])[];
  readonly bundles: readonly (readonly [from: number, to: number, ...counts: number[]])[];
  readonly notes: readonly string[];
}

type PackedNode = readonly [
  kind: number,
  namespace: number,
  name: number,
  flags: number,
  group: number,
  errors: number,
  warnings: number,
  policies: number,
  labels: readonly number[],
  ports: readonly number[],
  /** 0 but where several have one name. */
  copy: number,
];

const ROLES: readonly NodeRole[] = ['workload', 'service', 'route', 'policy'];
const ISOLATIONS: readonly Isolation[] = ['open', 'isolated', 'unknown'];

const CERTAIN = 1;
const ROUTES = 2;

/** Packs a graph. */
export function packTopology({ hash, namespaces, nodes, links, bundles, notes }: Topology): PackedTopology {
  const texts = new Map<string, number>();
  const textOf = (text: string): number => {
    const known = texts.get(text) ?? texts.size;
    texts.set(text, known);
    return known;
  };
  const places = new Map(nodes.map(({ id }, i) => [id, i]));
  return {
    hash,
    namespaces: namespaces.map(({ name, exposed }) => [textOf(name), exposed ? 1 : 0]),
    nodes: nodes.map((node) => packNode(node, textOf)),
    links: links.map(({ from, to, type, ports, certain }) => [
      places.get(from) ?? -1,
      places.get(to) ?? -1,
      textOf(ports),
      (certain ? CERTAIN : 0) + (type === 'routes' ? ROUTES : 0),
    ]),
    bundles: bundles.map(({ from, to, counts }) => [
      textOf(from),
      textOf(to),
      ...LINK_VERDICTS.map((verdict) => counts[verdict]),
    ]),
    notes,
    texts: [...texts.keys()],
  };
}

function packNode(node: TopologyNode, textOf: (text: string) => number): PackedNode {
  const copy = /#(\d+)$/.exec(node.id)?.[1];
  return [
    textOf(node.kind),
    textOf(node.namespace),
    textOf(node.name),
    ROLES.indexOf(node.role) * 9 + ISOLATIONS.indexOf(node.ingress) * 3 + ISOLATIONS.indexOf(node.egress),
    node.group ?? -1,
    node.errors,
    node.warnings,
    node.policies,
    node.labels.map(textOf),
    node.ports.map(textOf),
    copy !== undefined && node.id !== idOf(node) ? Number(copy) : 0,
  ];
}

function idOf({ kind, namespace, name }: Pick<TopologyNode, 'kind' | 'namespace' | 'name'>): string {
  return `${kind}/${namespace}/${name}`;
}

/** Makes the graph of what was packed. */
export function unpackTopology(packed: PackedTopology): Topology {
  const text = (place: number): string => packed.texts[place] ?? '';
  const nodes = packed.nodes.map((node) => unpackNode(node, text));
  return {
    hash: packed.hash,
    namespaces: packed.namespaces.map(
      ([name, exposed]): TopologyNamespace => ({ name: text(name), exposed: exposed === 1 }),
    ),
    nodes,
    links: packed.links.map(
      ([from, to, ports, flags]): DeclaredLink => ({
        from: nodes[from]?.id ?? '',
        to: nodes[to]?.id ?? '',
        type: flags >= ROUTES ? 'routes' : 'selects',
        ports: text(ports),
        certain: flags % 2 === CERTAIN,
      }),
    ),
    bundles: packed.bundles.map(
      ([from, to, allowed = 0, oneSided = 0, denied = 0, depends = 0]): Bundle => ({
        from: text(from),
        to: text(to),
        counts: { allowed, 'one-sided': oneSided, denied, depends },
      }),
    ),
    notes: packed.notes,
  };
}

function unpackNode(
  [kind, namespace, name, flags, group, errors, warnings, policies, labels, ports, copy]: PackedNode,
  text: (place: number) => string,
): TopologyNode {
  const named = { kind: text(kind), namespace: text(namespace), name: text(name) };
  return {
    id: copy === 0 ? idOf(named) : `${idOf(named)}#${copy}`,
    role: ROLES[Math.floor(flags / 9)] ?? 'workload',
    ...named,
    ingress: ISOLATIONS[Math.floor(flags / 3) % 3] ?? 'unknown',
    egress: ISOLATIONS[flags % 3] ?? 'unknown',
    group: group < 0 ? undefined : group,
    errors,
    warnings,
    policies,
    labels: labels.map(text),
    ports: ports.map(text),
  };
}
