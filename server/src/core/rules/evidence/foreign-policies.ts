import type { View } from '../../workspace/view.ts';

/**
 * Whether the pods of a namespace may be under policies of a kind that cannot be judged here. Such a policy
 * may allow what the others do not (semantics rules 49 to 54; network plugins add their own kinds to the
 * sum).
 */
export function hasForeignPolicies(view: View, namespace: string): boolean {
  // A kind that nobody knows has no known scope either, so it may be listed under the implied namespace.
  const namespaces = new Set([namespace, view.impliedNamespace, '']);
  return FOREIGN.some(([group, kind]) =>
    [...namespaces].some((each) => view.ofKind(group, kind, each).length > 0),
  );
}

const FOREIGN: readonly (readonly [group: string, kind: string])[] = [
  ['policy.networking.k8s.io', 'AdminNetworkPolicy'],
  ['policy.networking.k8s.io', 'ClusterNetworkPolicy'],
  ['cilium.io', 'CiliumNetworkPolicy'],
  ['cilium.io', 'CiliumClusterwideNetworkPolicy'],
  ['projectcalico.org', 'NetworkPolicy'],
  ['projectcalico.org', 'GlobalNetworkPolicy'],
  ['crd.projectcalico.org', 'NetworkPolicy'],
  ['crd.projectcalico.org', 'GlobalNetworkPolicy'],
  ['crd.antrea.io', 'NetworkPolicy'],
  ['crd.antrea.io', 'ClusterNetworkPolicy'],
];
