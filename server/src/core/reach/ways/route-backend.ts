import type { Backend } from '../../model/route.ts';
import type { ServicePort } from '../../model/service.ts';
import type { Resource } from '../../workspace/resource.ts';
import type { View } from '../../workspace/view.ts';
import { servicesNamed } from './resolve-address.ts';
import { portLeadingTo } from './service-backends.ts';
import { findServicePort } from './service-ports.ts';

/** What the backend of a route's rule is: each is undefined as long as the workspace does not tell. */
export interface RouteBackend {
  readonly service: Resource | undefined;
  readonly port: ServicePort | undefined;
  /** All of them, where there may be several: a Route that names no port takes every endpoint of its Service. */
  readonly ports: readonly ServicePort[];
  /** The Service is not defined twice. */
  readonly isOnly: boolean;
}

/** Finds the Service that a rule sends requests to, and its port (semantics rule 46). */
export function findRouteBackend(view: View, route: Resource, backend: Backend): RouteBackend {
  const { service, namespace } = backend;
  const place = namespace ? namespace.value : route.namespace;
  const named =
    service.value === undefined || place === undefined ? [] : servicesNamed(view, service.value, place);
  const [found, another] = named;
  const ports = found ? findPorts(view, found, backend) : [];
  return { service: found, port: ports.length === 1 ? ports[0] : undefined, ports, isOnly: !another };
}

/**
 * Whether a backend means this port of pods. A Route that gives a number takes only the endpoints with it, where pods
 * behind one port of the Service call different numbers by one name (semantics rules 39 and 46).
 */
export function meansPodPort({ port, numberIs }: Backend, number: number): boolean {
  return numberIs !== 'pod-port' || typeof port?.value !== 'number' || port.value === number;
}

function findPorts(view: View, found: Resource, { port, numberIs }: Backend): readonly ServicePort[] {
  const { service } = found.facts;
  if (!service) return [];
  if (!port && numberIs === 'pod-port') return service.ports.filter(({ protocol }) => protocol === 'TCP');
  const wanted = port?.value;
  if (wanted === undefined) return [];
  const one =
    numberIs === 'pod-port' && typeof wanted === 'number'
      ? portLeadingTo(view, found, wanted)
      : findServicePort(service, wanted);
  return one ? [one] : [];
}
