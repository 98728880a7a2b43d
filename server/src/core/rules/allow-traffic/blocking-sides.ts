import type { Direction } from '../../model/policy.ts';
import { endpointOf } from '../../reach/endpoint.ts';
import { answerFor, evaluateConnection } from '../../reach/evaluate-connection.ts';
import { mayBeOwnNode } from '../../reach/evaluate-direction.ts';
import type { DirectionVerdict } from '../../reach/evaluate-tiers.ts';
import * as ports from '../../reach/port-set.ts';
import { reasonsFor } from '../../reach/reasons-for.ts';
import { formatResource, type Resource } from '../../workspace/resource.ts';
import type { View } from '../../workspace/view.ts';
import { type AllowedAlready, allowedAlready } from './allowed-already.ts';
import { needsDns } from './needs-dns.ts';
import { type Refusal, refuse } from './refusal.ts';
import { sourceEndpoint, type TrafficSource, type WantedTraffic } from './wanted-traffic.ts';

/** The sides on which a rule is wanting; none where only policies of pods that nobody knows are in the way. */
export interface BlockingSides {
  readonly type: 'sides';
  readonly sides: readonly Side[];
}

/** One of them: the subject's policies lack a rule about the peer. */
export interface Side {
  readonly direction: Direction;
  readonly subject: Resource;
  readonly peer: TrafficSource;
  /** The subject cannot look the peer's name up either, so it needs the cluster's DNS too. */
  readonly dns: boolean;
}

/** Which sides do not let wanted traffic pass for sure; or why a rule would be no help. */
export function blockingSides(view: View, wanted: WantedTraffic): BlockingSides | AllowedAlready | Refusal {
  const { from, to, protocol, port } = wanted;
  const source = sourceEndpoint(view, from);
  const destination = endpointOf(view, to);
  if (!source || !destination) return refuse('Both ends must be workloads.');
  if (mayBeOwnNode(source) || mayBeOwnNode(destination)) {
    return refuse(
      'Policies do not reliably see pods that are, or may be, on the network of their node, so no rule can be promised to help.',
    );
  }
  const verdict = evaluateConnection(view, source, destination);
  if (answerFor(verdict, protocol, port) === 'allowed') return allowedAlready(wanted, verdict);
  const denial = deniedFirst(verdict.egress, wanted) ?? deniedFirst(verdict.ingress, wanted);
  if (denial) return denial;

  const blocks = (side: DirectionVerdict | undefined): boolean =>
    side !== undefined && answerFor(side, protocol, port) !== 'allowed';
  const sides: Side[] = [];
  if (blocks(verdict.ingress)) sides.push({ direction: 'ingress', subject: to, peer: from, dns: false });
  // Only of a workload that is known can a policy be written that lets its traffic out.
  if (from.type === 'workload' && blocks(verdict.egress)) {
    const subject = from.resource;
    const peer = { type: 'workload', resource: to } as const;
    sides.push({ direction: 'egress', subject, peer, dns: needsDns(view, subject) });
  }
  return { type: 'sides', sides };
}

/** What a policy of the admin tier surely denies, no policy of a namespace can allow (semantics rules 49 and 51). */
function deniedFirst(
  side: DirectionVerdict | undefined,
  { protocol, port }: WantedTraffic,
): Refusal | undefined {
  if (!side || answerFor(side, protocol, port) !== 'denied') return undefined;
  const denial = reasonsFor(side, ports.portSet(protocol, port, port)).find(
    (reason) => reason.type === 'ruling' && reason.action === 'deny' && reason.certain,
  );
  if (denial?.type !== 'ruling' || denial.policy.facts.policy?.tier !== 'admin') return undefined;
  const what = `${formatResource(denial.policy)} denies ${protocol} ${port} on ${side.direction}`;
  return refuse(`${what}, and it is asked before all policies of namespaces.`);
}
