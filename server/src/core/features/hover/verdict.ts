import type { PolicyRule } from '../../model/policy.ts';
import type { Protocol } from '../../model/protocol.ts';
import type { Endpoint } from '../../reach/endpoint.ts';
import {
  type Answer,
  answerFor,
  type ConnectionVerdict,
  evaluateConnection,
} from '../../reach/evaluate-connection.ts';
import type { DirectionVerdict } from '../../reach/evaluate-tiers.ts';
import * as ports from '../../reach/port-set.ts';
import { allows, reasonsFor } from '../../reach/reasons-for.ts';
import { formatResource, type Resource, sourceIn } from '../../workspace/resource.ts';
import { doubtOf } from '../explain/doubts.ts';
import type { Scene } from './hover-target.ts';
import { linkResource, linkTo, listed } from './markdown.ts';

/** Whether one port can be reached, and why, in Markdown. */
export interface Judgement {
  readonly answer: Answer;
  /** Completes the sentence that the answer begins: `allowed` and ` by NetworkPolicy shop/api`. */
  readonly why: string;
}

const MOST_POLICIES = 3;

/** Judges a connection to one port of a destination. */
export function judge(
  scene: Scene,
  from: Endpoint,
  to: Endpoint,
  protocol: Protocol,
  port: number,
): Judgement {
  const verdict = evaluateConnection(scene.view, from, to);
  const answer = answerFor(verdict, protocol, port);
  switch (answer) {
    case 'allowed':
      return { answer, why: whyAllowed(scene, verdict, protocol, port) };
    case 'denied':
      return { answer, why: `: ${whyDenied(scene, verdict, protocol, port)}` };
    case 'depends':
      return { answer, why: `: ${whyDepends(scene, verdict, from, to)}` };
  }
}

/** A judgement as a clause: `**denied**: ingress is limited by …`. */
export function writeJudgement({ answer, why }: Judgement): string {
  return `**${answer}**${why}`;
}

function sidesOf({ egress, ingress }: ConnectionVerdict): DirectionVerdict[] {
  return [egress, ingress].filter((side) => side !== undefined);
}

function whyAllowed(scene: Scene, verdict: ConnectionVerdict, protocol: Protocol, port: number): string {
  const allowing = sidesOf(verdict).flatMap((side) => {
    const reasons = reasonsFor(side, ports.portSet(protocol, port, port)).filter(allows);
    const sure = reasons.filter(({ certain }) => certain);
    // Of addresses that rules share out among them, none of these surely admits all.
    return sure.length > 0 ? sure : reasons;
  });
  if (allowing.length === 0) return ', no policy is in the way';
  return ` by ${listed(allowing, MOST_POLICIES, (reason) => linkRule(scene, reason))}`;
}

function linkRule(
  scene: Scene,
  { policy, rule }: { readonly policy: Resource; readonly rule: PolicyRule },
): string {
  return linkTo(scene, formatResource(policy), sourceIn(policy, rule.at, 'value'));
}

function whyDenied(scene: Scene, verdict: ConnectionVerdict, protocol: Protocol, port: number): string {
  const denying = sidesOf(verdict).filter(({ possible }) => !ports.contains(possible, protocol, port));
  return denying.map((side) => writeDenial(scene, side, ports.portSet(protocol, port, port))).join('; ');
}

function writeDenial(scene: Scene, side: DirectionVerdict, port: ports.PortSet): string {
  const denying = reasonsFor(side, port).filter(
    (reason) => reason.type === 'ruling' && reason.action === 'deny',
  );
  const [first] = denying;
  if (first?.type === 'ruling') return `${side.direction} is denied by ${linkRule(scene, first)}`;
  const granted = side.grants.reduce((set, grant) => ports.union(set, grant.possible), ports.NO_PORTS);
  const only = ports.isEmpty(granted)
    ? 'no rule for it'
    : `a rule for it only on ${ports.formatPorts(granted)}`;
  return `${side.direction} is limited by ${writeLimits(scene, side)}, with ${only}`;
}

/** The policies that limit one side: those that isolate the pods, and those of the cluster with rules about the other end. */
export function writeLimits(scene: Scene, { isolating, rulings }: DirectionVerdict): string {
  const policies = new Set([...rulings, ...isolating].map(({ policy }) => policy));
  return listed([...policies], MOST_POLICIES, (policy) => linkResource(scene, policy));
}

/** Why an answer is open: the first thing that nobody can know from the files. */
export function whyDepends(scene: Scene, verdict: ConnectionVerdict, from: Endpoint, to: Endpoint): string {
  const { egress, ingress } = verdict;
  return (
    (egress && whyOpen(scene, egress, from, to)) ??
    (ingress && whyOpen(scene, ingress, to, from)) ??
    'it is not known'
  );
}

function whyOpen(
  scene: Scene,
  side: DirectionVerdict,
  subject: Endpoint,
  other: Endpoint,
): string | undefined {
  const doubt = doubtOf(side, subject, other);
  if (!doubt?.policy) return doubt?.text;
  const { policy, rule, text, isPredicate } = doubt;
  const link = rule ? linkRule(scene, { policy, rule }) : linkResource(scene, policy);
  return `${link}${isPredicate ? '' : ':'} ${text}`;
}
