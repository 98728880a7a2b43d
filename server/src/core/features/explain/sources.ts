import type { AddressSet } from '../../reach/address-set.ts';
import { type Endpoint, endpointOf } from '../../reach/endpoint.ts';
import { ownName, peerName } from '../../reach/pairs/peers.ts';
import { classifyPods, type Pods } from '../../reach/pairs/pod-classes.ts';
import { guessRouteSources, unknownSources } from '../../reach/ways/route-source.ts';
import type { Resource } from '../../workspace/resource.ts';
import type { View } from '../../workspace/view.ts';
import { rangeNames } from '../connections/list-lines.ts';
import { CONTROLLER } from '../connections/route-connections.ts';

/** An end of a connection and what it is called. */
export interface NamedEnd {
  readonly name: string;
  readonly endpoint: Endpoint;
  /** Whose pods it is; undefined for what is no pod of a manifest. */
  readonly workload: Resource | undefined;
  /** Nobody has seen it, so nobody knows what its own policies say: only those of the other end count. */
  readonly isUnseen: boolean;
}

/** The pods of a workload. */
export function podsEnd(view: View, workload: Resource): NamedEnd[] {
  const endpoint = endpointOf(view, workload);
  return endpoint ? [{ name: nameOfPods(view, workload), endpoint, workload, isUnseen: false }] : [];
}

/** Pods of one controller are called by their owner, unless a policy could tell some of them apart (semantics rule 66). */
export function nameOfPods(view: View, workload: Resource): string {
  if (!workload.facts.workload?.controlledBy) return ownName(workload);
  const name = peerName(workload);
  const fellows = view
    .inNamespace('workload', workload.namespace)
    .filter((one) => peerName(one) === name && !one.facts.workload?.ended)
    .flatMap((one) => podsIn(view, one));
  return classifyPods(fellows).length > 1 ? ownName(workload) : name;
}

function podsIn(view: View, workload: Resource): Pods[] {
  const endpoint = endpointOf(view, workload);
  return endpoint ? [{ workload, endpoint }] : [];
}

/** Addresses outside the cluster. */
export function outsideEnd(addresses: AddressSet): NamedEnd {
  return {
    name: rangeNames(addresses).join(', '),
    endpoint: { type: 'addresses', addresses },
    workload: undefined,
    isUnseen: false,
  };
}

/**
 * Where the requests of a route come from on their way to pods of a namespace: the pods of the controller, where some look
 * like it; else every place where it may be.
 */
export function routeEnds(view: View, route: Resource, namespace: string): NamedEnd[] {
  const known = view.once(guessRouteSources, route.facts.route?.className?.value ?? '');
  if (known.length > 0) return known.flatMap((workload) => podsEnd(view, workload));
  const places = ['in another namespace', `in namespace ${namespace}`, 'on the network of a node'];
  return unknownSources(view, namespace).map((endpoint, i) => ({
    name: `${CONTROLLER} ${places[i] ?? 'elsewhere'}`,
    endpoint,
    workload: undefined,
    isUnseen: true,
  }));
}
