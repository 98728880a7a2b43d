import { all, type Ternary } from '../base/ternary.ts';
import type { PodScope, PolicyPeer } from '../model/policy.ts';
import { matchSelector, type Selector } from '../model/selector.ts';
import * as addresses from './address-set.ts';
import type { Endpoint, PodEndpoint } from './endpoint.ts';

/** Whether a scope takes these pods in; `own` is the namespace of the policy that says it. */
export function matchScope(scope: PodScope, own: string, pods: PodEndpoint): Ternary {
  const namespace: Ternary = scope.namespaces
    ? matchSelector(scope.namespaces, pods.namespaceLabels)
    : pods.namespace === own
      ? 'yes'
      : 'no';
  return namespace === 'no' ? 'no' : all([namespace, matchPodSelector(scope.pods, pods)]);
}

/** Whether a policy's selector takes pods in, wherever they are. */
export function matchPodSelector(
  selector: Selector,
  { labels, hostNetwork }: Pick<PodEndpoint, 'labels' | 'hostNetwork'>,
): Ternary {
  const answer = matchSelector(selector, labels);
  // Semantics rule 33: most plugins see the node, not the pod; a few see the pod.
  return answer === 'yes' && hostNetwork !== 'no' ? 'unknown' : answer;
}

/** Whether any peer of a list is this end of a connection. Blocks count together: one may hold what another lacks. */
export function matchPeers(peers: readonly PolicyPeer[], own: string, end: Endpoint): Ternary {
  const answers = peers.map((peer) => matchPeer(peer, own, end));
  if (answers.includes('yes')) return 'yes';
  if (end.type === 'addresses' && addresses.isSubset(end.addresses, addressesOf(peers))) return 'yes';
  return answers.includes('unknown') ? 'unknown' : 'no';
}

/** The addresses that the blocks of a list surely hold together. */
export function addressesOf(peers: readonly PolicyPeer[]): addresses.AddressSet {
  return addresses.unionAll(
    peers.map((peer) => (peer.type === 'addresses' && blockAddresses(peer)) || addresses.NO_ADDRESSES),
  );
}

/** Whether a peer of a rule is this end of a connection. */
export function matchPeer(peer: PolicyPeer, own: string, end: Endpoint): Ternary {
  switch (peer.type) {
    case 'invalid':
      return 'no';
    case 'unknown':
      return 'unknown';
    case 'pods':
      return end.type === 'pods' ? matchScope(peer.scope, own, end) : 'no';
    case 'addresses':
      return matchBlock(peer, end);
  }
}

/**
 * Ranges from which pods get their addresses in practice: private and shared ones, those that clouds use where these run
 * out, and of IPv6 the unique local and the global ones.
 */
const POD_RANGES = addresses.unionAll(
  [
    '10.0.0.0/8',
    '172.16.0.0/12',
    '192.168.0.0/16',
    '100.64.0.0/10',
    '198.18.0.0/15',
    '240.0.0.0/4',
    'fc00::/7',
    '2000::/3',
  ].map(known),
);

function matchBlock(peer: Extract<PolicyPeer, { type: 'addresses' }>, end: Endpoint): Ternary {
  const block = blockAddresses(peer);
  if (!block) return 'unknown';
  if (end.type === 'addresses') {
    if (addresses.isSubset(end.addresses, block)) return 'yes';
    return addresses.isEmpty(addresses.intersect(end.addresses, block)) ? 'no' : 'unknown';
  }
  // Semantics rule 13: plugins differ on whether a block takes pods in, and pods' addresses are not in the files.
  return addresses.isEmpty(addresses.intersect(block, POD_RANGES)) ? 'no' : 'unknown';
}

/**
 * The block less its exceptions (semantics rule 12). Undefined when a template hides one of them. A block that is no
 * block matches nothing, and an exception that is none takes nothing away: findings say so.
 */
export function blockAddresses(
  peer: Extract<PolicyPeer, { type: 'addresses' }>,
): addresses.AddressSet | undefined {
  if (peer.cidr.value === undefined || peer.except.some(({ value }) => value === undefined)) return undefined;
  const except = addresses.unionAll(peer.except.map(({ value }) => known(value ?? '')));
  return addresses.subtract(known(peer.cidr.value), except);
}

function known(cidr: string): addresses.AddressSet {
  const parsed = addresses.parseCidr(cidr);
  return parsed.ok ? parsed.set : addresses.NO_ADDRESSES;
}
