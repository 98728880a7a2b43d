import type { Related } from '../../model/finding.ts';
import type { Direction } from '../../model/policy.ts';
import type { Protocol } from '../../model/protocol.ts';
import { answerFor, type ConnectionVerdict } from '../../reach/evaluate-connection.ts';
import { portSet } from '../../reach/port-set.ts';
import { type Reason, reasonsFor } from '../../reach/reasons-for.ts';
import { formatResource, sourceIn, sourceOf } from '../../workspace/resource.ts';

/** The policies that deny a port, on either side, each with what it does. */
export function denyingPolicies(verdict: ConnectionVerdict, protocol: Protocol, port: number): Related[] {
  return [verdict.egress, verdict.ingress].flatMap((side): Related[] => {
    if (!side || answerFor(side, protocol, port) !== 'denied') return [];
    return reasonsFor(side, portSet(protocol, port, port)).flatMap((reason) =>
      relatedTo(reason, side.direction, `${protocol} ${port}`),
    );
  });
}

function relatedTo(reason: Reason, direction: Direction, what: string): Related[] {
  if (reason.type === 'isolation' && reason.certain) {
    const { policy } = reason;
    const message = `${formatResource(policy)} isolates the pods on ${direction}, and no rule admits ${what}`;
    return [{ at: sourceOf(policy), message }];
  }
  if (reason.type === 'ruling' && reason.action === 'deny') {
    const { policy, rule } = reason;
    const at = sourceIn(policy, rule.at, 'value');
    return [{ at, message: `${formatResource(policy)} denies ${what} on ${direction}` }];
  }
  return [];
}

/** Which sides deny a port, in words: `ingress is denied by policy`, `egress and ingress are denied by policy`. */
export function explainDenial(verdict: ConnectionVerdict, protocol: Protocol, port: number): string {
  const sides = [verdict.egress, verdict.ingress].flatMap((side) =>
    side && answerFor(side, protocol, port) === 'denied' ? [side.direction] : [],
  );
  return `${sides.join(' and ')} ${sides.length > 1 ? 'are' : 'is'} denied by policy`;
}
