import type { Ternary } from '../base/ternary.ts';
import type { Direction, PodScope, PolicyRule } from '../model/policy.ts';
import { isEverything, selectorKey } from '../model/selector.ts';
import type { View } from '../workspace/view.ts';
import type { PodEndpoint } from './endpoint.ts';
import { evaluateTiers } from './evaluate-tiers.ts';
import { matchPeer, matchScope } from './match-peer.ts';
import { namesThatPass, type PortName } from './port-names.ts';
import * as ports from './port-set.ts';
import { representativePods } from './representative-pods.ts';
import { policiesIn, type Tiers, tiersOf } from './tiers-of.ts';
import type { Traffic } from './traffic.ts';
import { unknownPods } from './ways/route-source.ts';

/** What one side of some pods opens to pods that are not in the manifests. */
export interface Exposure {
  readonly direction: Direction;
  /** No policy limits this side. */
  readonly isUnlimited: boolean;
  /** What any pod of the cluster may do that no rule describes. */
  readonly cluster: ExposedTraffic;
  /** What pods may do that a rule describes. */
  readonly described: readonly Described[];
}

export interface ExposedTraffic extends Traffic {
  /** Ports that pass by their names where a destination has them; which these are there nobody knows. */
  readonly names: readonly PortName[];
}

/** Pods as a rule describes them: nothing else is known of them. */
export interface Description {
  readonly scope: PodScope;
  /** The namespace of the policy that describes them; empty for one of the whole cluster. */
  readonly own: string;
}

export interface Described extends Description {
  readonly traffic: ExposedTraffic;
}

/**
 * What pods that nobody has seen could do to some pods (`ingress`), or these to them (`egress`). A pod that is described
 * in one way is not taken for one that is described in another way too, unless it must be: so each answer is what the
 * rules say of such pods, and not what could be said of all pods at once.
 */
export function exposureOf(
  view: View,
  subject: PodEndpoint,
  direction: Direction,
  means: Means = mustMean,
): Exposure {
  const tiers = tiersOf(view, subject, direction);
  const ask = (other: PodEndpoint, described: Description | undefined): ExposedTraffic =>
    evaluate(tiers, subject, other, direction, (scope, own, end) => means(scope, own, end, described));
  return {
    direction,
    isUnlimited: policiesIn(tiers).length === 0,
    cluster: ask(unknownPods(view, ''), undefined),
    described: descriptionsIn(tiers).map((one) => ({
      ...one,
      traffic: ask(representativePods(view, one.scope, one.own), one),
    })),
  };
}

/** Whether a scope means pods of which only a description is known; undefined: not even that. */
export type Means = (
  scope: PodScope,
  own: string,
  pods: PodEndpoint,
  described: Description | undefined,
) => Ternary;

const mustMean: Means = (scope, own, pods) => {
  const answer = matchScope(scope, own, pods);
  return answer === 'unknown' && !isTemplated(scope) ? 'no' : answer;
};

/** The peers of the rules that have a say, each way of describing pods once; not those that mean every pod. */
function descriptionsIn(tiers: Tiers): Description[] {
  const found = new Map<string, Description>();
  for (const { policy, rules } of policiesIn(tiers)) {
    for (const peer of rules.rules.flatMap(({ peers }) => peers ?? [])) {
      if (peer.type !== 'pods') continue;
      const { namespaces, pods } = peer.scope;
      if (namespaces && isEverything(namespaces) && isEverything(pods)) continue;
      const key = `${namespaces ? selectorKey(namespaces) : `in ${policy.namespace}`} ${selectorKey(pods)}`;
      if (!found.has(key)) found.set(key, { scope: peer.scope, own: policy.namespace });
    }
  }
  return [...found.values()];
}

type MeansHere = (scope: PodScope, own: string, end: PodEndpoint) => Ternary;

function evaluate(
  tiers: Tiers,
  subject: PodEndpoint,
  other: PodEndpoint,
  direction: Direction,
  means: MeansHere,
): ExposedTraffic {
  const ask = (end: PodEndpoint): Traffic =>
    evaluateTiers(tiers, direction, direction === 'ingress' ? subject : end, (policy, rule) =>
      matchDescribed(rule, policy.namespace, end, means),
    );
  const { allowed, possible } = ask(other);
  // What comes in is for the ports of the subject, and these are known.
  const names = direction === 'egress' ? namesThatPass(tiers, other, ask) : [];
  if (names.length === 0) return { allowed, possible, names };
  // The names tell what they open: it need not be said once more that this may be any port.
  const byNumber = ask({ ...other, portsOpen: false }).possible;
  return { allowed, possible: ports.union(allowed, byNumber), names };
}

function matchDescribed(
  { peers, peersOpen }: PolicyRule,
  own: string,
  end: PodEndpoint,
  means: MeansHere,
): Ternary {
  if (!peers) return peersOpen ? 'unknown' : 'yes';
  const answers = peers.map((peer) =>
    peer.type === 'pods' ? means(peer.scope, own, end) : matchPeer(peer, own, end),
  );
  if (answers.includes('yes')) return 'yes';
  return peersOpen || answers.includes('unknown') ? 'unknown' : 'no';
}

function isTemplated({ namespaces, pods }: PodScope): boolean {
  return [namespaces, pods].some(
    (selector) => selector?.open || selector?.requirements.some(({ values }) => values === undefined),
  );
}
