import { all, type Ternary } from '../base/ternary.ts';
import type { PodScope, Policy, PolicyPeer, PolicyRule } from '../model/policy.ts';
import { matchSelector, type Selector } from '../model/selector.ts';
import * as addresses from './address-set.ts';
import type { Endpoint, PodEndpoint } from './endpoint.ts';
import { USUAL_ADDRESSES } from './pod-network.ts';
import {
  type BlockPeer,
  type Blocks,
  isWithin,
  type SortedPeers,
  type SortPeers,
  sortPeers,
} from './sort-peers.ts';

/** Whether a policy applies to pods; `own` is the namespace of the policy, empty for one of the whole cluster. */
export function matchSubject({ tier, subject }: Policy, own: string, pods: PodEndpoint): Ternary {
  const answer = matchScope(subject, own, pods);
  // Semantics rule 57: those of the whole cluster leave such pods alone for sure.
  return tier !== 'namespace' && pods.hostNetwork === 'yes' ? 'no' : answer;
}

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

/**
 * Whether a rule speaks of an end: without peers it speaks of every one (semantics rule 8). `sort` may remember lists of
 * peers, because some have hundreds of blocks and are asked about again and again.
 */
export function matchRule(
  { peers, peersOpen, action }: PolicyRule,
  own: string,
  end: Endpoint,
  sort: SortPeers = sortPeers,
): Ternary {
  const answer = peers ? matchPeers(sort(peers), own, end) : peersOpen ? 'unknown' : 'yes';
  // Semantics rule 64: what nobody understands may mean anybody, so what it denies is denied to all.
  if (answer !== 'yes' && action !== 'allow' && peers?.some(({ type }) => type === 'invalid'))
    return action ? 'yes' : 'unknown';
  return answer === 'no' && peersOpen ? 'unknown' : answer;
}

/** Blocks count together: one may hold what another lacks. */
function matchPeers({ blocks, others }: SortedPeers, own: string, end: Endpoint): Ternary {
  const ofBlocks = blocks ? matchBlocks(blocks, end) : 'no';
  if (ofBlocks === 'yes') return 'yes';
  const answers = others.map((peer) => matchPeer(peer, own, end));
  if (answers.includes('yes')) return 'yes';
  return answers.includes('unknown') ? 'unknown' : ofBlocks;
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
    case 'nodes':
      return isNode(end);
    case 'names':
      // What a name resolves to is not in the files; it is nothing of the cluster.
      return end.type === 'addresses' ? 'unknown' : 'no';
  }
}

function matchBlock(peer: BlockPeer, end: Endpoint): Ternary {
  const { blocks } = sortPeers([peer]);
  return blocks ? matchBlocks(blocks, end) : 'unknown';
}

function matchBlocks({ addresses: block, takesPods }: Blocks, end: Endpoint): Ternary {
  return end.type === 'pods' ? takesPods(end.network) : isWithin(end.addresses, end.addresses, block);
}

/** Nodes have addresses of the same ranges as pods; pods on the host network have their node's. */
function isNode(end: Endpoint): Ternary {
  if (end.type === 'pods') return end.hostNetwork === 'no' ? 'no' : 'unknown';
  return addresses.isEmpty(addresses.intersect(end.addresses, USUAL_ADDRESSES)) ? 'no' : 'unknown';
}
