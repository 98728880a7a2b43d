import { closest } from '../../base/closest.ts';
import type { Route, RouteRule } from '../../model/route.ts';
import { findRouteBackend, type RouteBackend } from '../../reach/ways/route-backend.ts';
import { portLeadingTo } from '../../reach/ways/service-backends.ts';
import type { Resource } from '../../workspace/resource.ts';
import { type Describe, type HoverTarget, isHeadline, isIn, type Scene } from './hover-target.ts';
import { bullets, code, linkResource, listed, paragraphs } from './markdown.ts';
import { routeAnswer, writeRoutePolicies } from './route-policies.ts';
import { writeLead, writeServicePort } from './write-lead.ts';

const MOST_RULES = 8;

/**
 * The way that requests take: by one rule on its path and backend, by all rules of a host, by all of them.
 */
export const describeRoute: Describe = (target, scene) => {
  const { resource, span } = target;
  const { route } = resource.facts;
  if (!route) return undefined;
  const rules = findRules(target, route);
  const [only, ...more] = rules;
  if (!only) return undefined;
  const markdown =
    more.length === 0
      ? writeOne(scene, resource, route, only)
      : bullets(rules, MOST_RULES, (rule) => writeBriefly(scene, resource, route, rule));
  return { markdown, span };
};

function findRules(target: HoverTarget, { rules }: Route): readonly RouteRule[] {
  if (isHeadline(target)) return rules;
  const ofHost = rules.filter(({ host }) => host?.at === target.path);
  return ofHost.length > 0 ? ofHost : rules.filter(({ at }) => isIn(target, at));
}

function writeOne(scene: Scene, resource: Resource, route: Route, rule: RouteRule): string {
  const backend = findRouteBackend(scene.view, resource, rule.backend);
  return paragraphs(writeWay(scene, resource, rule, backend), writeRoutePolicies(scene, route, backend));
}

function writeBriefly(scene: Scene, resource: Resource, route: Route, rule: RouteRule): string {
  const backend = findRouteBackend(scene.view, resource, rule.backend);
  const answer = routeAnswer(scene, route, backend);
  return writeWay(scene, resource, rule, backend) + (answer ? `; policies: **${answer}**` : '');
}

/** `host/path → Service → workload`, as far as it goes. */
function writeWay(scene: Scene, resource: Resource, rule: RouteRule, backend: RouteBackend): string {
  return `${writeRequest(rule)} → ${writeService(scene, resource, rule, backend)}`;
}

function writeRequest({ host, path }: RouteRule): string {
  if (!host && !path) return 'everything else';
  const hostName = host ? (host.value ?? '…') : '*';
  return code(hostName + (path ? (path.value ?? '…') : '/'));
}

function writeService(
  scene: Scene,
  resource: Resource,
  { backend }: RouteRule,
  { service, port, ports: found }: RouteBackend,
): string {
  const wanted = backend.port?.value;
  if (!service) return writeMissing(scene, resource, backend.service.value);
  const link = linkResource(scene, service);
  const { selector, type, externalName } = service.facts.service ?? {};
  // It has no ports that the rule could name (semantics rule 41).
  if (type === 'ExternalName') return `${link}, another name for ${code(externalName?.value ?? '…')}`;
  if (port && !selector)
    return `${link} ${writeServicePort(scene, service, port)} → addresses that are given by hand`;
  if (port) return `${link} ${writeLead(scene, service, port)}`;
  if (found.length > 1) return `${link}, on each of its ports`;
  if (wanted === undefined || service.facts.service?.portsOpen)
    return `${link}, a port that ${backend.port ? 'a template decides' : 'is not written here'}`;
  const ports = service.facts.service?.ports ?? [];
  const list = listed(ports, 4, (one) => writeServicePort(scene, service, one));
  const leading = typeof wanted === 'number' ? portLeadingTo(scene.view, service, wanted) : undefined;
  const hint = leading
    ? `; ${wanted} is the port of the pods, where ${writeServicePort(scene, service, leading)} leads`
    : '';
  return `${link} has **no port ${code(`${wanted}`)}**, but ${list || 'none'}${hint}`;
}

function writeMissing({ view }: Scene, { namespace }: Resource, name: string | undefined): string {
  if (name === undefined) return 'a Service that a template decides';
  const near = closest(
    name,
    view.inNamespace('service', namespace).flatMap(({ facts }) => facts.name?.value ?? []),
  );
  const hint = near === undefined ? '' : `; did you mean ${code(near)}?`;
  return `**no Service** ${code(name)} of namespace ${code(namespace)} in the workspace${hint}`;
}
