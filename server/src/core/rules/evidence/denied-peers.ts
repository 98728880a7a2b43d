import type { Direction, PodScope, PolicyRule } from '../../model/policy.ts';
import { endpointOf, type PodEndpoint } from '../../reach/endpoint.ts';
import { evaluateDirection } from '../../reach/evaluate-direction.ts';
import type { DirectionVerdict } from '../../reach/evaluate-tiers.ts';
import * as ports from '../../reach/port-set.ts';
import { representativePods } from '../../reach/representative-pods.ts';
import { rulePorts } from '../../reach/rule-ports.ts';
import { selectInNamespace } from '../../reach/select-workloads.ts';
import { namespaceByName } from '../../reach/ways/namespace-by-name.ts';
import type { Resource } from '../../workspace/resource.ts';
import type { Settings } from '../../workspace/settings.ts';
import type { View } from '../../workspace/view.ts';
import { deniedDependencies } from './denied-dependencies.ts';
import { findPeerOfNothing } from './peer-selects-nothing.ts';
import { mayHaveUnseenPolicies } from './unseen-policies.ts';

/** A rule admits traffic of its policy's pods with a peer, and the peer's own policies surely deny all of it. */
export interface DeniedPeer {
  /** Of the rule; the peer's policies deny the other one. */
  readonly direction: Direction;
  readonly scope: PodScope;
  /** Each of the policy's pods with each of the peer's. */
  readonly pairs: readonly DeniedPair[];
}

interface DeniedPair {
  /** Undefined where the manifests do not show the pods and all that a selector takes in are meant. */
  readonly subject: Resource | undefined;
  readonly peer: Resource | undefined;
  /** What each entry of the rule's ports admits, at the destination; one of all ports where it has no entries. */
  readonly admitted: readonly ports.PortSet[];
  /** What the policies of the peer say. */
  readonly verdict: DirectionVerdict;
}

/** The peers of a policy's rules whose own side lets nothing but name lookups through (semantics rule 2). */
export function findDeniedPeers(view: View, settings: Settings, resource: Resource): DeniedPeer[] {
  const { policy } = resource.facts;
  if (policy?.tier !== 'namespace' || resource.broken) return [];
  return (['ingress', 'egress'] as const).flatMap((direction) => {
    // Rules of a direction that does not apply admit nothing.
    const rules = policy[direction].applies ? policy[direction].rules : [];
    return rules.flatMap((rule) =>
      (rule.peers ?? []).flatMap((peer): DeniedPeer[] => {
        if (peer.type !== 'pods') return [];
        const pairs = deniedPairs(view, resource, policy.subject, direction, rule, peer.scope);
        if (pairs.length === 0) return [];
        const isTold = pairs.some((pair) => isDeniedDependency(view, settings, direction, pair));
        return isTold || isMistaken(view, settings, resource, peer.scope, pairs)
          ? []
          : [{ direction, scope: peer.scope, pairs }];
      }),
    );
  });
}

/** The policy's pods with each of the peer's, if all of them are denied; none otherwise. */
function deniedPairs(
  view: View,
  { namespace: own }: Resource,
  subject: PodScope,
  direction: Direction,
  rule: PolicyRule,
  scope: PodScope,
): DeniedPair[] {
  const namespace = namespaceOf(scope, own);
  const other = direction === 'ingress' ? 'egress' : 'ingress';
  if (namespace === undefined || !isAnyIsolated(view, namespace, other)) return [];
  const subjects = podsOf(view, subject, own, own);
  const pairs: DeniedPair[] = [];
  for (const peer of podsOf(view, scope, own, namespace)) {
    for (const { endpoint, workload } of subjects) {
      // A pod that is alone can only reach itself, and always does (semantics rule 34).
      if (workload && workload === peer.workload && workload.facts.workload?.replicas === 1) return [];
      const admitted = admittedPorts(rule, direction === 'ingress' ? endpoint : peer.endpoint);
      const verdict = evaluateDirection(view, peer.endpoint, endpoint, other);
      const passes = admitted.some((set) => !ports.isEmpty(ports.intersect(set, verdict.possible)));
      // Where the other side admits other ports, the ports are the mistake, and other rules tell.
      const speaksOfThem = !ports.isEmpty(ports.subtract(verdict.possible, DNS));
      if (admitted.length === 0 || passes || speaksOfThem) return [];
      pairs.push({ subject: workload, peer: peer.workload, admitted, verdict });
    }
  }
  return mayHaveUnseenPolicies(view, namespace, other) ? [] : pairs;
}

