import type { Direction } from '../../model/policy.ts';
import type { Endpoint } from '../../reach/endpoint.ts';
import type { Answer, ConnectionVerdict } from '../../reach/evaluate-connection.ts';
import { mayBeOwnNode } from '../../reach/evaluate-direction.ts';
import { explainVerdict, type SideExplanation } from '../../reach/explain-connection.ts';
import * as ports from '../../reach/port-set.ts';
import { allows, type Reason } from '../../reach/reasons-for.ts';
import { doubtOfNode, doubtOfOrder } from './doubts.ts';
import { type SaidReason, sayReason } from './say-reason.ts';

/** Ports that share one fate, with what decides it on both sides. */
export interface Fate {
  readonly ports: ports.PortSet;
  readonly answer: Answer;
  /** The source's side, then the destination's; an end that is no pod has none. */
  readonly sides: readonly Side[];
}

export interface Side {
  readonly direction: Direction;
  readonly answer: Answer;
  /** In the order in which they are asked; the last one decides. */
  readonly reasons: readonly SaidReason[];
  /** Why the answer is open, where that is not the doubt of a reason. */
  readonly doubt: string | undefined;
}

/** Says of some ports between two ends, which have been evaluated, what becomes of them, and why; allowed ones first. */
export function explainPair(
  verdict: ConnectionVerdict,
  from: Endpoint,
  to: Endpoint,
  wanted: ports.PortSet,
): Fate[] {
  return explainVerdict(verdict).flatMap(({ ports: set, answer, egress, ingress }): Fate[] => {
    const left = ports.intersect(set, wanted);
    if (ports.isEmpty(left)) return [];
    const sides = [
      ...(egress ? [saySide(egress, 'egress', from, to)] : []),
      ...(ingress ? [saySide(ingress, 'ingress', to, from)] : []),
    ];
    return [{ ports: left, answer, sides }];
  });
}

function saySide(side: SideExplanation, direction: Direction, subject: Endpoint, other: Endpoint): Side {
  const decisive = decisiveReasons(side);
  const isOnly = decisive.length === 1;
  const isSure = side.answer !== 'depends';
  const reasons = decisive.map((reason) => sayReason(reason, { direction, subject, other, isOnly, isSure }));
  return { direction, answer: side.answer, reasons, doubt: doubtBesides(side, reasons, direction, other) };
}

/** Of a sure answer those reasons are left out that count only perhaps, if there is a sure one that leads to it. */
function decisiveReasons({ answer, reasons }: SideExplanation): readonly Reason[] {
  if (answer === 'depends') return reasons;
  const sure = reasons.filter((reason) => reason.type === 'default' || reason.certain);
  const leads = (reason: Reason): boolean =>
    reason.type === 'default' || allows(reason)
      ? answer === 'allowed'
      : answer === 'denied' && !isPass(reason);
  return sure.some(leads) ? sure : reasons;
}

function isPass(reason: Reason): boolean {
  return reason.type === 'ruling' && reason.action === 'pass';
}

function doubtBesides(
  { answer }: SideExplanation,
  reasons: readonly SaidReason[],
  direction: Direction,
  other: Endpoint,
): string | undefined {
  if (answer !== 'depends') return undefined;
  if (other.type === 'pods' && mayBeOwnNode(other)) return doubtOfNode(direction, other);
  if (reasons.some(({ doubt }) => doubt !== undefined)) return undefined;
  return doubtOfOrder(reasons.flatMap(({ reason }) => (reason.type === 'ruling' ? [reason] : [])));
}
