import type { Direction, PolicyRule } from '../../model/policy.ts';
import type { Endpoint, PodEndpoint } from '../../reach/endpoint.ts';
import { mayBeOwnNode } from '../../reach/evaluate-direction.ts';
import type { DirectionVerdict, Ruling } from '../../reach/evaluate-tiers.ts';
import { matchPeer } from '../../reach/match-peer.ts';
import * as ports from '../../reach/port-set.ts';
import type { Resource } from '../../workspace/resource.ts';
import { obstaclesOf, writeObstacle } from '../hover/obstacles.ts';
import { UNKNOWN_PROTOCOL } from '../hover/write-policy-ports.ts';

/** Something that nobody can know from the files, and that an answer hangs on. */
export interface Doubt {
  /** The policy, or its rule, that it is about; undefined where it is about the ends. */
  readonly policy: Resource | undefined;
  readonly rule: PolicyRule | undefined;
  /** A clause. Where the policy may select the pods it is the predicate of the policy: `may select the source: …`. */
  readonly text: string;
  readonly isPredicate: boolean;
}

/** Why the answer of one side is open, by the first thing that is not known; undefined where it is not open. */
export function doubtOf(side: DirectionVerdict, subject: Endpoint, other: Endpoint): Doubt | undefined {
  if (ports.equals(side.allowed, side.possible)) return undefined;
  // This one puts every port in doubt.
  if (other.type === 'pods' && mayBeOwnNode(other)) return aboutEnds(doubtOfNode(side.direction, other));
  for (const { policy, certain } of side.isolating) {
    if (!certain && subject.type === 'pods') return doubtOfSubject(policy, side.direction, subject);
  }
  const open = [...side.rulings, ...side.grants].find(
    ({ certain, possible }) => !ports.isSubset(possible, certain),
  );
  if (!open) return doubtOfAction(side.rulings) ?? aboutEnds(doubtOfOrder(side.rulings));
  const { policy, rule } = open;
  return { policy, rule, text: doubtOfRule(policy, rule, other), isPredicate: false };
}

type RulingOf = Pick<Ruling, 'policy' | 'rule' | 'action'>;

/** A rule that surely takes the ports, and of which nobody knows what it does to them. */
function doubtOfAction(rulings: readonly RulingOf[]): Doubt | undefined {
  const found = rulings.find(({ action }) => action === undefined);
  return found && { policy: found.policy, rule: found.rule, text: UNKNOWN_ACTION, isPredicate: false };
}

/** Why nobody can say what a rule does. */
export const UNKNOWN_ACTION = 'its action is a template, or none that policies know';

/**
 * Why an answer is open though each rule is clear: nobody knows which is asked first (semantics rule 55), or else there
 * may be more of them.
 */
export function doubtOfOrder(rulings: readonly RulingOf[]): string {
  const policies = [...new Set(rulings.map(({ policy }) => policy))];
  for (const tier of ['admin', 'baseline']) {
    const asked = policies.filter(({ facts }) => facts.policy?.tier === tier);
    const priorities = asked.map(({ facts }) => facts.policy?.priority);
    if (asked.length > 1 && priorities.some((priority) => priority && priority.value === undefined))
      return 'a template hides a priority, and so which policy is asked first';
    if (new Set(priorities.map((priority) => priority?.value)).size < asked.length)
      return 'policies with the same priority disagree, and which of them is asked first is not defined';
  }
  return 'a template may add rules';
}

/** Why it is open whether a policy selects some pods. */
export function doubtOfSubject(policy: Resource, direction: Direction, subject: PodEndpoint): Doubt {
  const scope = policy.facts.policy?.subject;
  const [obstacle] = scope ? obstaclesOf(scope, policy.namespace, subject) : [];
  const about = { policy, rule: undefined };
  if (!obstacle) return { ...about, text: 'a template decides whether it applies', isPredicate: false };
  // What is told apart here is the end that the policy is about, which need not be the one that the answer is about.
  const end = direction === 'egress' ? 'source' : 'destination';
  const why = writeObstacle(obstacle, policy.namespace, subject);
  return { ...about, text: `may select the ${end}: ${why}`, isPredicate: true };
}

/** Why policies may not count for pods on the host network (semantics rule 32). */
export function doubtOfNode(direction: Direction, { hostNetwork }: PodEndpoint): string {
  const uses = `${direction === 'ingress' ? 'the source' : 'the destination'} uses the host network`;
  return hostNetwork === 'yes'
    ? `${uses}, and policies do not apply if it is on the same node`
    : `a template decides whether ${uses}`;
}

/** Why it is open whether, or on which ports, a rule means the other end. */
export function doubtOfRule(policy: Resource, rule: PolicyRule, other: Endpoint): string {
  if (rule.peersOpen || rule.portsOpen) return 'a template adds to the rule';
  const peer = rule.peers?.find((one) => matchPeer(one, policy.namespace, other) === 'unknown');
  if (!peer) {
    const isKnown = rule.ports?.every(({ protocol }) => protocol !== undefined);
    return isKnown ? 'a template hides a port' : UNKNOWN_PROTOCOL;
  }
  if (peer.type === 'unknown') return 'a template decides which peer it means';
  if (peer.type === 'nodes') return 'which addresses the nodes have is not in the manifests';
  if (peer.type === 'names') return 'what a name resolves to is not in the manifests';
  if (peer.type === 'addresses') {
    return other.type === 'pods'
      ? 'whether an address block takes pods in depends on the network plugin'
      : 'it depends on the address';
  }
  const [obstacle] =
    peer.type === 'pods' && other.type === 'pods' ? obstaclesOf(peer.scope, policy.namespace, other) : [];
  return obstacle && other.type === 'pods'
    ? writeObstacle(obstacle, policy.namespace, other)
    : 'a template hides a peer';
}

function aboutEnds(text: string): Doubt {
  return { policy: undefined, rule: undefined, text, isPredicate: false };
}
