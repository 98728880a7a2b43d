import type { AddressSet } from '../../reach/address-set.ts';
import { formatRanges, isEmpty } from '../../reach/address-set.ts';
import type { AllPairs } from '../../reach/pairs/all-pairs.ts';
import {
  type Connection,
  createLeavingLister,
  listEntering,
  type Peer,
} from '../../reach/pairs/list-connections.ts';
import type { PodPeer } from '../../reach/pairs/peers.ts';
import { createTrafficTable, isNothing, type Traffic } from '../../reach/traffic.ts';
import { compareText } from '../../workspace/namespace-index.ts';
import type { View } from '../../workspace/view.ts';
import { type ConnectionFilter, fitsName, narrow, trafficAt } from './connection-filter.ts';
import { listedAddresses } from './listed-addresses.ts';
import { CONTROLLER, routeConnections } from './route-connections.ts';

/** The names under which two ends are listed. */
export interface LineEnds {
  readonly src: string;
  readonly dst: string;
}

/** What passes, or may pass, from one end to another, by the names under which the ends are listed. */
export interface ConnectionLine extends LineEnds {
  readonly traffic: Traffic;
}

/**
 * The connections that are wanted, sorted by source and then by destination: addresses outside the cluster come first,
 * in ranges (`10.0.0.0-10.255.255.255[External]`), then pods (`shop/web[…]`), and last, as a source, the controller
 * that answers for routes where its pods are not in the manifests (`{ingress-controller}`). Given out one by one.
 */
export function* listLines(
  view: View,
  all: AllPairs,
  peers: readonly PodPeer[],
  filter: ConnectionFilter,
): Generator<ConnectionLine> {
  const listed = listedAddresses(view);
  // Whoever writes the lines may keep what it made of a traffic, so equal ones are one object.
  const table = createTrafficTable();
  const fitting = (connections: readonly Connection[]): Connection[] =>
    connections.flatMap((connection) => {
      const found = narrow(filter, connection, listed);
      if (!found || found.traffic === connection.traffic) return found ?? [];
      return { ...found, traffic: table.of(found.traffic.allowed, found.traffic.possible) };
    });
  if (!filter.from || !isEmpty(filter.from.addresses))
    yield* fitting(listEntering(all, peers)).flatMap(toLines).sort(byName);
  const leaving = createLeavingLister(all, peers);
  for (const peer of peers) {
    if (filter.from && !filter.from.names.has(peer.name)) continue;
    const found = fitting(leaving(peer));
    yield* found
      .filter(({ to }) => to.type === 'outside')
      .flatMap(toLines)
      .sort(byName);
    for (const { to, traffic } of found)
      if (to.type === 'pods') yield { src: peer.name, dst: to.name, traffic };
  }
  for (const { to, traffic } of routeConnections(view, peers)) {
    const left = trafficAt(filter.port, to.one.endpoint, traffic);
    if (fitsName(filter, CONTROLLER, to.name) && !isNothing(left))
      yield { src: CONTROLLER, dst: to.name, traffic: left };
  }
}

/** Addresses by the ranges that they make up: `10.0.0.0-10.255.255.255[External]`. */
export function rangeNames(addresses: AddressSet): string[] {
  return formatRanges(addresses).map((range) => `${range}[External]`);
}

/** Ranges have a line each. */
function toLines({ from, to, traffic }: Connection): ConnectionLine[] {
  return namesOf(from).flatMap((src) => namesOf(to).map((dst) => ({ src, dst, traffic })));
}

function namesOf(peer: Peer): string[] {
  return peer.type === 'pods' ? [peer.name] : rangeNames(peer.addresses);
}

/** Sorts by source, then by destination. */
export function byName(a: LineEnds, b: LineEnds): number {
  return compareText(a.src, b.src) || compareText(a.dst, b.dst);
}
