import type { PolicyRule } from '../model/policy.ts';
import type { Resource } from '../workspace/resource.ts';
import type { DirectionVerdict } from './evaluate-tiers.ts';
import * as ports from './port-set.ts';

/** One thing that has a say in what happens to some ports on one side, surely or perhaps. */
export type Reason =
  /** A rule of an ordered tier takes them; `pass` leaves them to what follows. */
  | {
      readonly type: 'ruling';
      readonly policy: Resource;
      readonly rule: PolicyRule;
      readonly action: PolicyRule['action'];
      readonly certain: boolean;
    }
  /** A rule of a policy of the namespace admits them. */
  | {
      readonly type: 'grant';
      readonly policy: Resource;
      readonly rule: PolicyRule;
      readonly certain: boolean;
    }
  /**
   * A policy of the namespace isolates the pods, and no rule of any such policy admits them. `lacking` are its rules
   * that do speak of the other end, on other ports.
   */
  | {
      readonly type: 'isolation';
      readonly policy: Resource;
      readonly lacking: readonly PolicyRule[];
      readonly certain: boolean;
    }
  /** No policy decides: they pass. */
  | { readonly type: 'default' };

/**
 * Why one side answers as it does for a set of ports that share one fate, in the order in which the tiers are asked: the
 * last reason decides, those before it passed.
 */
export function reasonsFor(side: DirectionVerdict, set: ports.PortSet): Reason[] {
  const meets = (other: ports.PortSet): boolean => !ports.isEmpty(ports.intersect(other, set));
  const rulings = (inBaseline: boolean): Reason[] =>
    side.rulings
      .filter(
        ({ policy, possible }) =>
          (policy.facts.policy?.tier === 'baseline') === inBaseline && meets(possible),
      )
      .map(({ policy, rule, action, certain }) => ({
        type: 'ruling',
        policy,
        rule,
        action,
        certain: ports.isSubset(set, certain),
      }));
  return [
    ...rulings(false),
    ...(meets(side.left) ? ofNamespace(side, set, meets) : []),
    ...rulings(true),
    ...(meets(side.undecided) ? [{ type: 'default' } as const] : []),
  ];
}

/** A reason by which ports pass. */
export type Allowing = Extract<Reason, { type: 'grant' | 'ruling' }>;

/** True for a rule that lets ports pass. */
export function allows(reason: Reason): reason is Allowing {
  return reason.type === 'grant' || (reason.type === 'ruling' && reason.action === 'allow');
}

function ofNamespace(
  { isolating, grants }: DirectionVerdict,
  set: ports.PortSet,
  meets: (other: ports.PortSet) => boolean,
): Reason[] {
  const admitting = grants.filter(({ possible }) => meets(possible));
  if (admitting.length > 0) {
    return admitting.map(({ policy, rule, certain }) => ({
      type: 'grant',
      policy,
      rule,
      certain: ports.isSubset(set, certain),
    }));
  }
  return isolating.map(({ policy, certain }) => ({
    type: 'isolation',
    policy,
    lacking: grants.filter((grant) => grant.policy === policy).map(({ rule }) => rule),
    certain,
  }));
}
