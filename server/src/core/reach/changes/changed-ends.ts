import { addTo, type MultiMap, valuesOf } from '../../base/multi-map.ts';
import type { AddressSet } from '../address-set.ts';
import type { Connectivity } from '../pairs/connectivity.ts';
import { ownName, type PodPeer } from '../pairs/peers.ts';
import type { PodClass } from '../pairs/pod-classes.ts';

/** One end of a connection in two states. */
export type ChangedEnd = ChangedPods | { readonly type: 'outside'; readonly addresses: AddressSet };

/** Pods in two states; undefined where there are none of that name. */
export interface ChangedPods {
  readonly type: 'pods';
  readonly name: string;
  readonly before: PodPeer | undefined;
  readonly after: PodPeer | undefined;
  /** The number of their pair of classes. */
  readonly pair: number;
}

/** A class of one state with one of the other: pods that nothing tells apart in either. */
export interface ClassPair {
  readonly before: PodClass | undefined;
  readonly after: PodClass | undefined;
  /** Where such pods stand among the ends. */
  readonly places: readonly number[];
}

/** Brings the peers of two states together by their names, sorted by name. */
export function pairPeers(before: Connectivity, after: Connectivity): ChangedPods[] {
  const [old, now] = [splitAs(before.peers, after.peers), splitAs(after.peers, before.peers)];
  const pairs = new Map<string, number>();
  return [...new Set([...old.keys(), ...now.keys()])].sort().flatMap((name) => {
    const [ofOld, ofNow] = [valuesOf(old, name), valuesOf(now, name)];
    // A name that is used several times is told by findings; here the first goes with the first.
    return Array.from({ length: Math.max(ofOld.length, ofNow.length) }, (_, i): ChangedPods => {
      const key = `${ofOld[i]?.one.id} ${ofNow[i]?.one.id}`;
      const pair = pairs.get(key) ?? pairs.size;
      pairs.set(key, pair);
      return { type: 'pods', name, before: ofOld[i], after: ofNow[i], pair };
    });
  });
}

/** The pairs of classes that there are, by their numbers. */
export function pairClasses(ends: readonly ChangedPods[]): ClassPair[] {
  const found: (ClassPair & { readonly places: number[] })[] = [];
  for (const [place, { before, after, pair }] of ends.entries()) {
    const known = found[pair];
    if (known) known.places.push(place);
    else found[pair] = { before: before?.one, after: after?.one, places: [place] };
  }
  return found;
}

/** Peers by name. Pods that the other state shows each for itself are shown so here too, though they are alike here. */
function splitAs(peers: readonly PodPeer[], others: readonly PodPeer[]): MultiMap<string, PodPeer> {
  const names = new Set(others.map(({ name }) => name));
  const byName: MultiMap<string, PodPeer> = new Map();
  for (const peer of peers) {
    const split = !names.has(peer.name) && peer.pods.some((pods) => names.has(ownName(pods.workload)));
    if (!split) addTo(byName, peer.name, peer);
    else
      for (const pods of peer.pods)
        addTo(byName, ownName(pods.workload), { ...peer, name: ownName(pods.workload), pods: [pods] });
  }
  return byName;
}
