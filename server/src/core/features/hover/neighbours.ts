import type { Direction } from '../../model/policy.ts';
import { ALL_ADDRESSES } from '../../reach/address-set.ts';
import { type Endpoint, endpointOf, type PodEndpoint } from '../../reach/endpoint.ts';
import { type ConnectionVerdict, evaluateConnection } from '../../reach/evaluate-connection.ts';
import { matchPeer } from '../../reach/match-peer.ts';
import * as ports from '../../reach/port-set.ts';
import { selectInScope } from '../../reach/select-workloads.ts';
import { type Tiers, tiersOf } from '../../reach/tiers-of.ts';
import { unknownPods } from '../../reach/ways/route-source.ts';
import type { Resource } from '../../workspace/resource.ts';
import type { View } from '../../workspace/view.ts';

/** What may pass between a workload and another one. */
export interface Neighbour {
  readonly resource: Resource;
  readonly verdict: ConnectionVerdict;
}

/** The other ends of a workload's connections in one direction. */
export interface Neighbours {
  /** Those with which something passes, surely or perhaps; the workload's own namespace comes first. */
  readonly passing: readonly Neighbour[];
  /** Between so many others and the workload surely nothing passes. */
  readonly denied: number;
  /** So many were not looked at, because there are too many for an answer at once. */
  readonly unseen: number;
  /** What passes with addresses outside the cluster. */
  readonly outside: ConnectionVerdict;
}

/** Pairs that are evaluated for one answer: what a list shows is decided by far fewer. */
const MOST_EVALUATED = 200;

/**
 * Who may reach a workload's pods (`ingress`) or whom they may reach (`egress`). Only the workloads that its
 * policies name are looked at, and of others only those on which policies have a say, so this does not
 * evaluate every pair.
 */
export function neighboursOf(
  view: View,
  subject: Resource,
  self: PodEndpoint,
  direction: Direction,
): Neighbours {
  const connect = (other: Endpoint): ConnectionVerdict =>
    direction === 'ingress' ? evaluateConnection(view, other, self) : evaluateConnection(view, self, other);
  const tiers = tiersOf(view, self, direction);
  const isUnlimited = [tiers.admin, tiers.namespace, tiers.baseline].every(({ length }) => length === 0);
  const guarded = guardedNamespaces(view, direction === 'ingress' ? 'egress' : 'ingress');
  const all = view.everywhere('workload').filter((other) => isOther(other, subject));
  const named = namedByPolicies(view, tiers, direction);
  const candidates = named ? all.filter((other) => named.has(other) || mayUseHostNetwork(other)) : all;
  const passing: Neighbour[] = [];
  let evaluated = 0;
  let unseen = 0;
  for (const resource of nearestFirst(candidates, subject.namespace)) {
    const isFree = isUnlimited && !guarded.has(resource.namespace);
    const other = isFree || evaluated < MOST_EVALUATED ? endpointOf(view, resource) : undefined;
    if (!other) unseen += 1;
    else if (isFree) passing.push({ resource, verdict: EVERYTHING });
    else {
      evaluated += 1;
      const verdict = connect(other);
      if (!ports.isEmpty(verdict.possible)) passing.push({ resource, verdict });
    }
  }
  const outside = connect({ type: 'addresses', addresses: ALL_ADDRESSES });
  return { passing, denied: all.length - passing.length - unseen, unseen, outside };
}

/** The pods of one workload reach one another too, if there is more than one (semantics rules 34 and 36). */
function isOther(other: Resource, subject: Resource): boolean {
  const { ended, replicas } = other.facts.workload ?? {};
  return !ended && (other !== subject || replicas !== 1);
}

/** Such pods may pass though no policy names them (semantics rule 32). */
function mayUseHostNetwork({ facts }: Resource): boolean {
  return facts.workload !== undefined && facts.workload.hostNetwork !== 'no';
}

/** No policy has a say on either side. */
const EVERYTHING: ConnectionVerdict = {
  allowed: ports.ALL_PORTS,
  possible: ports.ALL_PORTS,
  egress: undefined,
  ingress: undefined,
};

/**
 * The workloads that the rules of a workload's policies name one by one; undefined when rules may mean any
 * pod, or when nothing surely limits it.
 */
function namedByPolicies(
  view: View,
  { admin, namespace }: Tiers,
  direction: Direction,
): ReadonlySet<Resource> | undefined {
  if (admin.length > 0 || !namespace.some(({ certain }) => certain)) return undefined;
  const named = new Set<Resource>();
  for (const { policy } of namespace) {
    const rules = policy.facts.policy?.[direction];
    if (!rules || rules.open) return undefined;
    for (const { peers, peersOpen } of rules.rules) {
      if (!peers || peersOpen) return undefined;
      for (const peer of peers) {
        if (peer.type === 'pods') {
          for (const { resource } of selectInScope(view, peer.scope, policy.namespace)) named.add(resource);
        } else if (matchPeer(peer, policy.namespace, unknownPods(view, '')) !== 'no') return undefined;
      }
    }
  }
  return named;
}

/**
 * The namespaces where some policy speaks of a direction: every one, when a policy of the whole cluster does.
 */
function guardedNamespaces(
  view: View,
  direction: Direction,
): { readonly has: (namespace: string) => boolean } {
  const speaking = view.everywhere('policy').filter(({ facts }) => {
    const rules = facts.policy?.[direction];
    return rules?.applies || rules?.appliesUnknown;
  });
  const namespaces = new Set(speaking.map(({ namespace }) => namespace));
  return { has: (namespace) => namespaces.has('') || namespaces.has(namespace) };
}

function nearestFirst(workloads: readonly Resource[], namespace: string): readonly Resource[] {
  const near = workloads.filter((workload) => workload.namespace === namespace);
  return [...near, ...workloads.filter((workload) => workload.namespace !== namespace)];
}

/** The same neighbours with regard to some ports alone. */
export function restrictTo(neighbours: Neighbours, wanted: ports.PortSet): Neighbours {
  const passing = neighbours.passing
    .map(({ resource, verdict }) => ({ resource, verdict: restrict(verdict, wanted) }))
    .filter(({ verdict }) => !ports.isEmpty(verdict.possible));
  const denied = neighbours.denied + neighbours.passing.length - passing.length;
  return { ...neighbours, passing, denied, outside: restrict(neighbours.outside, wanted) };
}

function restrict(verdict: ConnectionVerdict, wanted: ports.PortSet): ConnectionVerdict {
  return {
    ...verdict,
    allowed: ports.intersect(verdict.allowed, wanted),
    possible: ports.intersect(verdict.possible, wanted),
  };
}
