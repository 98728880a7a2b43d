import type { Direction } from '../../model/policy.ts';
import type { YamlChange } from '../../model/yaml-change.ts';
import { selectInScope } from '../../reach/select-workloads.ts';
import { formatResource, type Resource } from '../../workspace/resource.ts';
import type { View } from '../../workspace/view.ts';
import type { Side } from './blocking-sides.ts';
import { podLabels } from './pod-labels.ts';
import { dnsRule, type PeerPods, policyDocument, rulesPath, trafficRule } from './policy-yaml.ts';
import type { TrafficSource, WantedTraffic } from './wanted-traffic.ts';

/** The rules that one side lacks, and where they are written. */
export interface WrittenSide {
  readonly change: YamlChange;
  /** The list of rules that it writes was not there before. */
  readonly isNew: boolean;
  /** In words: `ingress in NetworkPolicy shop/api`. */
  readonly where: string;
}

/** Into the policy that selects exactly these pods already, else as a new one beside the workload. */
export function writeSide(view: View, side: Side, { protocol, port }: WantedTraffic): WrittenSide {
  const { direction, subject, peer, dns } = side;
  const traffic = trafficRule(direction, peerPods(view, peer, subject), protocol, port);
  const rules = dns ? [traffic, dnsRule()] : [traffic];
  const what = dns ? `${direction} and DNS` : direction;
  const policy = exactPolicy(view, subject, direction);
  if (policy) {
    const path = rulesPath(policy, direction);
    return {
      change: { type: 'append-items', document: policy.document, path, values: rules },
      isNew: policy.facts.policy?.[direction].rules.length === 0,
      where: `${what} in ${formatResource(policy)}`,
    };
  }
  const name = freeName(view, side);
  const value = policyDocument({
    name,
    namespace: subject.namespaceImplied ? undefined : subject.namespace,
    labels: podLabels(view, subject)?.labels ?? {},
    direction,
    rules,
  });
  return {
    change: { type: 'add-document', after: subject.document, value },
    isNew: true,
    where: `${what} in a new policy ${name}`,
  };
}

/** A policy that isolates this workload in the direction and selects no other one, now or by an empty selector later. */
function exactPolicy(view: View, subject: Resource, direction: Direction): Resource | undefined {
  return view.inNamespace('policy', subject.namespace).find((resource) => {
    const { policy } = resource.facts;
    if (policy?.tier !== 'namespace' || resource.broken) return false;
    if (!policy[direction].applies || policy[direction].open || policy.subject.pods.requirements.length === 0)
      return false;
    const [only, ...others] = selectInScope(view, policy.subject, resource.namespace);
    return only?.resource === subject && only.match === 'yes' && others.length === 0;
  });
}

/** The pods a rule names: without a namespace those of the policy's own; undefined for everyone. */
function peerPods(view: View, peer: TrafficSource, subject: Resource): PeerPods | undefined {
  switch (peer.type) {
    case 'workload': {
      const { namespace } = peer.resource;
      const labels = podLabels(view, peer.resource)?.labels;
      return { namespace: namespace === subject.namespace ? undefined : namespace, labels };
    }
    case 'namespace':
      return { namespace: peer.name, labels: undefined };
    case 'anywhere':
      return undefined;
  }
}

/** A name for a new policy that no other has: `api-allow-from-web`, `api-allow-from-web-2`. */
function freeName(view: View, { subject, direction, peer }: Side): string {
  const preposition = direction === 'ingress' ? 'from' : 'to';
  const base = `${nameOf(subject)}-allow-${preposition}-${namePeer(peer)}`.slice(0, 60).replace(/[-.]+$/, '');
  const taken = new Set(view.inNamespace('policy', subject.namespace).map(({ facts }) => facts.name?.value));
  for (let n = 1; ; n++) {
    const name = n === 1 ? base : `${base}-${n}`;
    if (!taken.has(name)) return name;
  }
}

function namePeer(peer: TrafficSource): string {
  if (peer.type === 'workload') return nameOf(peer.resource);
  return peer.type === 'namespace' ? peer.name : 'anywhere';
}

/** A template, or Kubernetes itself, may give the name. */
function nameOf({ facts }: Resource): string {
  return facts.name?.value ?? 'pods';
}
