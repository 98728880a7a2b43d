import type { Direction, PodScope, PolicyPort } from '../../model/policy.ts';
import type { Endpoint } from '../../reach/endpoint.ts';
import { type Described, type ExposedTraffic, exposureOf } from '../../reach/exposure.ts';
import type { AllPairs } from '../../reach/pairs/all-pairs.ts';
import type { Connection } from '../../reach/pairs/list-connections.ts';
import type { PodPeer } from '../../reach/pairs/peers.ts';
import * as ports from '../../reach/port-set.ts';
import { selectsAnyInScope } from '../../reach/select-workloads.ts';
import { isNothing } from '../../reach/traffic.ts';
import { unknownPods } from '../../reach/ways/route-source.ts';
import type { View } from '../../workspace/view.ts';
import { type ConnectionFilter, fitsName, narrow, trafficAt } from './connection-filter.ts';
import { formatExposed } from './format-exposed.ts';
import { byName, rangeNames } from './list-lines.ts';
import { listedAddresses } from './listed-addresses.ts';
import { writeScope } from './write-scope.ts';

/** What pods that are not in the manifests, and the outside, could do. */
export interface ExposureList {
  readonly egress: readonly ExposureLine[];
  readonly ingress: readonly ExposureLine[];
  /** Peers that no policy limits in a direction. */
  readonly unprotected: readonly { readonly peer: string; readonly direction: Direction }[];
}

/** One end is a peer; the other is `entire-cluster`, a description of pods, or a range of addresses. */
export interface ExposureLine {
  readonly src: string;
  readonly dst: string;
  readonly traffic: ExposedTraffic;
}

/** Any pod of the cluster, as far as no rule describes it. */
const CLUSTER = 'entire-cluster';

/** The exposure of the peers that are wanted, in their order. */
export function listExposure(
  view: View,
  all: AllPairs,
  peers: readonly PodPeer[],
  filter: ConnectionFilter,
): ExposureList {
  const found = peers.map((peer) => ({
    egress: sideOf(view, all, peer, 'egress', filter),
    ingress: sideOf(view, all, peer, 'ingress', filter),
    peer: peer.name,
  }));
  return {
    egress: found.flatMap(({ egress }) => egress.lines),
    ingress: found.flatMap(({ ingress }) => ingress.lines),
    unprotected: found.flatMap(({ egress, ingress, peer }) => [
      ...(egress.isUnprotected ? [{ peer, direction: 'egress' as const }] : []),
      ...(ingress.isUnprotected ? [{ peer, direction: 'ingress' as const }] : []),
    ]),
  };
}

interface Side {
  readonly lines: readonly ExposureLine[];
  readonly isUnprotected: boolean;
}

function sideOf(
  view: View,
  all: AllPairs,
  peer: PodPeer,
  direction: Direction,
  filter: ConnectionFilter,
): Side {
  const isWanted = (other: string): boolean => {
    const { src, dst } = toLine(peer.name, other, direction);
    return fitsName(filter, src, dst);
  };
  const outside = outsideLines(view, all, peer, direction, filter);
  if (!isWanted(CLUSTER)) return { lines: outside, isUnprotected: false };
  const { isUnlimited, cluster, described } = exposureOf(view, peer.one.endpoint, direction);
  const destination = direction === 'ingress' ? peer.one.endpoint : unknownPods(view, '');
  const exposed = (other: string, traffic: ExposedTraffic): ExposureLine => ({
    ...toLine(peer.name, other, direction),
    traffic: exposedAt(filter.port, destination, traffic),
  });
  const ofCluster = exposed(CLUSTER, cluster);
  const special = described
    .filter((one) => !isListedAnyway(view, one))
    .map((one) => exposed(writeScope(one.scope, one.own), one.traffic))
    .filter(({ traffic }) => formatExposed(traffic) !== formatExposed(ofCluster.traffic));
  return {
    lines: [...outside, ...special, ...(isNone(ofCluster.traffic) ? [] : [ofCluster])].sort(byName),
    isUnprotected: isUnlimited,
  };
}

function outsideLines(
  view: View,
  all: AllPairs,
  peer: PodPeer,
  direction: Direction,
  filter: ConnectionFilter,
): ExposureLine[] {
  const pods = { type: 'pods', ...peer } as const;
  return all.outside(peer.one, direction).flatMap(({ addresses, traffic }) => {
    const outside = { type: 'outside', addresses } as const;
    const ends = direction === 'ingress' ? { from: outside, to: pods } : { from: pods, to: outside };
    const left = isNothing(traffic) ? undefined : narrow(filter, { ...ends, traffic }, listedAddresses(view));
    return left
      ? rangesOf(left).map((range) => ({
          ...toLine(peer.name, range, direction),
          traffic: { ...left.traffic, names: [] },
        }))
      : [];
  });
}

function rangesOf({ from, to }: Connection): string[] {
  return [from, to].flatMap((end) => (end.type === 'outside' ? rangeNames(end.addresses) : []));
}

function toLine(
  peer: string,
  other: string,
  direction: Direction,
): { readonly src: string; readonly dst: string } {
  return direction === 'ingress' ? { src: other, dst: peer } : { src: peer, dst: other };
}

/** Nobody knows which number a name is in pods that nobody has seen, so it may be the one that is asked for. */
function exposedAt(
  port: PolicyPort | undefined,
  destination: Endpoint,
  traffic: ExposedTraffic,
): ExposedTraffic {
  const wanted = port?.port?.value;
  const names = traffic.names.filter(({ name }) => typeof wanted !== 'string' || name === wanted);
  return { ...trafficAt(port, destination, traffic), names };
}

function isNone({ possible, names }: ExposedTraffic): boolean {
  return ports.isEmpty(possible) && names.length === 0;
}

/**
 * Pods that are described by nothing but the values of labels, and of which some are in the manifests: the list of
 * connections tells already what these may do.
 */
function isListedAnyway(view: View, { scope, own }: Described): boolean {
  return isByValues(scope) && selectsAnyInScope(view, scope, own);
}

function isByValues({ namespaces, pods }: PodScope): boolean {
  const requirements = [...pods.requirements, ...(namespaces?.requirements ?? [])];
  return pods.requirements.length > 0 && requirements.every(({ at }) => !at.includes('/matchExpressions/'));
}
