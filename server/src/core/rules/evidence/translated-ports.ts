import type { Finding } from '../../model/finding.ts';
import type { Direction, PolicyRule } from '../../model/policy.ts';
import type { Protocol } from '../../model/protocol.ts';
import { ALL_ADDRESSES } from '../../reach/address-set.ts';
import { type Endpoint, endpointOf, type PodEndpoint } from '../../reach/endpoint.ts';
import { evaluateDirection } from '../../reach/evaluate-direction.ts';
import { contains } from '../../reach/port-set.ts';
import { representativePods } from '../../reach/representative-pods.ts';
import { blockAddresses } from '../../reach/sort-peers.ts';
import { formatResource, type Resource, sourceIn } from '../../workspace/resource.ts';
import type { View } from '../../workspace/view.ts';
import type { Fix, Report } from '../define-rule.ts';
import { findDestinations } from './rule-destinations.ts';
import { findServicePortUsed, type ServicePortUsed } from './service-port-used.ts';

/** A port of a rule that is a Service's, and not its pods'. */
interface TranslatedPort {
  /** Where the rule names the port, and the number. */
  readonly at: string;
  readonly number: number;
  readonly used: ServicePortUsed;
}

/**
 * What there is to report of the rules of one direction: ports that are translated before a policy sees them.
 */
export function reportTranslatedPorts(view: View, resource: Resource, direction: Direction): Report[] {
  return findTranslatedPorts(view, resource, direction).map(({ at, number, used }) => {
    const { service, servicePort, workload, podPort } = used;
    return {
      at: sourceIn(resource, at, 'value'),
      message: `Port ${number} is the port of ${formatResource(service)}; the pods of ${formatResource(workload)} get this traffic on port ${podPort}, and that is what a policy must name.`,
      related: [{ at: sourceIn(service, servicePort.port.at, 'value'), message: `leads to port ${podPort}` }],
    };
  });
}

/** The change to the port of the pods. */
export function fixTranslatedPort(
  view: View,
  resource: Resource,
  direction: Direction,
  finding: Finding,
): Fix[] {
  return findTranslatedPorts(view, resource, direction)
    .filter(({ at }) => at === finding.at.path)
    .map(({ at, number, used: { podPort } }) => ({
      title: `Change port ${number} to ${podPort}, the port of the pods`,
      changes: [{ type: 'set-scalar', document: resource.document, path: at, value: podPort }],
    }));
}

function findTranslatedPorts(view: View, resource: Resource, direction: Direction): TranslatedPort[] {
  const rules = resource.facts.policy?.[direction];
  if (!rules?.applies) return [];
  return rules.rules.flatMap((rule) => {
    // What is denied on the wrong port passes, and so would have no sign here.
    if (rule.action !== 'allow') return [];
    if (!rule.ports?.some(({ port }) => typeof port?.value === 'number')) return [];
    const { pods, addresses, unbounded } = findDestinations(view, resource, direction, rule);
    if (addresses !== 'none' || unbounded) return [];
    const workloads = pods.map((selected) => selected.resource);
    return rule.ports.flatMap(({ port, protocol, endPort }) => {
      if (typeof port?.value !== 'number' || !protocol || protocol === 'any' || endPort) return [];
      const used = findServicePortUsed(view, workloads, port.value, protocol);
      const isSure = pods.some(({ resource: each, match }) => match === 'yes' && each === used?.workload);
      if (!used || !isSure || passesAnyway(view, resource, direction, rule, used, protocol)) return [];
      return [{ at: port.at, number: port.value, used }];
    });
  });
}

/**
 * The pods' own port may be allowed by another entry, rule or policy: then nothing is amiss (semantics rule
 * 3).
 */
function passesAnyway(
  view: View,
  resource: Resource,
  direction: Direction,
  rule: PolicyRule,
  { workload, podPort }: ServicePortUsed,
  protocol: Protocol,
): boolean {
  const { policy } = resource.facts;
  const pods = endpointOf(view, workload);
  if (!policy || !pods) return false;
  const passes = (subject: PodEndpoint, other: Endpoint): boolean =>
    contains(evaluateDirection(view, subject, other, direction).allowed, protocol, podPort);
  if (direction === 'egress')
    return passes(representativePods(view, policy.subject, resource.namespace), pods);
  return sourcesOf(view, rule, resource.namespace).every((source) => passes(pods, source));
}

/** An example of every peer of an ingress rule. */
function sourcesOf(view: View, { peers }: PolicyRule, own: string): Endpoint[] {
  if (!peers) return [{ type: 'addresses', addresses: ALL_ADDRESSES }];
  return peers.flatMap((peer): Endpoint[] => {
    if (peer.type === 'pods') return [representativePods(view, peer.scope, own)];
    const addresses = peer.type === 'addresses' ? blockAddresses(peer) : undefined;
    return addresses ? [{ type: 'addresses', addresses }] : [];
  });
}
