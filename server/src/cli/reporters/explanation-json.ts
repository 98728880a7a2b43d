import type { Fate, Side } from '../../core/features/explain/explain-pair.ts';
import type { SaidReason } from '../../core/features/explain/say-reason.ts';
import type { ExplainedWay } from '../../core/features/explain-traffic.ts';
import type { PolicyRule, Tier } from '../../core/model/policy.ts';
import type { Source } from '../../core/model/source.ts';
import type { Answer } from '../../core/reach/evaluate-connection.ts';
import * as ports from '../../core/reach/port-set.ts';
import type { Reason } from '../../core/reach/reasons-for.ts';
import type { Place } from '../place.ts';
import { type ReportedResource, reportedResource } from '../reported-resource.ts';
import { type JsonPlace, startOf } from './json.ts';

/**
 * The form of `explain --format json`: one object. Fields are added, never changed or taken away. Places are those of
 * `check --format json`.
 */
export interface JsonExplanation {
  readonly ways: readonly JsonWay[];
}

/** One way that the traffic can take. */
export interface JsonWay {
  readonly from: string;
  readonly to: string;
  /** What it goes through, from the first name to the port of the pods. */
  readonly steps: readonly (Partial<JsonPlace> & { readonly text: string })[];
  /** Why it leads to no pods; then there are no fates. */
  readonly nowhere?: string;
  readonly note?: string;
  readonly fates: readonly JsonFate[];
}

/** What becomes of some ports. */
export interface JsonFate {
  readonly answer: Answer;
  readonly conn: string;
  readonly ports: readonly ports.PortRange[];
  /** The source's side; absent where the source is no pod. */
  readonly egress?: JsonSide;
  /** The destination's side; absent where the destination is no pod. */
  readonly ingress?: JsonSide;
}

export interface JsonSide {
  readonly answer: Answer;
  /** In the order in which they are asked. */
  readonly reasons: readonly JsonReason[];
  /** Why the answer is open, where that is not the doubt of a reason. */
  readonly doubt?: string;
}

/** One thing that has a say; the place is that of the rule, or of the policy. */
export interface JsonReason extends Partial<JsonPlace> {
  readonly type: Reason['type'];
  readonly text: string;
  /** False where it counts only perhaps, or only for a part of the addresses. */
  readonly certain: boolean;
  readonly doubt?: string;
  readonly policy?: ReportedResource;
  readonly tier?: Tier;
  /** The rule that is meant, counted from 1, and its name where it has one. */
  readonly rule?: number;
  readonly ruleName?: string;
  readonly action?: PolicyRule['action'];
}

/** The explanation as one JSON object in lines of its own. */
export function formatExplanationJson(
  ways: readonly ExplainedWay[],
  place: (source: Source) => Place | undefined,
): string {
  const placeOf = (source: Source | undefined): Partial<JsonPlace> => {
    const found = source && place(source);
    return found ? startOf(found) : {};
  };
  const explanation: JsonExplanation = {
    ways: ways.map(({ from, to, steps, fates, nowhere, note }) => ({
      from,
      to,
      steps: steps.map(({ text, at }) => ({ text, ...placeOf(at) })),
      ...(nowhere === undefined ? {} : { nowhere }),
      ...(note === undefined ? {} : { note }),
      fates: fates.map((fate) => toFate(fate, placeOf)),
    })),
  };
  return `${JSON.stringify(explanation, null, 2)}\n`;
}

type PlaceOf = (source: Source | undefined) => Partial<JsonPlace>;

function toFate({ answer, ports: set, sides }: Fate, placeOf: PlaceOf): JsonFate {
  return {
    answer,
    conn: ports.formatPorts(set),
    ports: ports.rangesOf(set),
    ...Object.fromEntries(sides.map((side) => [side.direction, toSide(side, placeOf)])),
  };
}

function toSide({ answer, reasons, doubt }: Side, placeOf: PlaceOf): JsonSide {
  return {
    answer,
    reasons: reasons.map((reason) => toReason(reason, placeOf)),
    ...(doubt === undefined ? {} : { doubt }),
  };
}

function toReason({ reason, text, doubt, ruleNumber, at }: SaidReason, placeOf: PlaceOf): JsonReason {
  if (reason.type === 'default') return { type: 'default', text, certain: true };
  const { policy } = reason;
  const name = reason.type === 'isolation' ? undefined : reason.rule.name?.value;
  const action = reason.type === 'ruling' ? reason.action : undefined;
  return {
    type: reason.type,
    text,
    certain: reason.certain,
    ...(doubt === undefined ? {} : { doubt }),
    policy: reportedResource(policy),
    ...(policy.facts.policy ? { tier: policy.facts.policy.tier } : {}),
    ...(ruleNumber === undefined ? {} : { rule: ruleNumber }),
    ...(name === undefined ? {} : { ruleName: name }),
    ...(action === undefined ? {} : { action }),
    ...placeOf(at),
  };
}
