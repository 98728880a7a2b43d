import type { Direction, PodScope, PolicyRule } from '../../model/policy.ts';
import type { Selector } from '../../model/selector.ts';
import { type Selected, selectInScope } from '../../reach/select-workloads.ts';
import { NAMESPACE_NAME_LABEL } from '../../workspace/namespace-table.ts';
import type { Resource } from '../../workspace/resource.ts';
import type { View } from '../../workspace/view.ts';

/** Where the traffic of a rule ends, which is where its ports are looked up (semantics rule 23). */
export interface Destinations {
  /** Workloads of the manifests, none where the rule is unbounded; those that are surely meant come first. */
  readonly pods: readonly Selected[];
  /** Addresses outside the cluster, or pods by their address. */
  readonly addresses: 'none' | 'some' | 'only';
  /**
   * The rule may also mean pods that no manifest shows: a template hides some, or it takes in whole
   * namespaces.
   */
  readonly unbounded: boolean;
}

/**
 * Finds the destinations of a rule: the pods that the policy selects for ingress, the rule's peers for
 * egress.
 */
export function findDestinations(
  view: View,
  resource: Resource,
  direction: Direction,
  { peers, peersOpen }: PolicyRule,
): Destinations {
  const own = resource.namespace;
  const { policy } = resource.facts;
  if (direction === 'ingress') {
    if (!policy || !isBounded(policy.subject)) return { pods: [], addresses: 'none', unbounded: true };
    return { pods: sureFirst(selectInScope(view, policy.subject, own)), addresses: 'none', unbounded: false };
  }
  if (!peers) return { pods: [], addresses: 'some', unbounded: true };
  const blocks = peers.filter(({ type }) => type === 'addresses').length;
  const addresses = blocks === 0 ? 'none' : blocks === peers.length ? 'only' : 'some';
  const scopes = peers.flatMap((peer) => (peer.type === 'pods' ? [peer.scope] : []));
  const unbounded = peersOpen || peers.some(({ type }) => type === 'unknown') || !scopes.every(isBounded);
  if (unbounded) return { pods: [], addresses, unbounded };
  return {
    pods: sureFirst(scopes.flatMap((scope) => selectInScope(view, scope, own))),
    addresses,
    unbounded,
  };
}

/** Each workload once, as sure as the surest of the peers that take it in. */
function sureFirst(selected: readonly Selected[]): Selected[] {
  const sure = selected.filter(({ match }) => match === 'yes');
  const perhaps = selected.filter(({ match }) => match !== 'yes');
  const byResource = new Map<Resource, Selected>();
  for (const each of [...sure, ...perhaps]) {
    if (!byResource.has(each.resource)) byResource.set(each.resource, each);
  }
  return [...byResource.values()];
}

/** Whole namespaces that are not called by name may be any, with any pods in them. */
function isBounded({ namespaces, pods }: PodScope): boolean {
  if (pods.open || namespaces?.open) return false;
  return !namespaces || pods.requirements.length > 0 || namesNamespace(namespaces);
}

function namesNamespace({ requirements }: Selector): boolean {
  return requirements.some(({ key, operator }) => key === NAMESPACE_NAME_LABEL && operator === 'In');
}
