import type { Backend } from '../../../server/src/core/model/route.ts';
import { evaluateConnection } from '../../../server/src/core/reach/evaluate-connection.ts';
import type { PodPeer } from '../../../server/src/core/reach/pairs/peers.ts';
import * as ports from '../../../server/src/core/reach/port-set.ts';
import { serviceBackends } from '../../../server/src/core/reach/ways/service-backends.ts';
import type { Resource } from '../../../server/src/core/workspace/resource.ts';
import type { Line } from './parse-lines.ts';
import { type Analysis, imaginedController } from './profile.ts';

/** A way that a route opens to the pods of a peer. */
export interface OpenWay {
  readonly peer: PodPeer;
  readonly route: Resource;
  readonly service: string;
  /** The ports that the route leads to and the pods declare, whatever policies say. */
  readonly ports: ports.PortSet;
}

/** The lines of the imagined controller: what routes lead to, as far as policies let it in (semantics rule 47). */
export function controllerConnections(analysis: Analysis): Line[] {
  const controller = imaginedController();
  return openWays(analysis).map(({ peer, ports: opened }) => {
    const { allowed } = evaluateConnection(analysis.view, controller, peer.one.endpoint);
    return { from: '{ingress-controller}', to: peer.name, ports: ports.intersect(opened, allowed) };
  });
}

/** Where routes lead: to the TCP ports that a container declares. */
export function openWays({ view, peers }: Analysis): OpenWay[] {
  return view
    .everywhere('route')
    .flatMap((route) =>
      (route.facts.route?.rules ?? []).flatMap(({ backend }) => waysTo(view, route, backend, peers)),
    );
}

function waysTo(
  view: Analysis['view'],
  route: Resource,
  backend: Backend,
  peers: readonly PodPeer[],
): OpenWay[] {
  const name = backend.service.value ?? '';
  return view.namedIn('service', route.namespace, name).flatMap((service) => {
    // It takes a port by its name, its number or what it leads to, for both kinds of routes (semantics rule 46).
    const wanted = backend.port?.value;
    const meant = (service.facts.service?.ports ?? []).filter(
      ({ name: called, port, targetPort }) =>
        wanted === undefined ||
        [called?.value, port.value, targetPort?.value].some((value) => value === wanted),
    );
    return meant.flatMap((port) =>
      serviceBackends(view, service, port).flatMap(({ workload, target }): OpenWay[] => {
        const peer = peers.find(({ pods }) => pods.some((one) => one.workload === workload));
        if (!peer || target.type !== 'resolved' || target.protocol !== 'TCP' || !target.declared) return [];
        return [{ peer, route, service: name, ports: ports.portSet('TCP', target.number, target.number) }];
      }),
    );
  });
}
