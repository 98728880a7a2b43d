import type { Ternary } from '../base/ternary.ts';
import type { Direction, PolicyRule } from '../model/policy.ts';
import type { Resource } from '../workspace/resource.ts';
import type { Endpoint } from './endpoint.ts';
import * as ports from './port-set.ts';
import type { PortAnswer } from './rule-ports.ts';
import type { Asked, OrderedTier, Tiers } from './tiers-of.ts';

/** What the policies of one side say of the traffic between two ends, as sets of ports at the destination. */
export interface DirectionVerdict {
  readonly direction: Direction;
  /** What surely passes. */
  readonly allowed: ports.PortSet;
  /** What may pass; takes `allowed` in. What is in neither is surely denied. */
  readonly possible: ports.PortSet;
  /** The rules of ordered tiers that speak of the other end, in the order in which they are asked. */
  readonly rulings: readonly Ruling[];
  /** What may get as far as the policies of the namespace. */
  readonly left: ports.PortSet;
  /** The policies of the namespace that isolate the pods in this direction, surely or perhaps. */
  readonly isolating: readonly Isolation[];
  /** Their rules that speak of the other end. */
  readonly grants: readonly Grant[];
  /** What no policy decides, or perhaps none: it passes. */
  readonly undecided: ports.PortSet;
}

/** What a rule of an ordered tier decides, of what gets as far as to it. */
export interface Ruling extends PortAnswer {
  readonly policy: Resource;
  readonly rule: PolicyRule;
  /** What it does, which is not always what it says (semantics rule 64). */
  readonly action: PolicyRule['action'];
}

export interface Isolation {
  readonly policy: Resource;
  readonly certain: boolean;
}

export interface Grant extends PortAnswer {
  readonly policy: Resource;
  readonly rule: PolicyRule;
}

/** Whether a rule of a policy speaks of the other end. */
export type RuleMatcher = (policy: Resource, rule: PolicyRule) => Ternary;

/**
 * Asks the tiers one after the other (semantics rules 49 to 53): admin, namespace, baseline; what is left then passes.
 *
 * Two sets grow on the way: what may be allowed and what may be denied. A port that may get as far as a rule goes into
 * one of them if the rule may take it, and goes no further if the rule surely takes it. In the end what cannot be denied
 * is allowed for sure. So each answer is as certain as what was known on the way to it, and no combination of what is
 * unknown has to be tried.
 */
export function evaluateTiers(
  tiers: Tiers,
  direction: Direction,
  destination: Endpoint,
  matches: RuleMatcher,
): DirectionVerdict {
  const ask = ({ policy }: Asked, rule: PolicyRule): PortAnswer | undefined =>
    answerOf(rule, matches(policy, rule), (entries) => tiers.rulePorts(entries, destination));
  const admin = askInOrder(tiers.admin, ports.ALL_PORTS, ask);
  const namespace = askTogether(tiers.namespace, admin.left, ask);
  const baseline = askInOrder(tiers.baseline, namespace.left, ask);
  const steps = [admin, namespace, baseline];
  const denied = steps.reduce((set, { mayDeny }) => ports.union(set, mayDeny), ports.NO_PORTS);
  return {
    direction,
    allowed: ports.subtract(ports.ALL_PORTS, denied),
    possible: steps.reduce((set, { mayAllow }) => ports.union(set, mayAllow), baseline.left),
    rulings: [...admin.rulings, ...baseline.rulings],
    left: admin.left,
    isolating: tiers.namespace.map(({ policy, certain }) => ({ policy, certain })),
    grants: namespace.grants,
    undecided: baseline.left,
  };
}

type Ask = (asked: Asked, rule: PolicyRule) => PortAnswer | undefined;

/** What a tier does to what gets as far as to it. */
interface Step {
  readonly mayAllow: ports.PortSet;
  readonly mayDeny: ports.PortSet;
  /** What may go on to the next tier. */
  readonly left: ports.PortSet;
}

