import type { PolicyRule } from '../../model/policy.ts';
import type { Protocol } from '../../model/protocol.ts';
import type { Endpoint, PodEndpoint } from '../../reach/endpoint.ts';
import {
  type Answer,
  answerFor,
  type ConnectionVerdict,
  evaluateConnection,
} from '../../reach/evaluate-connection.ts';
import { mayBeOwnNode } from '../../reach/evaluate-direction.ts';
import type { DirectionVerdict, Grant, Ruling } from '../../reach/evaluate-tiers.ts';
import { matchPeer } from '../../reach/match-peer.ts';
import * as ports from '../../reach/port-set.ts';
import { allows, reasonsFor } from '../../reach/reasons-for.ts';
import { formatResource, type Resource, sourceIn } from '../../workspace/resource.ts';
import type { Scene } from './hover-target.ts';
import { linkResource, linkTo, listed } from './markdown.ts';
import { obstaclesOf, writeObstacle } from './obstacles.ts';
import { UNKNOWN_PROTOCOL } from './write-policy-ports.ts';

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
  if (ports.equals(side.allowed, side.possible)) return undefined;
  // This one puts every port in doubt.
  if (other.type === 'pods' && mayBeOwnNode(other)) return writeOwnNode(side, other);
  for (const { policy, certain } of side.isolating) {
    const scope = policy.facts.policy?.subject;
    if (certain || !scope || subject.type !== 'pods') continue;
    const [obstacle] = obstaclesOf(scope, policy.namespace, subject);
    const link = linkResource(scene, policy);
    if (!obstacle) return `${link}: a template decides whether it applies`;
    // What is told apart here is the end that the policy is about, which need not be the one that the line is about.
    const end = side.direction === 'egress' ? 'source' : 'destination';
    return `${link} may select the ${end}: ${writeObstacle(obstacle, policy.namespace, subject)}`;
  }
  const open = [...side.rulings, ...side.grants].find(
    ({ certain, possible }) => !ports.isSubset(possible, certain),
  );
  return open ? `${linkRule(scene, open)}: ${whyRuleOpen(open, other)}` : 'a template may add rules';
}

/** Semantics rule 32. */
function writeOwnNode({ direction }: DirectionVerdict, { hostNetwork }: PodEndpoint): string {
  const uses = `${direction === 'ingress' ? 'the source' : 'the destination'} uses the host network`;
  return hostNetwork === 'yes'
    ? `${uses}, and policies do not apply if it is on the same node`
    : `a template decides whether ${uses}`;
}

function whyRuleOpen({ policy, rule }: Grant | Ruling, other: Endpoint): string {
  if (rule.peersOpen || rule.portsOpen) return 'a template adds to the rule';
  const peer = rule.peers?.find((one) => matchPeer(one, policy.namespace, other) === 'unknown');
  if (!peer) {
    const isKnown = rule.ports?.every(({ protocol }) => protocol !== undefined);
    return isKnown ? 'a template hides a port' : UNKNOWN_PROTOCOL;
  }
  if (peer.type === 'unknown') return 'a template decides which peer it means';
  if (peer.type === 'nodes') return 'which addresses the nodes have is not in the manifests';
  if (peer.type === 'names') return 'what a name resolves to is not in the manifests';
  if (peer.type === 'addresses') {
    return other.type === 'pods'
      ? 'whether an address block takes pods in depends on the network plugin'
      : 'it depends on the address';
  }
  const [obstacle] =
    peer.type === 'pods' && other.type === 'pods' ? obstaclesOf(peer.scope, policy.namespace, other) : [];
  return obstacle && other.type === 'pods'
    ? writeObstacle(obstacle, policy.namespace, other)
    : 'a template hides a peer';
}
