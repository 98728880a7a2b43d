/**
 * True for a kind of policy of which some version has no file here: it allows or denies traffic, and nobody can say what (semantics
 * rules 49 to 54; network plugins add their own kinds to the sum).
 */
export function isForeignPolicy(group: string, kind: string): boolean {
  return FOREIGN.has(`${group}/${kind}`);
}

const FOREIGN: ReadonlySet<string> = new Set([
  'policy.networking.k8s.io/AdminNetworkPolicy',
  'policy.networking.k8s.io/BaselineAdminNetworkPolicy',
  'policy.networking.k8s.io/ClusterNetworkPolicy',
  'cilium.io/CiliumNetworkPolicy',
  'cilium.io/CiliumClusterwideNetworkPolicy',
  'projectcalico.org/NetworkPolicy',
  'projectcalico.org/GlobalNetworkPolicy',
  'crd.projectcalico.org/NetworkPolicy',
  'crd.projectcalico.org/GlobalNetworkPolicy',
  'crd.antrea.io/NetworkPolicy',
  'crd.antrea.io/ClusterNetworkPolicy',
]);
