import type { Protocol } from '../../model/protocol.ts';
import type { RouteRule } from '../../model/route.ts';
import { type Endpoint, endpointOf } from '../../reach/endpoint.ts';
import { answerFor, type ConnectionVerdict, evaluateConnection } from '../../reach/evaluate-connection.ts';
import { findRouteBackend, meansPodPort } from '../../reach/ways/route-backend.ts';
import { guessRouteSources, unknownSources } from '../../reach/ways/route-source.ts';
import { type Server, serversBehind } from '../../reach/ways/service-backends.ts';
import type { Resource } from '../../workspace/resource.ts';
import type { View } from '../../workspace/view.ts';
import { mayHaveUnseenPolicies } from './unseen-policies.ts';

/** A route sends requests to pods whose policies surely keep them out, wherever they come from. */
export interface DeniedRoute extends Server {
  readonly rule: RouteRule;
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
  return route.rules.flatMap((rule) => {
    const { service, port: servicePort, isOnly } = findRouteBackend(view, resource, rule.backend);
    if (!service || !servicePort || !isOnly) return [];
    return serversBehind(view, service, servicePort).flatMap(({ server, protocol, port }): DeniedRoute[] => {
      const destination = endpointOf(view, server);
      if (!meansPodPort(rule.backend, port)) return [];
      if (!destination || mayHaveUnseenPolicies(view, server.namespace, 'ingress')) return [];
      const ends =
        sources.length > 0
          ? sources.flatMap((source) => endpointOf(view, source) ?? [])
          : unknownSources(view, server.namespace);
      const verdict = denialOf(view, ends, destination, protocol, port);
      return verdict ? [{ rule, server, protocol, port, sources, verdict }] : [];
    });
  });
}

/** One of the answers, if each of the ends is surely denied; the first one that is not decides. */
function denialOf(
  view: View,
  ends: readonly Endpoint[],
  destination: Endpoint,
  protocol: Protocol,
  port: number,
): ConnectionVerdict | undefined {
  let first: ConnectionVerdict | undefined;
  for (const end of ends) {
    const verdict = evaluateConnection(view, end, destination);
    if (answerFor(verdict, protocol, port) !== 'denied') return undefined;
    first ??= verdict;
  }
  return first;
}
