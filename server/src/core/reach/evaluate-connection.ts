import type { Protocol } from '../model/protocol.ts';
import type { View } from '../workspace/view.ts';
import type { Endpoint } from './endpoint.ts';
import { evaluateDirection } from './evaluate-direction.ts';
import type { DirectionVerdict } from './evaluate-tiers.ts';
import * as ports from './port-set.ts';

/** What may pass from one end to another, and why. */
export interface ConnectionVerdict {
  /** What surely passes on both sides, as a set of ports (semantics rule 2). */
  readonly allowed: ports.PortSet;
  /** What may pass; takes `allowed` in. */
  readonly possible: ports.PortSet;
  /** What the source's policies say; undefined when the source is no pod. */
  readonly egress: DirectionVerdict | undefined;
  /** What the destination's policies say; undefined when the destination is no pod. */
  readonly ingress: DirectionVerdict | undefined;
}

/** What can become of traffic. */
export const ANSWERS = ['allowed', 'depends', 'denied'] as const;

export type Answer = (typeof ANSWERS)[number];

/** Composes both sides as sets of ports, never as two booleans (semantics rule 2). */
export function evaluateConnection(view: View, from: Endpoint, to: Endpoint): ConnectionVerdict {
  const egress = from.type === 'pods' ? evaluateDirection(view, from, to, 'egress') : undefined;
  const ingress = to.type === 'pods' ? evaluateDirection(view, to, from, 'ingress') : undefined;
  return {
    allowed: ports.intersect(egress?.allowed ?? ports.ALL_PORTS, ingress?.allowed ?? ports.ALL_PORTS),
    possible: ports.intersect(egress?.possible ?? ports.ALL_PORTS, ingress?.possible ?? ports.ALL_PORTS),
    egress,
    ingress,
  };
}

/** The answer for one port at the destination. */
export function answerFor(
  verdict: Pick<ConnectionVerdict, 'allowed' | 'possible'>,
  protocol: Protocol,
  port: number,
): Answer {
  if (ports.contains(verdict.allowed, protocol, port)) return 'allowed';
  return ports.contains(verdict.possible, protocol, port) ? 'depends' : 'denied';
}
