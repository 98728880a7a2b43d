import type { Direction } from '../model/policy.ts';
import type { View } from '../workspace/view.ts';
import { type AddressSet, NO_ADDRESSES, partition } from './address-set.ts';
import type { AddressEndpoint, Endpoint, PodEndpoint } from './endpoint.ts';
import { type DirectionVerdict, evaluateTiers } from './evaluate-tiers.ts';
import { matchRule } from './match-peer.ts';
import * as ports from './port-set.ts';
import type { SortPeers } from './sort-peers.ts';
import { type Tiers, tiersOf } from './tiers-of.ts';

/**
 * What the policies of one side say of the traffic with another end. What comes from the pods' own node, or goes there,
 * passes in any case (semantics rule 32).
 */
export function evaluateDirection(
  view: View,
  subject: PodEndpoint,
  other: Endpoint,
  direction: Direction,
): DirectionVerdict {
  return evaluateSide(tiersOf(view, subject, direction), subject, other, direction);
}

/** The same, where the policies that are asked about the subject are known. */
export function evaluateSide(
  tiers: Tiers,
  subject: PodEndpoint,
  other: Endpoint,
  direction: Direction,
): DirectionVerdict {
  const evaluate = (end: Endpoint): DirectionVerdict =>
    evaluateTiers(tiers, direction, direction === 'ingress' ? subject : end, (policy, rule) =>
      matchRule(rule, policy.namespace, end, tiers.sortPeers),
    );
  const verdict = evaluate(other);
  if (other.type === 'addresses') return refine(verdict, other.addresses, tiers.sortPeers, evaluate);
  return mayBeOwnNode(other) ? { ...verdict, possible: ports.ALL_PORTS } : verdict;
}

/**
 * Rules may share addresses out among them, and then none of them admits all. So the addresses are taken apart until
 * each rule holds all of a piece or nothing of it: what surely passes does so for every piece, and what may pass does so
 * for some piece.
 */
function refine(
  verdict: DirectionVerdict,
  all: AddressSet,
  sort: SortPeers,
  evaluate: (end: AddressEndpoint) => DirectionVerdict,
): DirectionVerdict {
  const blocks = [...verdict.rulings, ...verdict.grants].map(
    ({ rule }) => sort(rule.peers ?? []).blocks?.addresses ?? NO_ADDRESSES,
  );
  const pieces = partition(all, blocks);
  if (pieces.length <= 1) return verdict;
  let allowed = ports.ALL_PORTS;
  let possible = ports.NO_PORTS;
  for (const addresses of pieces) {
    const here = evaluate({ type: 'addresses', addresses });
    allowed = ports.intersect(allowed, here.allowed);
    possible = ports.union(possible, here.possible);
    if (ports.isSubset(allowed, verdict.allowed) && ports.isSubset(verdict.possible, possible))
      return verdict;
  }
  return { ...verdict, allowed, possible };
}

/** Pods on the host network have the address of their node, and nobody knows which pods run on it too (semantics rule 32). */
export function mayBeOwnNode(other: Endpoint): boolean {
  return other.type === 'pods' && other.hostNetwork !== 'no';
}
