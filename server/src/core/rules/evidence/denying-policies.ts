import type { Related } from '../../model/finding.ts';
import type { Protocol } from '../../model/protocol.ts';
import { answerFor, type ConnectionVerdict } from '../../reach/evaluate-connection.ts';
import { formatResource, sourceOf } from '../../workspace/resource.ts';

/** The policies that deny a port, on either side, each with what it does. */
export function denyingPolicies(verdict: ConnectionVerdict, protocol: Protocol, port: number): Related[] {
  return [verdict.egress, verdict.ingress].flatMap((side): Related[] => {
    if (!side || answerFor(side, protocol, port) !== 'denied') return [];
    return side.isolating
      .filter(({ certain }) => certain)
      .map(({ policy }) => ({
        at: sourceOf(policy),
        message: `${formatResource(policy)} isolates the pods on ${side.direction}, and no rule admits ${protocol} ${port}`,
      }));
  });
}

/** The sides that deny a port, in words: `egress`, `ingress`, `egress and ingress`. */
export function denyingSides(verdict: ConnectionVerdict, protocol: Protocol, port: number): string {
  return [verdict.egress, verdict.ingress]
    .filter((side) => side && answerFor(side, protocol, port) === 'denied')
    .map((side) => side?.direction)
    .join(' and ');
}
