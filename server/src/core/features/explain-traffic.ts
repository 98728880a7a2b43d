import type { Direction } from '../model/policy.ts';
import * as addressSet from '../reach/address-set.ts';
import { evaluateConnection } from '../reach/evaluate-connection.ts';
import { addressCells } from '../reach/pairs/address-cells.ts';
import * as ports from '../reach/port-set.ts';
import { tiersOf } from '../reach/tiers-of.ts';
import { createTrafficTable } from '../reach/traffic.ts';
import { formatResource, type Resource } from '../workspace/resource.ts';
import type { View } from '../workspace/view.ts';
import { explainPair, type Fate } from './explain/explain-pair.ts';
import { mergeUnseen } from './explain/merge-unseen.ts';
import { noteOn } from './explain/note-on.ts';
import { routeWays } from './explain/route-ways.ts';
import { type NamedEnd, nameOfPods, outsideEnd, podsEnd, routeEnds } from './explain/sources.ts';
import type { Step, Way, WayEnd } from './explain/way.ts';
import { type NamedTarget, waysTo } from './explain/ways-to.ts';

/** Where traffic comes from: a workload, the requests of a route, or addresses outside the cluster. */
export type TrafficOrigin =
  | { readonly type: 'resource'; readonly resource: Resource }
  | { readonly type: 'outside'; readonly addresses: addressSet.AddressSet };

/** Where it goes: a workload or a Service, or addresses, on some ports. */
export type TrafficTarget =
  | ({ readonly type: 'resource' } & NamedTarget)
  | { readonly type: 'outside'; readonly addresses: addressSet.AddressSet; readonly ports: ports.PortSet };

/** One way of the traffic, with what becomes of each port at its end. */
export interface ExplainedWay {
  readonly from: string;
  readonly to: string;
  /** Whose pods the ends are, where they are pods of a manifest. */
  readonly workloads: { readonly from: Resource | undefined; readonly to: Resource | undefined };
  /** What it goes through on the way; empty where the pods themselves are named. */
  readonly steps: readonly Step[];
  /** Nothing where the way leads to no pods; then `nowhere` says why. */
  readonly fates: readonly Fate[];
  readonly nowhere: string | undefined;
  readonly note: string | undefined;
}

/**
 * Says of traffic what becomes of it and why, on every way that it can take: through each port of a Service, to each
 * workload behind it, from each place where the controller of a route may be, and from each range of addresses that
 * policies treat alike. What is wrong with the question comes out as a sentence.
 */
export function explainTraffic(
  view: View,
  from: TrafficOrigin,
  to: TrafficTarget,
): readonly ExplainedWay[] | string {
  const route = from.type === 'resource' && from.resource.facts.route ? from.resource : undefined;
  if (to.type === 'outside') {
    if (from.type === 'outside' || route)
      return 'policies know nothing of traffic that no pod sends or receives.';
    return podsEnd(view, from.resource).flatMap((source) =>
      splitOutside(view, to.addresses, source, 'egress').map((end) => explain(view, source, end, to.ports)),
    );
  }
  const ways = route ? routeWays(view, route, to) : waysTo(view, to);
  if (typeof ways === 'string') return ways;
  return ways.flatMap((way) => {
    if (way.end.type === 'pods') return explainWay(view, from, route, way, way.end);
    const ends = {
      from: nameOf(view, from),
      to: formatResource(to.resource),
      workloads: { from: from.type === 'resource' ? from.resource : undefined, to: to.resource },
    };
    return [{ ...ends, steps: way.steps, fates: [], nowhere: way.end.why, note: undefined }];
  });
}

function explainWay(
  view: View,
  from: TrafficOrigin,
  route: Resource | undefined,
  { steps, service }: Way,
  { workload, port }: WayEnd,
): ExplainedWay[] {
  const set = port ? ports.portSet(port.protocol, port.port, port.port) : ports.ALL_PORTS;
  const note = from.type === 'outside' && service ? noteOn(service) : undefined;
  return podsEnd(view, workload).flatMap((target) => {
    const all = sourcesOf(view, from, route, target).map((source) => explain(view, source, target, set));
    return mergeUnseen(all).map((one) => ({ ...one, steps, note }));
  });
}

function nameOf(view: View, from: TrafficOrigin): string {
  if (from.type === 'outside') return outsideEnd(from.addresses).name;
  return from.resource.facts.workload ? nameOfPods(view, from.resource) : formatResource(from.resource);
}

function sourcesOf(
  view: View,
  from: TrafficOrigin,
  route: Resource | undefined,
  target: NamedEnd,
): NamedEnd[] {
  if (from.type === 'outside') return splitOutside(view, from.addresses, target, 'ingress');
  if (!route) return podsEnd(view, from.resource);
  return routeEnds(view, route, target.endpoint.type === 'pods' ? target.endpoint.namespace : '');
}

/** Addresses, cut where the answer of the policies of the pods at the other end changes. */
function splitOutside(
  view: View,
  addresses: addressSet.AddressSet,
  { endpoint }: NamedEnd,
  direction: Direction,
): NamedEnd[] {
  if (endpoint.type !== 'pods') return [];
  const cells = addressCells(tiersOf(view, endpoint, direction), endpoint, direction, createTrafficTable());
  return cells
    .map((cell) => addressSet.intersect(cell.addresses, addresses))
    .filter((piece) => !addressSet.isEmpty(piece))
    .map(outsideEnd);
}

function explain(view: View, from: NamedEnd, to: NamedEnd, set: ports.PortSet): ExplainedWay {
  const verdict = evaluateConnection(view, from.endpoint, to.endpoint);
  const { ingress } = verdict;
  const known = from.isUnseen && ingress ? { ...ingress, egress: undefined, ingress } : verdict;
  return {
    from: from.name,
    to: to.name,
    workloads: { from: from.workload, to: to.workload },
    steps: [],
    fates: explainPair(known, from.endpoint, to.endpoint, set),
    nowhere: undefined,
    note: undefined,
  };
}
