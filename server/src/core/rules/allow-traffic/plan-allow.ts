import type { Direction } from '../../model/policy.ts';
import type { Protocol } from '../../model/protocol.ts';
import type { YamlChange } from '../../model/yaml-change.ts';
import { ALL_ADDRESSES } from '../../reach/address-set.ts';
import { type Endpoint, endpointOf } from '../../reach/endpoint.ts';
import { answerFor, evaluateConnection } from '../../reach/evaluate-connection.ts';
import { unknownPods } from '../../reach/route-source.ts';
import { selectInScope } from '../../reach/select-workloads.ts';
import { formatResource, type Resource } from '../../workspace/resource.ts';
import type { View } from '../../workspace/view.ts';
import { needsDns } from './needs-dns.ts';
import { podLabels } from './pod-labels.ts';
import { dnsRule, type PeerPods, policyDocument, rulesPath, trafficRule } from './policy-yaml.ts';

/** Traffic that somebody wants; the port is the one on which the destination's pods listen. */
export interface WantedTraffic {
  readonly from: TrafficSource;
  readonly to: Resource;
  readonly protocol: Protocol;
  readonly port: number;
}

/** Where traffic comes from: where it is not known which pods send it, a namespace, or anywhere. */
export type TrafficSource =
  | { readonly type: 'workload'; readonly resource: Resource }
  | { readonly type: 'namespace'; readonly name: string }
  | { readonly type: 'anywhere' };

/** What to write so that wanted traffic passes. It holds only if {@link proveAllow} agrees. */
export interface AllowPlan {
  readonly type: 'plan';
  readonly wanted: WantedTraffic;
  /** Says everything that the changes open. */
  readonly title: string;
  readonly changes: readonly YamlChange[];
  /** Where something is written. */
  readonly sides: readonly Side[];
  /** The source gets to the cluster's DNS too. */
  readonly dns: boolean;
}

/** Why nothing is written, in a sentence. */
export interface Refusal {
  readonly type: 'refusal';
  readonly why: string;
}

/** Plans the rules on the ingress side, on the egress side, or both, whichever is missing. */
export function planAllow(view: View, wanted: WantedTraffic): AllowPlan | Refusal {
  const { from, to, protocol, port } = wanted;
  const source = sourceEndpoint(view, from);
  const destination = endpointOf(view, to);
  if (!source || !destination) return refuse('Both ends must be workloads.');
  if (destination.hostNetwork || (source.type === 'pods' && source.hostNetwork)) {
    return refuse(
      'Policies do not reliably see pods on the network of their node, so no rule can be promised to help.',
    );
  }
  const verdict = evaluateConnection(view, source, destination);
  if (answerFor(verdict, protocol, port) === 'allowed')
    return refuse('The policies allow this traffic already.');
  const blocks = (direction: Direction): boolean => {
    const side = verdict[direction];
    return side !== undefined && answerFor(side, protocol, port) !== 'allowed';
  };
  const sender = from.type === 'workload' ? from.resource : undefined;
  const nameless = [sender, to].find((end) => end && !podLabels(view, end));
  if (nameless)
    return refuse(
      `The pods of ${formatResource(nameless)} have no labels that are known, so no rule can name them.`,
    );

  const dns = sender !== undefined && blocks('egress') && needsDns(view, sender);
  const sides: Side[] = [
    ...(blocks('ingress') ? [{ direction: 'ingress' as const, subject: to, peer: from, dns: false }] : []),
    ...(sender && blocks('egress')
      ? [
          {
            direction: 'egress' as const,
            subject: sender,
            peer: { type: 'workload' as const, resource: to },
            dns,
          },
        ]
      : []),
  ];
  for (const { subject } of sides) {
    const shared = podLabels(view, subject)?.shared ?? [];
    if (shared.length > 0)
      return refuse(
        `The pods of ${formatResource(subject)} cannot be told by labels from those of ${list(shared)}.`,
      );
  }
  const written = sides.map((side) => writeSide(view, side, wanted));
  const also = sides.flatMap(({ peer }) => sharedWith(view, peer));
  return {
    type: 'plan',
    wanted,
    title: [
      `Allow ${formatSource(from)} to reach ${formatResource(to)} on ${protocol} ${port}`,
      ...(also.length > 0 ? [` (and ${list(also)}, whose pods have the same labels)`] : []),
      `: ${written.map(({ where }) => where).join(', ')}`,
    ].join(''),
    // Of one policy both lists may end at the same place: what goes into the last one goes before a new one.
    changes: [...written].sort((a, b) => Number(a.isNew) - Number(b.isNew)).map(({ change }) => change),
    sides,
    dns,
  };
}

