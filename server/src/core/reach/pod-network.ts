import type { Ternary } from '../base/ternary.ts';
import type { NetworkPlugin } from '../workspace/settings.ts';
import type { View } from '../workspace/view.ts';
import * as addresses from './address-set.ts';

/** What the cluster's network means to policies, as far as users say: which addresses pods have, and what is enforced. */
export interface PodNetwork {
  /** Some address of these is a pod's. */
  readonly addresses: addresses.AddressSet;
  /** Whether an `ipBlock` takes in a pod that has such an address (semantics rule 13). */
  readonly inBlocks: Ternary;
}

/**
 * Ranges from which pods and nodes get their addresses in practice: private and shared ones, those that clouds use where
 * these run out, and of IPv6 the unique local and the global ones.
 */
export const USUAL_ADDRESSES = addresses.unionAll(
  [
    '10.0.0.0/8',
    '172.16.0.0/12',
    '192.168.0.0/16',
    '100.64.0.0/10',
    '198.18.0.0/15',
    '240.0.0.0/4',
    'fc00::/7',
    '2000::/3',
  ].map(addresses.ofBlock),
);

/**
 * Cilium matches pods by identity, never by address (its documentation, "IP/CIDR based"); the others put addresses in
 * their rules and do not ask whose they are.
 */
const IN_BLOCKS: Readonly<Record<NetworkPlugin, Ternary>> = {
  generic: 'unknown',
  calico: 'yes',
  cilium: 'no',
  'kube-router': 'yes',
  weave: 'yes',
  flannel: 'no',
};

/** The network of the pods of an environment. */
export function podNetwork(view: View): PodNetwork {
  return view.once(networkOf, '');
}

function networkOf({ settings: { podCidrs, networkPlugin } }: View): PodNetwork {
  const given = addresses.unionAll(podCidrs.map(addresses.ofBlock));
  return {
    addresses: addresses.isEmpty(given) ? USUAL_ADDRESSES : given,
    inBlocks: IN_BLOCKS[networkPlugin],
  };
}

/** Flannel connects pods and leaves policies to others: with it alone they have no effect. */
export function enforcesPolicies({ settings }: View): boolean {
  return settings.networkPlugin !== 'flannel';
}
