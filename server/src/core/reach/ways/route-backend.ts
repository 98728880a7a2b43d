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
  /** The Service is not defined twice. */
  readonly isOnly: boolean;
}

/** Finds the Service that a rule sends requests to, and its port (semantics rule 46). */
export function findRouteBackend(
  view: View,
  route: Resource,
  { service, namespace, port, numberIs }: Backend,
): RouteBackend {
  const place = namespace ? namespace.value : route.namespace;
  const named =
    service.value === undefined || place === undefined ? [] : servicesNamed(view, service.value, place);
  const [found, another] = named;
  const facts = found?.facts.service;
  const wanted = port?.value;
  const byPods = numberIs === 'pod-port' && typeof wanted === 'number';
  return {
    service: found,
    port:
      found && facts && wanted !== undefined
        ? byPods
          ? portLeadingTo(view, found, wanted)
          : findServicePort(facts, wanted)
        : undefined,
    isOnly: !another,
  };
}
