import type { PolicyPeer } from '../model/policy.ts';
import * as addresses from './address-set.ts';

/** A peer that is a block of addresses. */
export type BlockPeer = Extract<PolicyPeer, { type: 'addresses' }>;

/** The peers of a rule, with its blocks taken together. */
export interface SortedPeers {
  /** All blocks of which all is known; they are of one sort, because they are of one policy. */
  readonly blocks:
    | { readonly addresses: addresses.AddressSet; readonly ofPods: BlockPeer['ofPods'] }
    | undefined;
  readonly others: readonly PolicyPeer[];
}

export type SortPeers = (peers: readonly PolicyPeer[]) => SortedPeers;

/** Takes the blocks of a list of peers together. */
export function sortPeers(peers: readonly PolicyPeer[]): SortedPeers {
  const sets: addresses.AddressSet[] = [];
  const others: PolicyPeer[] = [];
  let ofPods: BlockPeer['ofPods'] | undefined;
  for (const peer of peers) {
    const set = peer.type === 'addresses' ? blockAddresses(peer) : undefined;
    if (peer.type !== 'addresses' || !set) others.push(peer);
    else {
      sets.push(set);
      ofPods ??= peer.ofPods;
    }
  }
  return { blocks: ofPods && { addresses: addresses.unionAll(sets), ofPods }, others };
}

/** The same, remembered: lists of hundreds of blocks are common, and are asked about again and again. */
export function rememberSorted(): SortPeers {
  const known = new WeakMap<readonly PolicyPeer[], SortedPeers>();
  return (peers) => {
    const sorted = known.get(peers) ?? sortPeers(peers);
    known.set(peers, sorted);
    return sorted;
  };
}

/**
 * The block less its exceptions (semantics rule 12). Undefined when a template hides one of them. A block that is no
 * block matches nothing, and an exception that is none takes nothing away: findings say so.
 */
export function blockAddresses(peer: BlockPeer): addresses.AddressSet | undefined {
  if (peer.cidr.value === undefined || peer.except.some(({ value }) => value === undefined)) return undefined;
  const except = addresses.unionAll(peer.except.map(({ value }) => addresses.ofBlock(value ?? '')));
  return addresses.subtract(addresses.ofBlock(peer.cidr.value), except);
}