/** The one namespace of a scope: that of the policy, or one by its name. Others may be many, with other policies. */
function namespaceOf({ namespaces }: PodScope, own: string): string | undefined {
  return namespaces ? namespaceByName(namespaces) : own;
}

function isAnyIsolated(view: View, namespace: string, direction: Direction): boolean {
  return view.inNamespace('policy', namespace).some(({ facts }) => facts.policy?.[direction].applies);
}

interface Pods {
  readonly endpoint: PodEndpoint;
  readonly workload: Resource | undefined;
}

/**
 * The pods of the manifests that a scope surely takes in. Where it takes in whatever pods there are, or none of the
 * manifests, one stands for all that it may take in; of labels that may have several values none can.
 */
function podsOf(view: View, scope: PodScope, own: string, namespace: string): Pods[] {
  const { requirements } = scope.pods;
  if (!requirements.every(({ operator, values }) => operator === 'In' && values?.length === 1)) return [];
  const seen = requirements.length > 0 ? selectInNamespace(view, scope.pods, namespace) : [];
  if (seen.length === 0) return [{ endpoint: representativePods(view, scope, own), workload: undefined }];
  return seen.flatMap(({ resource: workload, match }): Pods[] => {
    const endpoint = match === 'yes' ? endpointOf(view, workload) : undefined;
    return endpoint ? [{ endpoint, workload }] : [];
  });
}

/** What each entry of a rule's ports surely admits at a destination. */
function admittedPorts({ ports: entries }: PolicyRule, destination: PodEndpoint): ports.PortSet[] {
  const each = entries?.map((entry) => rulePorts([entry], destination)) ?? [
    rulePorts(undefined, destination),
  ];
  return each.map(({ certain }) => certain).filter((set) => !ports.isEmpty(set));
}

/** Everybody may look names up; that is not meant for these pods. */
const DNS = ports.union(ports.portSet('UDP', 53, 53), ports.portSet('TCP', 53, 53));

/** There are no pods because the peer is wrong: that is told, and what they might send is nobody's question then. */
function isMistaken(
  view: View,
  settings: Settings,
  resource: Resource,
  scope: PodScope,
  pairs: readonly DeniedPair[],
): boolean {
  if (pairs.some(({ peer }) => peer)) return false;
  const nothing = findPeerOfNothing(view, settings, resource, scope);
  return nothing !== undefined && (nothing.owned || nothing.near !== undefined);
}

/** Somebody is given the address, so that the same denial is told there. */
function isDeniedDependency(
  view: View,
  settings: Settings,
  direction: Direction,
  { subject, peer }: DeniedPair,
): boolean {
  const [client, server] = direction === 'ingress' ? [peer, subject] : [subject, peer];
  if (!client || !server) return false;
  return view
    .inNamespace('addresses', client.namespace)
    .filter((holder) => holder === client || isConfigurationOf(client, holder))
    .some((holder) =>
      deniedDependencies(holder, view, settings).some(
        (dependency) => dependency.client === client && dependency.server === server,
      ),
    );
}

function isConfigurationOf({ facts: { references } }: Resource, { facts }: Resource): boolean {
  return references.some(({ role, name }) => role === 'configuration' && name.value === facts.name?.value);
}
