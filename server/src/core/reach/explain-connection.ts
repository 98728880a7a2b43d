import type { View } from '../workspace/view.ts';
import type { Endpoint } from './endpoint.ts';
import { ANSWERS, type Answer, type ConnectionVerdict, evaluateConnection } from './evaluate-connection.ts';
import type { DirectionVerdict } from './evaluate-tiers.ts';
import * as ports from './port-set.ts';
import { type Reason, reasonsFor } from './reasons-for.ts';

/** Ports that share one fate, for the same reasons on both sides. */
export interface Explanation {
  readonly ports: ports.PortSet;
  readonly answer: Answer;
  /** Why the source's policies let them out or not; undefined when the source is no pod. */
  readonly egress: SideExplanation | undefined;
  /** Why the destination's policies let them in or not; undefined when the destination is no pod. */
  readonly ingress: SideExplanation | undefined;
}

export interface SideExplanation {
  readonly answer: Answer;
  /** In the order in which the tiers are asked; never empty. */
  readonly reasons: readonly Reason[];
}

/** Every port between two ends with what decides it, in as few sets as there are ways to be decided; allowed ones first. */
export function explainConnection(view: View, from: Endpoint, to: Endpoint): Explanation[] {
  return explainVerdict(evaluateConnection(view, from, to));
}

/** The same of what has been evaluated already. */
export function explainVerdict(verdict: ConnectionVerdict): Explanation[] {
  const found = new Map<string, Explanation>();
  for (const piece of ports.partition(ports.ALL_PORTS, setsOf(verdict))) {
    const one = explain(verdict, piece);
    const key = JSON.stringify([one.answer, keyOf(one.egress), keyOf(one.ingress)]);
    const same = found.get(key);
    found.set(key, same ? { ...same, ports: ports.union(same.ports, piece) } : one);
  }
  return [...found.values()].sort((a, b) => ANSWERS.indexOf(a.answer) - ANSWERS.indexOf(b.answer));
}

/** Every set of ports that some rule speaks of. */
function setsOf({ egress, ingress }: ConnectionVerdict): ports.PortSet[] {
  return [egress, ingress].flatMap((side) =>
    side
      ? [
          side.allowed,
          side.possible,
          side.left,
          side.undecided,
          ...[...side.rulings, ...side.grants].flatMap(({ certain, possible }) => [certain, possible]),
        ]
      : [],
  );
}

function explain(
  { allowed, possible, egress, ingress }: ConnectionVerdict,
  piece: ports.PortSet,
): Explanation {
  return {
    ports: piece,
    answer: answerOf({ allowed, possible }, piece),
    egress: egress && explainSide(egress, piece),
    ingress: ingress && explainSide(ingress, piece),
  };
}

function explainSide(side: DirectionVerdict, piece: ports.PortSet): SideExplanation {
  return { answer: answerOf(side, piece), reasons: reasonsFor(side, piece) };
}

function answerOf(
  { allowed, possible }: Pick<ConnectionVerdict, 'allowed' | 'possible'>,
  piece: ports.PortSet,
): Answer {
  if (ports.isSubset(piece, allowed)) return 'allowed';
  return ports.isSubset(piece, possible) ? 'depends' : 'denied';
}

function keyOf(side: SideExplanation | undefined): unknown {
  return (
    side && [
      side.answer,
      ...side.reasons.map((reason) =>
        reason.type === 'default'
          ? reason.type
          : [
              reason.type,
              reason.policy.document,
              reason.policy.facts.root,
              'rule' in reason ? reason.rule.at : '',
              reason.certain,
            ],
      ),
    ]
  );
}
