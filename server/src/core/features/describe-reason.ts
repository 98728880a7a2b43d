import type { Direction, PolicyRule } from '../model/policy.ts';
import type { Source } from '../model/source.ts';
import type { ChangeReason } from '../reach/changes/explain-change.ts';
import type { Reason } from '../reach/reasons-for.ts';
import type { Environment } from '../workspace/environment.ts';
import { formatResource, type Resource, sourceIn, sourceOf } from '../workspace/resource.ts';
import { plainView } from '../workspace/view.ts';

/** Why something changes, in words, and where that is written. */
export interface DescribedReason {
  /** A clause: `NetworkPolicy shop/api lets it in`. */
  readonly text: string;
  /** In the state for which the reason holds; undefined where no policy decides. */
  readonly at: Source | undefined;
}

/** Puts a reason into words. `after` is the later state: of a policy that no longer denies it tells whether it is gone. */
export function describeReason(
  { state, direction, reason }: ChangeReason,
  after: Environment,
): DescribedReason {
  if (reason.type === 'default') return { text: `no policy limits ${direction} here`, at: undefined };
  const rule = ruleOf(reason);
  const at = rule ? sourceIn(reason.policy, rule.at, 'value') : sourceOf(reason.policy);
  const name = formatResource(reason.policy);
  if (state === 'after') return { text: `${name} ${sayNow(reason, direction)}`, at };
  const end = isThere(after, reason.policy) ? 'no longer does' : 'is gone';
  return { text: `${name} ${sayBefore(reason, direction)}, and ${end}`, at };
}

/** The rule to look at: the one that decides, or one that might have admitted it. */
function ruleOf(reason: Deciding): PolicyRule | undefined {
  return reason.type === 'isolation' ? reason.lacking[0] : reason.rule;
}

type Deciding = Exclude<Reason, { type: 'default' }>;

function sayNow(reason: Deciding, direction: Direction): string {
  if (reason.type === 'isolation') {
    const may = reason.certain ? 'isolates' : 'may isolate';
    const lacking =
      reason.lacking.length > 0 ? 'its rules for the other end are about other ports' : 'no rule admits it';
    return `${may} the pods on ${direction}, and ${lacking}`;
  }
  const what = reason.type === 'grant' ? 'allow' : reason.action;
  const verb = VERBS[what ?? 'unknown'][direction];
  return reason.certain ? verb.sure : verb.perhaps;
}

function sayBefore(reason: Deciding, direction: Direction): string {
  return reason.type === 'isolation' ? `isolated the pods on ${direction}` : `denied it on ${direction}`;
}

interface Verb {
  readonly sure: string;
  readonly perhaps: string;
}

function verb(sure: string, perhaps: string): Verb {
  return { sure, perhaps };
}

const VERBS: Readonly<Record<'allow' | 'deny' | 'pass' | 'unknown', Readonly<Record<Direction, Verb>>>> = {
  allow: { ingress: verb('lets it in', 'may let it in'), egress: verb('lets it out', 'may let it out') },
  deny: {
    ingress: verb('denies it on ingress', 'may deny it on ingress'),
    egress: verb('denies it on egress', 'may deny it on egress'),
  },
  pass: {
    ingress: verb('leaves ingress to other policies', 'may leave ingress to other policies'),
    egress: verb('leaves egress to other policies', 'may leave egress to other policies'),
  },
  unknown: {
    ingress: verb('has a template decide on ingress', 'may have a template decide on ingress'),
    egress: verb('has a template decide on egress', 'may have a template decide on egress'),
  },
};

function isThere(after: Environment, { facts, namespace }: Resource): boolean {
  const { group, kind, name } = facts;
  return plainView(after).named(group, kind, namespace, name?.value ?? '').length > 0;
}
