import { addTo, type MultiMap } from '../base/multi-map.ts';
import type { Direction, PolicyDirection, Tier } from '../model/policy.ts';
import type { Resource } from '../workspace/resource.ts';
import type { View } from '../workspace/view.ts';
import type { PodEndpoint } from './endpoint.ts';
import { matchSubject } from './match-peer.ts';
import { enforcesPolicies } from './pod-network.ts';
import { policiesFor } from './policies-for.ts';
import { type RulePorts, rememberRulePorts, rulePorts } from './rule-ports.ts';
import { rememberSorted, type SortPeers, sortPeers } from './sort-peers.ts';

/** The policies that are asked about the traffic of pods in one direction, tier by tier (semantics rule 49). */
export interface Tiers {
  readonly admin: OrderedTier;
  readonly namespace: readonly Asked[];
  readonly baseline: OrderedTier;
  /** What is asked of rules again and again, for one end after the other. */
  readonly sortPeers: SortPeers;
  readonly rulePorts: RulePorts;
}

/**
 * Policies in the order in which they are asked. Those of one priority stand together, because nobody knows which of
 * them is asked first (semantics rule 55).
 */
export type OrderedTier = readonly (readonly Asked[])[];

/** A policy that speaks of the pods in this direction, surely or perhaps. */
export interface Asked {
  readonly policy: Resource;
  readonly rules: PolicyDirection;
  readonly certain: boolean;
}

/** Finds the policies that are asked about the traffic of pods in one direction. */
export function tiersOf(view: View, subject: PodEndpoint, direction: Direction): Tiers {
  if (!enforcesPolicies(view)) return NO_TIERS;
  const ask = (policies: readonly Resource[]): Asked[] =>
    policies.flatMap((resource) => asked(resource, subject, direction) ?? []);
  const ordered = (tier: ClusterTier): OrderedTier => {
    const { groups, anywhere } = view.once(clusterTiers, '')[tier];
    const inOrder = groups.map(ask).filter((group) => group.length > 0);
    const others = ask(anywhere);
    return others.length > 0 ? [[...inOrder.flat(), ...others]] : inOrder;
  };
  return {
    admin: ordered('admin'),
    namespace: ask(policiesFor(view, subject)),
    baseline: ordered('baseline'),
    sortPeers: view.once(rememberSorted, ''),
    rulePorts: view.once(rememberRulePorts, ''),
  };
}

/** All of them, in their order. */
export function policiesIn({ admin, namespace, baseline }: Tiers): readonly Asked[] {
  return [...admin.flat(), ...namespace, ...baseline.flat()];
}

const NO_TIERS: Tiers = { admin: [], namespace: [], baseline: [], sortPeers, rulePorts };

function asked(resource: Resource, subject: PodEndpoint, direction: Direction): Asked | undefined {
  const { policy } = resource.facts;
  const rules = policy?.[direction];
  if (!policy || !rules || (!rules.applies && !rules.appliesUnknown)) return undefined;
  const selects = matchSubject(policy, resource.namespace, subject);
  return selects === 'no'
    ? undefined
    : { policy: resource, rules, certain: selects === 'yes' && rules.applies };
}

type ClusterTier = Exclude<Tier, 'namespace'>;

/** The policies of one tier of the whole cluster. */
interface Sorted {
  /** In groups of equal priority, in the order in which they are asked. */
  readonly groups: readonly (readonly Resource[])[];
  /** Those whose priority a template hides: they may be asked before any other, or after it. */
  readonly anywhere: readonly Resource[];
}

function clusterTiers(view: View): Readonly<Record<ClusterTier, Sorted>> {
  const all = view.inNamespace('policy', '');
  return { admin: sortPolicies(all, 'admin'), baseline: sortPolicies(all, 'baseline') };
}

function sortPolicies(policies: readonly Resource[], tier: ClusterTier): Sorted {
  const groups: MultiMap<number, Resource> = new Map();
  const anywhere: Resource[] = [];
  for (const resource of policies) {
    const { policy } = resource.facts;
    if (policy?.tier !== tier) continue;
    const { priority } = policy;
    if (priority && priority.value === undefined) anywhere.push(resource);
    else addTo(groups, priority?.value ?? Number.POSITIVE_INFINITY, resource);
  }
  return { groups: [...groups].sort(([a], [b]) => a - b).map(([, group]) => group), anywhere };
}
