import { addTo, type MultiMap, valuesOf } from '../../base/multi-map.ts';
import type { Bundle, NodeRole, Topology, TopologyNamespace, TopologyNode } from '../../topology/topology.ts';

/** A namespace with what is in it, as far as it is shown. */
export interface MapNamespace extends TopologyNamespace {
  readonly nodes: Readonly<Record<NodeRole, readonly TopologyNode[]>>;
  /** How many nodes are not shown. */
  readonly hidden: number;
  /** So many others use it that lines to it would say nothing. */
  readonly isHub: boolean;
  /** How many others that are. */
  readonly users: number;
}

/** A hub is small, and used by most. */
const HUB_NODES = 20;
const HUB_SHARE = 0.6;
const LEAST_USERS = 5;

/** Sorts nodes into their namespaces. */
export function sortNodes(
  { namespaces, nodes, bundles }: Topology,
  isShown: (node: TopologyNode) => boolean,
): MapNamespace[] {
  const byNamespace: MultiMap<string, TopologyNode> = new Map();
  for (const node of nodes) addTo(byNamespace, node.namespace, node);
  const users = usersOf(bundles);
  return namespaces.map((namespace) => {
    const all = valuesOf(byNamespace, namespace.name);
    const shown = all.filter(isShown);
    const ofRole = (role: NodeRole): TopologyNode[] => shown.filter((node) => node.role === role);
    const used = users.get(namespace.name)?.size ?? 0;
    return {
      ...namespace,
      nodes: {
        route: ofRole('route'),
        service: ofRole('service'),
        workload: ofRole('workload'),
        policy: ofRole('policy'),
      },
      hidden: all.length - shown.length,
      users: used,
      isHub: all.length < HUB_NODES && used >= LEAST_USERS && used >= HUB_SHARE * (namespaces.length - 1),
    };
  });
}

function usersOf(bundles: readonly Bundle[]): ReadonlyMap<string, ReadonlySet<string>> {
  const users = new Map<string, Set<string>>();
  for (const { from, to } of bundles)
    if (from !== to) users.set(to, (users.get(to) ?? new Set<string>()).add(from));
  return users;
}