/** The ports that a rule takes; undefined if it does not speak of the other end. */
function answerOf(
  rule: PolicyRule,
  matches: Ternary,
  portsOf: (entries: PolicyRule['ports']) => PortAnswer,
): PortAnswer | undefined {
  if (matches === 'no') return undefined;
  const { certain, possible } = portsOf(rule.ports);
  return {
    // Ports that a template alone lists are not all ports.
    certain: matches === 'yes' && !(rule.portsOpen && !rule.ports) ? certain : ports.NO_PORTS,
    possible: rule.portsOpen ? ports.ALL_PORTS : possible,
  };
}

/** The first rule that matches decides (semantics rules 50 to 52). */
function askInOrder(
  tier: OrderedTier,
  reached: ports.PortSet,
  ask: Ask,
): Step & { readonly rulings: readonly Ruling[] } {
  const rulings: Ruling[] = [];
  const taken = { allow: ports.NO_PORTS, deny: ports.NO_PORTS, pass: ports.NO_PORTS };
  const take = (set: ports.PortSet, action: PolicyRule['action']): void => {
    for (const each of action ? [action] : ACTIONS) taken[each] = ports.union(taken[each], set);
  };
  let left = reached;
  for (const group of tier) {
    let after = left;
    for (const asked of group) {
      // Each policy of one priority is asked as if it were the first of them.
      let own = left;
      for (const rule of asked.rules.rules) {
        const answer = ask(asked, rule);
        const possible = answer ? ports.intersect(answer.possible, own) : ports.NO_PORTS;
        if (!answer || ports.isEmpty(possible)) continue;
        const sure = ports.intersect(answer.certain, own);
        const certain = asked.certain ? sure : ports.NO_PORTS;
        const action = failsClosed(rule) ? 'deny' : rule.action;
        rulings.push({ policy: asked.policy, rule, certain, possible, action });
        take(possible, action);
        own = ports.subtract(own, sure);
      }
      if (asked.rules.open) take(own, undefined);
      // A policy that may not apply to the pods at all takes nothing from those after it, only from its own later rules.
      if (asked.certain) after = ports.intersect(after, own);
    }
    left = after;
  }
  return { rulings, mayAllow: taken.allow, mayDeny: taken.deny, left: ports.union(left, taken.pass) };
}

const ACTIONS = ['allow', 'deny', 'pass'] as const;

/** What nobody understands must not open anything: it denies, even where it says pass (semantics rule 64). */
export function failsClosed({ action, peers }: PolicyRule): boolean {
  return (action === 'deny' || action === 'pass') && (peers ?? []).some(({ type }) => type === 'invalid');
}

/**
 * Policies of a namespace add up (semantics rule 3). Where one isolates the pods their answer is final, and otherwise
 * everything goes on (semantics rules 1 and 53); those that may or may not apply only make answers less certain.
 */
function askTogether(
  policies: readonly Asked[],
  reached: ports.PortSet,
  ask: Ask,
): Step & { readonly grants: readonly Grant[] } {
  const grants: Grant[] = [];
  let possible = ports.NO_PORTS;
  // What surely passes by the policies that surely apply, and what does by each of them.
  let sure = ports.NO_PORTS;
  let each = ports.ALL_PORTS;
  for (const asked of policies) {
    let certain = ports.NO_PORTS;
    if (asked.rules.open) possible = ports.ALL_PORTS;
    for (const rule of asked.rules.rules) {
      const answer = ask(asked, rule);
      if (!answer) continue;
      grants.push({ policy: asked.policy, rule, certain: answer.certain, possible: answer.possible });
      certain = ports.union(certain, answer.certain);
      possible = ports.union(possible, answer.possible);
    }
    if (asked.certain) sure = ports.union(sure, certain);
    each = ports.intersect(each, certain);
  }
  if (policies.length === 0)
    return { grants, mayAllow: ports.NO_PORTS, mayDeny: ports.NO_PORTS, left: reached };
  const isolated = policies.some((asked) => asked.certain);
  return {
    grants,
    mayAllow: ports.intersect(possible, reached),
    // If none surely isolates the pods, any of them may be the only one that does.
    mayDeny: ports.subtract(reached, isolated ? sure : each),
    left: isolated ? ports.NO_PORTS : reached,
  };
}
