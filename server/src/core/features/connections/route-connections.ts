import type { Route } from '../../model/route.ts';
import { type Endpoint, endpointOf } from '../../reach/endpoint.ts';
import { evaluateDirection } from '../../reach/evaluate-direction.ts';
import type { PodPeer } from '../../reach/pairs/peers.ts';
import * as ports from '../../reach/port-set.ts';
import type { Traffic } from '../../reach/traffic.ts';
import { findRouteBackend, meansPodPort } from '../../reach/ways/route-backend.ts';
import { guessRouteSources, unknownSources } from '../../reach/ways/route-source.ts';
import { serviceBackends } from '../../reach/ways/service-backends.ts';
import type { Resource } from '../../workspace/resource.ts';
import type { View } from '../../workspace/view.ts';

/** The name of the controller that answers for routes where its pods are not in the manifests. */
export const CONTROLLER = '{ingress-controller}';

/** What reaches a peer by routes from a controller that nobody has seen. */
export interface RouteConnection {
  readonly to: PodPeer;
  readonly traffic: Traffic;
}

/**
 * What routes bring to peers, in their order, from controllers that are not in the manifests; those that are have
 * connections like other pods. Only the ports to which a route leads count, as far as policies let them in wherever the
 * controller runs; what depends on where it runs may pass (semantics rule 45).
 */
export function routeConnections(view: View, peers: readonly PodPeer[]): RouteConnection[] {
  const peerOf = new Map(peers.flatMap((peer) => peer.pods.map(({ workload }) => [workload, peer])));
  const found = new Map<PodPeer, Traffic>();
  for (const route of view.everywhere('route')) {
    for (const { workload, traffic } of waysOf(view, route)) {
      const peer = peerOf.get(workload);
      if (peer) found.set(peer, either(found.get(peer), traffic));
    }
  }
  return peers.flatMap((to) => {
    const traffic = found.get(to);
    return traffic ? [{ to, traffic }] : [];
  });
}

interface RouteWay {
  readonly workload: Resource;
  readonly traffic: Traffic;
}

function waysOf(view: View, resource: Resource): RouteWay[] {
  const { route } = resource.facts;
  if (!route || hasKnownSource(view, route)) return [];
  return route.rules.flatMap(({ backend }) => {
    const { service, ports: found } = findRouteBackend(view, resource, backend);
    const backends = service ? found.flatMap((port) => serviceBackends(view, service, port)) : [];
    return backends.flatMap(({ workload, certain, target }): RouteWay[] => {
      const to = endpointOf(view, workload);
      if (!to || target.type !== 'resolved' || !meansPodPort(backend, target.number)) return [];
      const opened = ports.portSet(target.protocol, target.number, target.number);
      const { allowed, possible } = fromAnywhere(view, workload, to, opened);
      return [{ workload, traffic: { allowed: certain ? allowed : ports.NO_PORTS, possible } }];
    });
  });
}

function hasKnownSource(view: View, { className }: Route): boolean {
  return view.once(guessRouteSources, className?.value ?? '').length > 0;
}

function fromAnywhere(
  view: View,
  { namespace }: Resource,
  to: Extract<Endpoint, { type: 'pods' }>,
  opened: ports.PortSet,
): Traffic {
  const answers = unknownSources(view, namespace).map((from) => evaluateDirection(view, to, from, 'ingress'));
  return {
    allowed: answers.reduce((set, { allowed }) => ports.intersect(set, allowed), opened),
    possible: ports.intersect(
      opened,
      answers.reduce((set, { possible }) => ports.union(set, possible), ports.NO_PORTS),
    ),
  };
}

function either(a: Traffic | undefined, b: Traffic): Traffic {
  if (!a) return b;
  return { allowed: ports.union(a.allowed, b.allowed), possible: ports.union(a.possible, b.possible) };
}
