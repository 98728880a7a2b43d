import type { AddressSet } from '../address-set.ts';
import { isNothing, type Traffic } from '../traffic.ts';
import type { AllPairs } from './all-pairs.ts';
import { idsOf } from './class-set.ts';
import { isMany, type PodPeer } from './peers.ts';
import type { PodClass } from './pod-classes.ts';

/** One end of a connection, as it is shown. */
export type Peer =
  | ({ readonly type: 'pods' } & PodPeer)
  /** Addresses outside the cluster. */
  | { readonly type: 'outside'; readonly addresses: AddressSet };

/** What passes, or may pass, from one end to another. */
export interface Connection {
  readonly from: Peer;
  readonly to: Peer;
  readonly traffic: Traffic;
}

/**
 * Every connection between peers and with the outside, in the order of the sources, and of the destinations of each; what
 * cannot pass is left out. Given out one by one, because there are millions in a large cluster.
 */
export function* listConnections(all: AllPairs, peers: readonly PodPeer[]): Generator<Connection> {
  const ends = peers.map((peer) => ({ type: 'pods', ...peer }) as const);
  const places = placesOf(ends);
  for (const to of ends) {
    for (const { addresses, traffic } of all.outside(to.one, 'ingress')) {
      if (!isNothing(traffic)) yield { from: { type: 'outside', addresses }, to, traffic };
    }
  }
  for (const [place, from] of ends.entries()) {
    for (const { addresses, traffic } of all.outside(from.one, 'egress')) {
      if (!isNothing(traffic)) yield { from, to: { type: 'outside', addresses }, traffic };
    }
    const found: [number, Traffic][] = all
      .outgoing(from.one)
      .flatMap(({ to, traffic }) =>
        idsOf(to).flatMap((id) => (places.get(id) ?? []).map((other): [number, Traffic] => [other, traffic])),
      );
    for (const [other, traffic] of found.sort(([a], [b]) => a - b)) {
      const to = ends[other];
      if (to && (other !== place || isMany(from))) yield { from, to, traffic };
    }
  }
}

/** Where the peers of each class stand. */
function placesOf(peers: readonly { readonly one: PodClass }[]): ReadonlyMap<number, readonly number[]> {
  const places = new Map<number, number[]>();
  for (const [place, { one }] of peers.entries()) {
    const known = places.get(one.id);
    if (known) known.push(place);
    else places.set(one.id, [place]);
  }
  return places;
}