/** The end of a connection that a source stands for; of pods that are not known, only their namespace is. */
export function sourceEndpoint(view: View, source: TrafficSource): Endpoint | undefined {
  switch (source.type) {
    case 'workload':
      return endpointOf(view, source.resource);
    case 'namespace':
      return {
        ...unknownPods(source.name),
        namespaceLabels: view.namespaceLabels(source.name),
        hostNetwork: false,
      };
    case 'anywhere':
      return { type: 'addresses', addresses: ALL_ADDRESSES };
  }
}

/** Workloads that a rule for this peer lets in too, because nothing tells their pods apart. */
export function sharedWith(view: View, peer: TrafficSource): readonly Resource[] {
  return peer.type === 'workload' ? (podLabels(view, peer.resource)?.shared ?? []) : [];
}

/** One side on which a rule is written: for the subject's pods, about the peer. */
export interface Side {
  readonly direction: Direction;
  readonly subject: Resource;
  readonly peer: TrafficSource;
  readonly dns: boolean;
}

interface Written {
  readonly change: YamlChange;
  /** The list of rules that it writes was not there before. */
  readonly isNew: boolean;
  /** In words. */
  readonly where: string;
}

/** Into the policy that selects exactly these pods already, else as a new one beside the workload. */
function writeSide(view: View, side: Side, { protocol, port }: WantedTraffic): Written {
  const { direction, subject, peer } = side;
  const rules = [
    trafficRule(direction, peerPods(view, peer, subject), protocol, port),
    ...(side.dns ? [dnsRule()] : []),
  ];
  const withDns = side.dns ? ' and DNS' : '';
  const policy = exactPolicy(view, subject, direction);
  if (policy) {
    const path = rulesPath(policy, direction);
    return {
      change: { type: 'append-items', document: policy.document, path, values: rules },
      isNew: policy.facts.policy?.[direction].rules.length === 0,
      where: `${direction}${withDns} in ${formatResource(policy)}`,
    };
  }
  const name = freeName(view, side);
  const document = policyDocument({
    name,
    namespace: subject.namespaceImplied ? undefined : subject.namespace,
    labels: podLabels(view, subject)?.labels ?? {},
    direction,
    rules,
  });
  return {
    change: { type: 'add-document', after: subject.document, value: document },
    isNew: true,
    where: `${direction}${withDns} in a new policy ${name}`,
  };
}

/** A policy that isolates this workload in the direction and selects no other one, now or by an empty selector later. */
function exactPolicy(view: View, subject: Resource, direction: Direction): Resource | undefined {
  return view.inNamespace('policy', subject.namespace).find((resource) => {
    const { policy } = resource.facts;
    if (policy?.tier !== 'namespace' || resource.broken) return false;
    if (!policy[direction].applies || policy[direction].open || policy.subject.pods.requirements.length === 0)
      return false;
    const selected = selectInScope(view, policy.subject, resource.namespace);
    return selected.length === 1 && selected[0]?.resource === subject && selected[0].match === 'yes';
  });
}

/** The pods a rule names: without a namespace those of the policy's own; undefined for everyone. */
function peerPods(view: View, peer: TrafficSource, subject: Resource): PeerPods | undefined {
  if (peer.type === 'anywhere') return undefined;
  if (peer.type === 'namespace') return { namespace: peer.name, labels: undefined };
  const { resource } = peer;
  const namespace = resource.namespace === subject.namespace ? undefined : resource.namespace;
  return { namespace, labels: podLabels(view, resource)?.labels };
}

function freeName(view: View, { subject, direction, peer }: Side): string {
  const other =
    peer.type === 'workload' ? nameOf(peer.resource) : peer.type === 'namespace' ? peer.name : 'anywhere';
  const preposition = direction === 'ingress' ? 'from' : 'to';
  const base = `${nameOf(subject)}-allow-${preposition}-${other}`.slice(0, 60).replace(/[-.]+$/, '');
  const taken = new Set(view.inNamespace('policy', subject.namespace).map(({ facts }) => facts.name?.value));
  for (let n = 1; ; n++) {
    const name = n === 1 ? base : `${base}-${n}`;
    if (!taken.has(name)) return name;
  }
}

/** A template, or Kubernetes itself, may give the name. */
function nameOf({ facts }: Resource): string {
  return facts.name?.value ?? 'pods';
}

function formatSource(source: TrafficSource): string {
  if (source.type === 'workload') return formatResource(source.resource);
  return source.type === 'namespace'
    ? `all pods of namespace ${source.name}`
    : 'everyone, inside and outside of the cluster,';
}

function list(resources: readonly Resource[]): string {
  return resources.map(formatResource).join(', ');
}

function refuse(why: string): Refusal {
  return { type: 'refusal', why };
}
