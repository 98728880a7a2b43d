import type { RouteRule } from '../../model/route.ts';
import type { ServicePort } from '../../model/service.ts';
import { findRouteBackend, meansPodPort } from '../../reach/ways/route-backend.ts';
import { portLeadingTo } from '../../reach/ways/service-backends.ts';
import { serviceWorkloads } from '../../reach/ways/service-ports.ts';
import { formatResource, type Resource, sourceIn, sourceOf } from '../../workspace/resource.ts';
import type { View } from '../../workspace/view.ts';
import { nowhere, type Step, type Way, type WayEnd, writeServicePorts } from './way.ts';
import { type NamedTarget, waysFrom } from './ways-to.ts';

/** The ways by which the requests of a route get to what somebody names; where there is none, that is said. */
export function routeWays(view: View, route: Resource, target: NamedTarget): readonly Way[] {
  const rules = route.facts.route?.rules ?? [];
  const found = rules.flatMap((rule) => waysBy(view, route, rule, target));
  if (found.length > 0) return found;
  const why = `no rule of ${formatResource(route)} leads to ${formatResource(target.resource)}`;
  return [nowhere([], `${why}${target.port === undefined ? '' : ` on port ${target.port}`}`)];
}

function waysBy(view: View, route: Resource, rule: RouteRule, target: NamedTarget): Way[] {
  const { service, ports } = findRouteBackend(view, route, rule.backend);
  if (!service || !leadsTo(view, service, target.resource)) return [];
  const first = requestStep(route, rule);
  if (ports.length === 0) return [nowhere([first], whyNoPort(view, service, rule))];
  return ports
    .flatMap((port) => waysOn(view, service, port, target))
    .filter(({ end }) => end.type === 'nowhere' || !end.port || meansPodPort(rule.backend, end.port.port))
    .map((way) => ({ ...way, steps: [first, ...way.steps] }));
}

/** Those of the ways from one port of the Service that get to what is named. */
function waysOn(view: View, service: Resource, port: ServicePort, target: NamedTarget): Way[] {
  const isAsked = [port.port.value, port.name?.value].some((value) => value === target.port);
  return waysFrom(view, service, port).filter(({ end }) => {
    if (end.type === 'nowhere') return true;
    const isThere = target.resource === service || target.resource === end.workload;
    return isThere && (target.port === undefined || isAsked || isPort(end, target.port));
  });
}

function leadsTo(view: View, service: Resource, target: Resource): boolean {
  return service === target || serviceWorkloads(view, service).some(({ resource }) => resource === target);
}

/** Whether it is the port of the pods, by its number or by what they call it. */
function isPort({ workload, port }: WayEnd, wanted: number | string): boolean {
  if (typeof wanted === 'number') return port?.port === wanted;
  return (workload.facts.workload?.ports ?? []).some(
    ({ name, number }) => name?.value === wanted && number.value === port?.port,
  );
}

/** `Ingress shop/shop: shop.example.com/api`. */
function requestStep(route: Resource, { host, path, at }: RouteRule): Step {
  const request = `${host ? (host.value ?? '…') : '*'}${path ? (path.value ?? '…') : '/'}`;
  return {
    text: `${formatResource(route)}: ${request}`,
    at: at === '' ? sourceOf(route) : sourceIn(route, at, 'value'),
  };
}

function whyNoPort(view: View, service: Resource, { backend }: RouteRule): string {
  const wanted = backend.port?.value;
  if (wanted === undefined) {
    const why = backend.port ? 'is a template' : 'is not written here';
    return `which port of ${formatResource(service)} it leads to ${why}`;
  }
  const leading = typeof wanted === 'number' ? portLeadingTo(view, service, wanted) : undefined;
  const hint = leading ? `; ${wanted} is the port of the pods, where port ${leading.port.value} leads` : '';
  return `${formatResource(service)} has no port ${wanted}, but ${writeServicePorts(service)}${hint}`;
}
