import type { Direction, PolicyRule } from '../../model/policy.ts';
import type { Source } from '../../model/source.ts';
import type { Endpoint } from '../../reach/endpoint.ts';
import type { Reason } from '../../reach/reasons-for.ts';
import { formatResource, type Resource, sourceIn } from '../../workspace/resource.ts';
import { pathSteps } from '../../yaml/yaml-path.ts';
import { code } from '../hover/markdown.ts';
import { writePolicyPorts } from '../hover/write-policy-ports.ts';
import { doubtOfRule, doubtOfSubject, UNKNOWN_ACTION } from './doubts.ts';

/** A reason in words, and the place that it is about. */
export interface SaidReason {
  readonly reason: Reason;
  /** A clause about the ports in question: `admitted by NetworkPolicy shop/api, rule 1`. */
  readonly text: string;
  /** Why it counts only perhaps; undefined where it counts for sure. */
  readonly doubt: string | undefined;
  /** The rule that is meant, counted from 1. */
  readonly ruleNumber: number | undefined;
  /** The rule, or else where the policy says that it speaks of this direction; undefined where no policy decides. */
  readonly at: Source | undefined;
}

/** What a reason is about: one side of a connection. */
export interface ReasonContext {
  readonly direction: Direction;
  readonly subject: Endpoint;
  readonly other: Endpoint;
  /** The answer is sure, even if this reason is not the whole of it: of many addresses it takes some. */
  readonly isSure: boolean;
  /** No other policy has a say on this side. */
  readonly isOnly: boolean;
}

/** Puts a reason into words. */
export function sayReason(reason: Reason, context: ReasonContext): SaidReason {
  if (reason.type === 'default') {
    const text = context.isOnly
      ? 'no policy: allowed by default'
      : 'no other policy decides: allowed by default';
    return { reason, text, doubt: undefined, ruleNumber: undefined, at: undefined };
  }
  const rule = ruleOf(reason);
  const isClear = reason.certain && !(reason.type === 'ruling' && reason.action === undefined);
  const doubt = isClear || context.isSure ? undefined : sayDoubt(reason, context);
  const extent = reason.certain ? '' : context.isSure ? 'in part ' : 'perhaps ';
  return {
    reason,
    text: `${extent}${sayDeed(reason, context.direction)}`,
    doubt,
    ruleNumber: rule && numberOf(rule),
    at: placeOf(reason, context.direction),
  };
}

/** A reason for which a policy stands. */
export type PolicyReason = Exclude<Reason, { type: 'default' }>;

/** The rule that a reader looks for: the one that decides, or that comes nearest to admitting. */
function ruleOf(reason: PolicyReason): PolicyRule | undefined {
  return reason.type === 'isolation' ? reason.lacking[0] : reason.rule;
}

/** What a policy does on one side, as a clause about the ports in question. */
export function sayDeed(reason: PolicyReason, direction: Direction): string {
  const act = sayAct(reason);
  return reason.type === 'isolation' ? `${act}, ${sayLacking(reason.lacking, direction)}` : act;
}

/** The same in short, without what the policy lacks. */
export function sayAct(reason: PolicyReason): string {
  switch (reason.type) {
    case 'grant':
      return `admitted by ${nameRule(reason)}`;
    case 'ruling':
      return sayRuling(reason);
    case 'isolation':
      return `isolated by ${formatResource(reason.policy)}`;
  }
}

function sayRuling(reason: Extract<Reason, { type: 'ruling' }>): string {
  const by = `by ${nameRule(reason)}`;
  switch (reason.action) {
    case 'allow':
      return `allowed ${by}`;
    case 'deny':
      // Semantics rule 64: it says that it passes, and denies.
      return reason.rule.action === 'deny' ? `denied ${by}` : `denied ${by}, whose peer nobody understands`;
    case 'pass':
      return `passed ${by}`;
    case undefined:
      return `decided ${by}`;
  }
}

function nameRule({ policy, rule }: { readonly policy: Resource; readonly rule: PolicyRule }): string {
  const name = rule.name?.value;
  return `${formatResource(policy)}, rule ${numberOf(rule)}${name === undefined ? '' : ` (${code(name)})`}`;
}

function sayLacking(lacking: readonly PolicyRule[], direction: Direction): string {
  const other = direction === 'ingress' ? 'the source' : 'the destination';
  if (lacking.length === 0) return `and no rule admits ${other}`;
  const which = `${lacking.length > 1 ? 'rules' : 'rule'} ${lacking.map(numberOf).join(', ')}`;
  const ports = writePolicyPorts(lacking.flatMap((rule) => rule.ports ?? []));
  return `which admits ${other} on ${ports} only (${which})`;
}

function sayDoubt(reason: PolicyReason, { direction, subject, other }: ReasonContext): string {
  if (reason.type !== 'isolation') {
    if (reason.certain) return UNKNOWN_ACTION;
    const isOpen = reason.policy.facts.policy?.[direction].appliesUnknown;
    return isOpen
      ? 'a template decides whether the policy applies'
      : doubtOfRule(reason.policy, reason.rule, other);
  }
  if (subject.type !== 'pods') return 'it is not known';
  const { text, isPredicate } = doubtOfSubject(reason.policy, direction, subject);
  return isPredicate ? `it ${text}` : text;
}

/** Rules are counted from 1, as people count. */
function numberOf({ at }: PolicyRule): number {
  return Number(pathSteps(at).at(-1)) + 1;
}

/** The rule, or else where the policy says that it speaks of this direction. */
export function placeOf(reason: PolicyReason, direction: Direction): Source {
  const { policy } = reason;
  const rule = ruleOf(reason);
  return rule
    ? sourceIn(policy, rule.at, 'value')
    : sourceIn(policy, policy.facts.policy?.[direction].at ?? policy.facts.root, 'entry');
}
