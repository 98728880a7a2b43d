import type { Ternary } from '../base/ternary.ts';
import type { Direction, PolicyDirection, PolicyRule } from '../model/policy.ts';
import type { Resource } from '../workspace/resource.ts';
import type { View } from '../workspace/view.ts';
import { splitBy } from './address-set.ts';
import type { AddressEndpoint, Endpoint, PodEndpoint } from './endpoint.ts';
import { addressesOf, matchPeers, matchScope } from './match-peer.ts';
import { policiesFor } from './policies-for.ts';
import * as ports from './port-set.ts';
import { type PortAnswer, rulePorts, unionAnswers } from './rule-ports.ts';

/** What the policies of one side say of the traffic between two ends, as sets of ports at the destination. */
export interface DirectionVerdict {
  readonly direction: Direction;
  /** What surely passes. */
  readonly allowed: ports.PortSet;
  /** What may pass; takes `allowed` in. What is in neither is surely denied. */
  readonly possible: ports.PortSet;
  /** The policies that isolate the pods in this direction, surely or perhaps. */
  readonly isolating: readonly Isolation[];
  /** The rules that speak of the other end. */
  readonly grants: readonly Grant[];
}

export interface Isolation {
  readonly policy: Resource;
  readonly certain: boolean;
}

export interface Grant extends PortAnswer {
  readonly policy: Resource;
  readonly rule: PolicyRule;
}

/**
 * Asks the tiers in their order (semantics rule 49). Only the namespace tier has policies so far; where it isolates
 * the pods its answer is final, and otherwise everything is allowed (semantics rules 1 and 53). What comes from the
 * pods' own node, or goes there, passes in any case.
 */
export function evaluateDirection(
  view: View,
  subject: PodEndpoint,
  other: Endpoint,
  direction: Direction,
): DirectionVerdict {
  const verdict = evaluateNamespaceTier(view, subject, other, direction);
  if (other.type === 'addresses') return refine(verdict, view, subject, other);
  return mayBeOwnNode(other) ? { ...verdict, possible: ports.ALL_PORTS } : verdict;
}

/**
 * Rules may share addresses out among them, and then none of them admits all. So the addresses are taken apart until
 * each rule holds all of a piece or nothing of it: what surely passes does so for every piece. What may pass is known
 * already, since that is what may for any.
 */
function refine(
  verdict: DirectionVerdict,
  view: View,
  subject: PodEndpoint,
  { addresses }: AddressEndpoint,
): DirectionVerdict {
  const pieces = splitBy(
    addresses,
    verdict.grants.map(({ rule }) => addressesOf(rule.peers ?? [])),
  );
  if (pieces.length <= 1) return verdict;
  let allowed = ports.ALL_PORTS;
  for (const piece of pieces) {
    const other: Endpoint = { type: 'addresses', addresses: piece };
    const here = evaluateNamespaceTier(view, subject, other, verdict.direction);
    allowed = ports.intersect(allowed, here.allowed);
    if (ports.isSubset(allowed, verdict.allowed)) return verdict;
  }
  return { ...verdict, allowed };
}

/** Pods on the host network have the address of their node, and nobody knows which pods run on it too (semantics rule 32). */
export function mayBeOwnNode(other: Endpoint): boolean {
  return other.type === 'pods' && other.hostNetwork !== 'no';
}

function evaluateNamespaceTier(
  view: View,
  subject: PodEndpoint,
  other: Endpoint,
  direction: Direction,
): DirectionVerdict {
  const isolating: Isolation[] = [];
  const grants: Grant[] = [];
  const answers: { readonly certain: boolean; readonly ports: PortAnswer }[] = [];
  for (const resource of policiesFor(view, subject)) {
    const { policy } = resource.facts;
    if (policy?.tier !== 'namespace') continue;
    const rules = policy[direction];
    const selects = matchScope(policy.subject, resource.namespace, subject);
    if (selects === 'no' || (!rules.applies && !rules.appliesUnknown)) continue;
    const certain = selects === 'yes' && rules.applies;
    const own = grantsOf(resource, rules, subject, other, direction);
    isolating.push({ policy: resource, certain });
    grants.push(...own);
    answers.push({ certain, ports: unite(own, rules) });
  }
  return { direction, isolating, grants, ...combine(answers) };
}

function grantsOf(
  policy: Resource,
  { rules }: PolicyDirection,
  subject: PodEndpoint,
  other: Endpoint,
  direction: Direction,
): Grant[] {
  const destination = direction === 'ingress' ? subject : other;
  return rules.flatMap((rule): Grant[] => {
    const matches = matchRule(rule, policy.namespace, other);
    if (matches === 'no') return [];
    const answer = rulePorts(rule.ports, destination);
    const possible = rule.open ? ports.ALL_PORTS : answer.possible;
    // Ports that a template alone lists are not all ports.
    const certain = matches === 'yes' && !(rule.open && !rule.ports) ? answer.certain : ports.NO_PORTS;
    return [{ policy, rule, certain, possible }];
  });
}

/** Whether a rule speaks of an end: without peers it speaks of every one (semantics rule 8). */
function matchRule({ peers, open }: PolicyRule, own: string, end: Endpoint): Ternary {
  const answer = peers ? matchPeers(peers, own, end) : open ? 'unknown' : 'yes';
  return answer === 'no' && open ? 'unknown' : answer;
}

function unite(grants: readonly Grant[], { open }: PolicyDirection): PortAnswer {
  const none: PortAnswer = { certain: ports.NO_PORTS, possible: open ? ports.ALL_PORTS : ports.NO_PORTS };
  return grants.reduce<PortAnswer>(unionAnswers, none);
}

/** Policies add up (semantics rule 3); those that may or may not apply only make answers less certain. */
function combine(answers: readonly { readonly certain: boolean; readonly ports: PortAnswer }[]): {
  allowed: ports.PortSet;
  possible: ports.PortSet;
} {
  const sure = answers.filter(({ certain }) => certain);
  if (answers.length === 0) return { allowed: ports.ALL_PORTS, possible: ports.ALL_PORTS };
  if (sure.length === 0) {
    // Either none of them applies and all is allowed, or some do: certain is only what each of them allows.
    const allowed = answers.reduce(
      (set, answer) => ports.intersect(set, answer.ports.certain),
      ports.ALL_PORTS,
    );
    return { allowed, possible: ports.ALL_PORTS };
  }
  return {
    allowed: sure.reduce((set, answer) => ports.union(set, answer.ports.certain), ports.NO_PORTS),
    possible: answers.reduce((set, answer) => ports.union(set, answer.ports.possible), ports.NO_PORTS),
  };
}
