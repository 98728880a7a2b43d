import { remember } from '../base/remember.ts';
import { all, type Ternary } from '../base/ternary.ts';
import type { PolicyPeer } from '../model/policy.ts';
import * as addresses from './address-set.ts';
import type { PodNetwork } from './pod-network.ts';

/** A peer that is a block of addresses. */
export type BlockPeer = Extract<PolicyPeer, { type: 'addresses' }>;

/** The peers of a rule, with its blocks taken together. */
export interface SortedPeers {
  /** All blocks of which all is known; they are of one sort, because they are of one policy. */
  readonly blocks: Blocks | undefined;
  readonly others: readonly PolicyPeer[];
}

export interface Blocks {
  readonly addresses: addresses.AddressSet;
  /** Whether pods of a network are meant too: the same for all of them, because nobody knows which address a pod has. */
  readonly takesPods: (network: PodNetwork) => Ternary;
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
  return { blocks: ofPods && toBlocks(addresses.unionAll(sets), ofPods), others };
}

function toBlocks(set: addresses.AddressSet, ofPods: BlockPeer['ofPods']): Blocks {
  const takesPods = remember((network: PodNetwork) => {
    const answer = isWithin(network.addresses, addresses.firstFamily(network.addresses), set);
    return ofPods === 'always' ? answer : all([network.inBlocks, answer]);
  });
  return { addresses: set, takesPods };
}

/** Whether an address of a set is in a block; `decisive` are those that must be in it for that to be sure. */
export function isWithin(
  set: addresses.AddressSet,
  decisive: addresses.AddressSet,
  block: addresses.AddressSet,
): Ternary {
  if (addresses.isEmpty(addresses.intersect(set, block))) return 'no';
  return addresses.isSubset(decisive, block) ? 'yes' : 'unknown';
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
