import { findRouteBackend } from '../../reach/ways/route-backend.ts';
import { serviceWorkloads } from '../../reach/ways/service-ports.ts';
import { servicePorts } from '../../topology/describe-node.ts';
import type { LinkVerdict } from '../../topology/topology.ts';
import type { FocusGroup, FocusMember } from '../../topology/topology-question.ts';
import type { TopologyState } from '../../topology/topology-state.ts';
import { formatResource, type Resource } from '../../workspace/resource.ts';
import { explainTraffic } from '../explain-traffic.ts';
import { memberOf } from './member-of.ts';

/** The routes that lead to a Service, with what becomes of their requests. */
export function routesTo(state: TopologyState, service: Resource): FocusGroup[] {
  const { view } = state.connectivity;
  const routes = view.everywhere('route').filter((route) => servicesOfRoute(state, route).includes(service));
  return routes.map((route) => routeGroup(state, route, service, 'in'));
}

/** What a Service or a route leads to. */
export function backendGroups(state: TopologyState, resource: Resource): FocusGroup[] {
  if (resource.facts.route)
    return servicesOfRoute(state, resource).map((service) => routeGroup(state, resource, service, 'out'));
  const { view } = state.connectivity;
  const members = serviceWorkloads(view, resource).map(({ resource: workload }) =>
    memberOf(state.index, workload),
  );
  if (members.length === 0) return [];
  const { service } = resource.facts;
  return [
    declared(
      'backends',
      resource.namespace,
      members,
      service ? servicePorts(service).join(', ') : '',
      'selects',
    ),
  ];
}

/** The requests that a route takes, from wherever they come. */
export function requestGroup({ facts: { route } }: Resource): FocusGroup {
  const hosts = [
    ...new Set((route?.rules ?? []).map(({ host }) => (host ? (host.value ?? '…') : 'any host'))),
  ];
  return {
    ...declared(
      'requests',
      'Requests from outside',
      hosts.map((label) => ({ label, id: undefined })),
      '',
      '',
    ),
    type: 'outside',
  };
}

function declared(
  id: string,
  title: string,
  members: readonly FocusMember[],
  ports: string,
  note: string,
): FocusGroup {
  return {
    id,
    type: 'pods',
    title,
    members,
    more: 0,
    verdict: 'declared',
    ports,
    note,
    named: true,
    explain: undefined,
  };
}

function servicesOfRoute({ connectivity: { view } }: TopologyState, route: Resource): Resource[] {
  const found = (route.facts.route?.rules ?? []).flatMap(
    ({ backend }) => findRouteBackend(view, route, backend).service ?? [],
  );
  return [...new Set(found)];
}

/** A route and a Service: the one at the left where the Service is in focus, the other at the right of a route. */
function routeGroup(
  { connectivity: { view }, index }: TopologyState,
  route: Resource,
  service: Resource,
  shown: 'in' | 'out',
): FocusGroup {
  const ways = explainTraffic(
    view,
    { type: 'resource', resource: route },
    {
      type: 'resource',
      resource: service,
      port: undefined,
      protocol: undefined,
    },
  );
  const told = typeof ways === 'string' ? [] : ways;
  const answers = told.flatMap(({ fates }) => fates.map(({ answer }) => answer));
  const nowhere = told.find((way) => way.nowhere !== undefined)?.nowhere;
  const verdict: LinkVerdict =
    answers.includes('denied') || answers.length === 0
      ? 'denied'
      : answers.includes('depends')
        ? 'depends'
        : 'allowed';
  const other = shown === 'in' ? route : service;
  const [from, to] = [index.idOf(route), index.idOf(service)];
  return {
    id: `${shown} ${formatResource(other)}`,
    type: 'routes',
    title: other.namespace,
    members: [memberOf(index, other)],
    more: 0,
    verdict,
    ports: '',
    note: nowhere !== undefined ? 'leads nowhere' : verdict === 'denied' ? 'not let in' : 'requests',
    named: true,
    explain: from && to ? { from: { node: from }, to: { node: to } } : undefined,
  };
}
