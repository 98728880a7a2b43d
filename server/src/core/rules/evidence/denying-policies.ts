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

/** Which sides deny a port, in words: `ingress is denied by policy`, `egress and ingress are denied by policy`. */
export function explainDenial(verdict: ConnectionVerdict, protocol: Protocol, port: number): string {
  const sides = [verdict.egress, verdict.ingress].flatMap((side) =>
    side && answerFor(side, protocol, port) === 'denied' ? [side.direction] : [],
  );
  return `${sides.join(' and ')} ${sides.length > 1 ? 'are' : 'is'} denied by policy`;
}
