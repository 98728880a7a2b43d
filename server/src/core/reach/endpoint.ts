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
  return endpointIn(resource, (namespace) => view.namespaceLabels(namespace), podNetwork(view));
}

/** The same, where the labels of namespaces and the network are known already. */
export function endpointIn(
  { facts: { workload }, namespace }: Resource,
  labelsOf: (namespace: string) => Labels,
  network: PodNetwork,
): PodEndpoint | undefined {
  if (!workload) return undefined;
  const { labels, ports, portsOpen, hostNetwork } = workload;
  const namespaceLabels = labelsOf(namespace);
  return { type: 'pods', namespace, namespaceLabels, labels, ports, portsOpen, hostNetwork, network };
}
