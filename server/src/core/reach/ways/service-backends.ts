import type { Protocol } from '../../model/protocol.ts';
import type { ServicePort } from '../../model/service.ts';
import type { Resource } from '../../workspace/resource.ts';
import type { View } from '../../workspace/view.ts';
import { resolveTargetPort, serviceWorkloads, type TargetPort } from './service-ports.ts';

/** Where one port of a Service leads in the pods of one workload. */
export interface ServiceBackend {
  readonly workload: Resource;
  /** The Service selects the pods for sure. */
  readonly certain: boolean;
  readonly target: TargetPort;
}

/**
 * The way from a port of a Service to the pods behind it. In goes a Service and one of its ports: the one that a route
 * names (`findServicePort`, semantics rule 46) or that a client gets to by dialling a number (`dialledPort`, semantics
 * rule 40). Out comes, for each workload that the Service selects in its own namespace, where the port leads in its
 * pods; what is surely selected comes first. Each workload resolves the port for itself, because the same name may be
 * another number there (semantics rule 39). Nothing comes out where no selector gives the endpoints (semantics rule 38).
 */
export function serviceBackends(view: View, service: Resource, port: ServicePort): ServiceBackend[] {
  const found = serviceWorkloads(view, service).flatMap(({ resource, match }): ServiceBackend[] => {
    const { workload } = resource.facts;
    if (!workload) return [];
    return [{ workload: resource, certain: match === 'yes', target: resolveTargetPort(port, workload) }];
  });
  return [...found.filter(({ certain }) => certain), ...found.filter(({ certain }) => !certain)];
}

/** Pods that surely answer a port of a Service. */
export interface Server {
  readonly server: Resource;
  readonly protocol: Protocol;
  /** The port of the pods, behind the Service's. */
  readonly port: number;
}

/** Those backends of a port of which all is known, and so on which port of theirs they answer. */
export function serversBehind(view: View, service: Resource, port: ServicePort): Server[] {
  return serviceBackends(view, service, port).flatMap(({ workload, certain, target }): Server[] =>
    certain && target.type === 'resolved'
      ? [{ server: workload, protocol: target.protocol, port: target.number }]
      : [],
  );
}

/**
 * The port of a Service behind which some of its pods have this number, or a port of this name: what somebody meant who
 * names the pods' port where the Service's belongs (semantics rules 39 and 46).
 */
export function portLeadingTo(
  view: View,
  service: Resource,
  podPort: number | string,
): ServicePort | undefined {
  return service.facts.service?.ports.find((port) =>
    serviceBackends(view, service, port).some(({ target }) => {
      if (target.type !== 'resolved') return false;
      return (typeof podPort === 'number' ? target.number : target.declared?.name?.value) === podPort;
    }),
  );
}
