import type { ConnectionVerdict } from '../../reach/evaluate-connection.ts';
import type { DirectionVerdict } from '../../reach/evaluate-tiers.ts';
import * as ports from '../../reach/port-set.ts';
import { allows, reasonsFor } from '../../reach/reasons-for.ts';
import { formatResource, type Resource } from '../../workspace/resource.ts';
import { formatSource, type WantedTraffic } from './wanted-traffic.ts';

/** Wanted traffic passes as it is. */
export interface AllowedAlready {
  readonly type: 'allowed';
  /** That it does, and what lets it pass on each side, in a sentence. */
  readonly why: string;
}

/** Says what lets wanted traffic pass. */
export function allowedAlready(
  wanted: WantedTraffic,
  { egress, ingress }: ConnectionVerdict,
): AllowedAlready {
  const { from, to, protocol, port } = wanted;
  const reasons = [
    ...(egress && from.type === 'workload' ? [reasonOf(egress, from.resource, wanted)] : []),
    ...(ingress ? [reasonOf(ingress, to, wanted)] : []),
  ];
  const what = `Already allowed: ${formatSource(from)} to ${formatResource(to)} on ${protocol} ${port}`;
  return { type: 'allowed', why: `${what}. ${capitalize(reasons.join(', and '))}.` };
}

function reasonOf(side: DirectionVerdict, subject: Resource, { protocol, port }: WantedTraffic): string {
  const what = `the ${side.direction} of ${formatResource(subject)}`;
  if (side.isolating.length === 0 && side.rulings.length === 0) return `no policy limits ${what}`;
  const allowing = reasonsFor(side, ports.portSet(protocol, port, port)).filter(allows);
  const sure = allowing.filter(({ certain }) => certain);
  // Of addresses that rules share out among them, none of these surely admits all.
  const policies = new Set((sure.length > 0 ? sure : allowing).map(({ policy }) => formatResource(policy)));
  if (policies.size === 0) return `no policy is in the way of ${what}`;
  return `${what} is allowed by ${[...policies].join(' and ')}`;
}

function capitalize(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
