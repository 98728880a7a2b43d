// Made by scripts/generate.mjs from the kinds that the server knows. Do not edit.
/** What the topology has nodes of: the group, which is empty for the core group, and the kind. */
export const NODE_KINDS: readonly string[] = [
  '/Pod',
  '/ReplicationController',
  '/Service',
  'apps/DaemonSet',
  'apps/Deployment',
  'apps/ReplicaSet',
  'apps/StatefulSet',
  'batch/CronJob',
  'batch/Job',
  'kubevirt.io/VirtualMachine',
  'networking.k8s.io/Ingress',
  'networking.k8s.io/NetworkPolicy',
  'policy.networking.k8s.io/AdminNetworkPolicy',
  'policy.networking.k8s.io/BaselineAdminNetworkPolicy',
  'policy.networking.k8s.io/ClusterNetworkPolicy',
  'route.openshift.io/Route',
];
