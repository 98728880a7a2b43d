// Made by scripts/generate.mjs from the files beside it. Do not edit.
import daemonSet from './apps/daemon-set.ts';
import deployment from './apps/deployment.ts';
import replicaSet from './apps/replica-set.ts';
import statefulSet from './apps/stateful-set.ts';
import cronJob from './batch/cron-job.ts';
import job from './batch/job.ts';
import configMap from './core/config-map.ts';
import endpoints from './core/endpoints.ts';
import namespace from './core/namespace.ts';
import pod from './core/pod.ts';
import replicationController from './core/replication-controller.ts';
import secret from './core/secret.ts';
import service from './core/service.ts';
import endpointSlice from './discovery/endpoint-slice.ts';
import virtualMachine from './kubevirt/virtual-machine.ts';
import ingressClass from './networking/ingress-class.ts';
import ingress from './networking/ingress.ts';
import networkPolicy from './networking/network-policy.ts';
import adminNetworkPolicy from './policy/admin-network-policy.ts';
import baselineAdminNetworkPolicy from './policy/baseline-admin-network-policy.ts';
import clusterNetworkPolicy from './policy/cluster-network-policy.ts';
import route from './route/route.ts';
import type { Kind } from './define-kind.ts';

/** Every kind, by file. */
export const KINDS: readonly Kind[] = [
  daemonSet,
  deployment,
  replicaSet,
  statefulSet,
  cronJob,
  job,
  configMap,
  endpoints,
  namespace,
  pod,
  replicationController,
  secret,
  service,
  endpointSlice,
  virtualMachine,
  ingressClass,
  ingress,
  networkPolicy,
  adminNetworkPolicy,
  baselineAdminNetworkPolicy,
  clusterNetworkPolicy,
  route,
];
