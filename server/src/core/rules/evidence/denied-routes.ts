import type { Protocol } from '../../model/protocol.ts';
import type { RouteRule } from '../../model/route.ts';
import { type Endpoint, endpointOf } from '../../reach/endpoint.ts';
import { answerFor, type ConnectionVerdict, evaluateConnection } from '../../reach/evaluate-connection.ts';
import { servicesNamed } from '../../reach/resolve-address.ts';
import { guessRouteSources, unknownSources } from '../../reach/route-source.ts';
import { findServicePort, resolveTargetPort, serviceWorkloads } from '../../reach/service-ports.ts';
import type { Resource } from '../../workspace/resource.ts';
import type { View } from '../../workspace/view.ts';
import { mayHaveUnseenPolicies } from './unseen-policies.ts';

/** A route sends requests to pods whose policies surely keep them out, wherever they come from. */
export interface DeniedRoute {
  readonly rule: RouteRule;
  readonly server: Resource;
  readonly protocol: Protocol;
  readonly port: number;
  /** The controller's workloads, where they are known. */
  readonly sources: readonly Resource[];
  /** One of the answers that deny it. */
  readonly verdict: ConnectionVerdict;
}

/** The backends of a route that no request can get to (semantics rule 45). */
export function deniedRoutes(resource: Resource, view: View): DeniedRoute[] {
  const { route } = resource.facts;
  if (!route) return [];
  const sources = view.once(guessRouteSources, route.className?.value ?? '');
  return route.rules.flatMap((rule) =>
    serversOf(view, resource, rule).flatMap(({ server, protocol, port }): DeniedRoute[] => {
      const destination = endpointOf(view, server);
      if (!destination || mayHaveUnseenPolicies(view, server.namespace, 'ingress')) return [];
      const ends =
        sources.length > 0
          ? sources.flatMap((source) => endpointOf(view, source) ?? [])
          : unknownSources(server.namespace);
      const verdicts = ends.map((end: Endpoint) => evaluateConnection(view, end, destination));
      const [verdict] = verdicts;
      const denied = verdicts.every((candidate) => answerFor(candidate, protocol, port) === 'denied');
      return verdict && denied ? [{ rule, server, protocol, port, sources, verdict }] : [];
    }),
  );
}

interface Server {
  readonly server: Resource;
  readonly protocol: Protocol;
  readonly port: number;
}

/** The pods that surely answer for a backend, and on which port of theirs. */
function serversOf(view: View, resource: Resource, { backend }: RouteRule): Server[] {
  const name = backend.service.value;
  const namespace = backend.namespace ? backend.namespace.value : resource.namespace;
  if (name === undefined || namespace === undefined || backend.port?.value === undefined) return [];
  const [service, another] = servicesNamed(view, name, namespace);
  const facts = service?.facts.service;
  const port = facts && findServicePort(facts, backend.port.value);
  if (!service || another || !port) return [];
  return serviceWorkloads(view, service).flatMap(({ resource: server, match }): Server[] => {
    const target = server.facts.workload && resolveTargetPort(facts, port, server.facts.workload);
    if (match !== 'yes' || target?.type !== 'resolved') return [];
    return [{ server, protocol: target.protocol, port: target.number }];
  });
}
