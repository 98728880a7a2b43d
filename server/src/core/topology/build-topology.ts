import { hashText } from '../base/hash-text.ts';
import { findRouteBackend } from '../reach/ways/route-backend.ts';
import { serviceWorkloads } from '../reach/ways/service-ports.ts';
import { compareText } from '../workspace/namespace-index.ts';
import type { Resource } from '../workspace/resource.ts';
import type { View } from '../workspace/view.ts';
import { describeNode } from './describe-node.ts';
import type { GraphIndex } from './graph-index.ts';
import type {
  Bundle,
  DeclaredLink,
  LinkVerdict,
  NodeId,
  Problems,
  Topology,
  TopologyNamespace,
} from './topology.ts';
import type { TopologyState } from './topology-state.ts';

/** Makes the graph of a state. `notes` are what answers leave out, in whole sentences. */
export function buildTopology(
  state: TopologyState,
  problemsOf: (resource: Resource) => Problems,
  notes: readonly string[],
): Topology {
  const { index, connectivity } = state;
  const nodes = [...index.resources]
    .map(([id, indexed]) => describeNode(state, id, indexed, problemsOf(indexed.resource)))
    .sort((a, b) => compareText(a.namespace, b.namespace) || compareText(a.id, b.id));
  const { view } = connectivity;
  const links = [...routeLinks(view, index), ...serviceLinks(view, index)];
  const names = new Set([...nodes.map(({ namespace }) => namespace), ...view.namespaceNames()]);
  const namespaces = [...names]
    .filter((name) => name !== '')
    .sort(compareText)
    .map((name): TopologyNamespace => ({ name, exposed: isExposed(view, name) }));
  const content = { namespaces, nodes, links, bundles: bundlesOf(state), notes };
  return { hash: hashText(JSON.stringify(content)), ...content };
}

function isExposed(view: View, namespace: string): boolean {
  return (
    view.inNamespace('route', namespace).length > 0 ||
    view
      .inNamespace('service', namespace)
      .some(({ facts: { service } }) => service?.type === 'LoadBalancer' || service?.type === 'NodePort')
  );
}

function routeLinks(view: View, { idOf }: GraphIndex): DeclaredLink[] {
  const found = new Map<string, DeclaredLink>();
  for (const route of view.everywhere('route')) {
    for (const { backend } of route.facts.route?.rules ?? []) {
      const { service } = findRouteBackend(view, route, backend);
      const [from, to] = [idOf(route), service && idOf(service)];
      if (!from || !to) continue;
      const ports = `${backend.port?.value ?? ''}`;
      const known = found.get(`${from} ${to}`);
      const all = [...new Set([...(known?.ports.split(', ') ?? []), ports])].filter((one) => one !== '');
      found.set(`${from} ${to}`, { from, to, type: 'routes', ports: all.join(', '), certain: true });
    }
  }
  return [...found.values()];
}

function serviceLinks(view: View, { idOf }: GraphIndex): DeclaredLink[] {
  return view.everywhere('service').flatMap((service) => {
    const from = idOf(service);
    return serviceWorkloads(view, service).flatMap(({ resource, match }): DeclaredLink[] => {
      const to: NodeId | undefined = idOf(resource);
      return from && to ? [{ from, to, type: 'selects', ports: '', certain: match === 'yes' }] : [];
    });
  });
}

function bundlesOf({ connectivity: { all }, links }: TopologyState): Bundle[] {
  const found = new Map<string, { from: string; to: string; counts: Record<LinkVerdict, number> }>();
  for (const one of all.classes) {
    const from = one.endpoint.namespace;
    for (const { to: other, verdict } of links.from(one)) {
      const to = other.endpoint.namespace;
      const key = `${from} ${to}`;
      const bundle = found.get(key) ?? {
        from,
        to,
        counts: { allowed: 0, denied: 0, 'one-sided': 0, depends: 0 },
      };
      found.set(key, bundle);
      bundle.counts[verdict] += 1;
    }
  }
  return [...found.values()].sort((a, b) => compareText(a.from, b.from) || compareText(a.to, b.to));
}
