import type { Direction } from '../../model/policy.ts';
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
  yield* listEntering(all, peers);
  const leaving = createLeavingLister(all, peers);
  for (const peer of peers) yield* leaving(peer);
}

/** The connections from outside, in the order of the destinations. */
export function listEntering(all: AllPairs, peers: readonly PodPeer[]): Connection[] {
  return peers.flatMap((to) =>
    outside(all, to, 'ingress', (from, traffic) => ({ from, to: pods(to), traffic })),
  );
}

/** Makes what lists the connections from one of the peers: to the outside, then to peers in their order. */
export function createLeavingLister(
  all: AllPairs,
  peers: readonly PodPeer[],
): (from: PodPeer) => readonly Connection[] {
  const ends = peers.map(pods);
  const places = placesOf(peers);
  return (source) => {
    const from = pods(source);
    const found: [number, Traffic][] = all
      .outgoing(source.one)
      .flatMap(({ to, traffic }) =>
        idsOf(to).flatMap((id) => (places.get(id) ?? []).map((place): [number, Traffic] => [place, traffic])),
      );
    const inside = found
      .sort(([a], [b]) => a - b)
      .flatMap(([place, traffic]): Connection[] => {
        const to = ends[place];
        return to && (peers[place] !== source || isMany(source)) ? [{ from, to, traffic }] : [];
      });
    return [...outside(all, source, 'egress', (to, traffic) => ({ from, to, traffic })), ...inside];
  };
}

function outside(
  all: AllPairs,
  { one }: PodPeer,
  direction: Direction,
  connect: (other: Peer, traffic: Traffic) => Connection,
): Connection[] {
  return all
    .outside(one, direction)
    .flatMap(({ addresses, traffic }) =>
      isNothing(traffic) ? [] : [connect({ type: 'outside', addresses }, traffic)],
    );
}

function pods(peer: PodPeer): Peer {
  return { type: 'pods', ...peer };
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
