import type { Ternary } from '../base/ternary.ts';
import type { Labels } from '../model/labels.ts';
import type { ContainerPort } from '../model/workload.ts';
import type { Resource } from '../workspace/resource.ts';
import type { View } from '../workspace/view.ts';
import type { AddressSet } from './address-set.ts';
import { type PodNetwork, podNetwork } from './pod-network.ts';

/** One end of a connection: pods that are alike, or addresses outside the cluster. */
export type Endpoint = PodEndpoint | AddressEndpoint;

export interface PodEndpoint {
  readonly type: 'pods';
  readonly namespace: string;
  readonly namespaceLabels: Labels;
  readonly labels: Labels;
  readonly ports: readonly ContainerPort[];
  readonly portsOpen: boolean;
  /** Such pods have their node's address: policies may not see them or not apply to them (semantics rules 32 and 33). */
  readonly hostNetwork: Ternary;
  readonly network: PodNetwork;
}

export interface AddressEndpoint {
  readonly type: 'addresses';
  readonly addresses: AddressSet;
}

/** The pods of a workload, or undefined for a resource that has none. */
export function endpointOf(view: View, resource: Resource): PodEndpoint | undefined {
  const { workload } = resource.facts;
  if (!workload) return undefined;
  return {
    type: 'pods',
    namespace: resource.namespace,
    namespaceLabels: view.namespaceLabels(resource.namespace),
    labels: workload.labels,
    ports: workload.ports,
    portsOpen: workload.portsOpen,
    hostNetwork: workload.hostNetwork,
    network: podNetwork(view),
  };
}
