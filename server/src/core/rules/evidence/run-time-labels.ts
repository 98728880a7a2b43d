/**
 * Labels that Kubernetes and well-known controllers give to pods when these are made, so that no manifest has them:
 * a requirement on such a label says nothing about what the manifests lack.
 */
export function isRunTimeLabel(key: string): boolean {
  return RUN_TIME.has(key);
}

/** Kubernetes documentation, "Well-Known Labels, Annotations and Taints", and the controllers of Argo Rollouts. */
const RUN_TIME: ReadonlySet<string> = new Set([
  'pod-template-hash',
  'pod-template-generation',
  'controller-revision-hash',
  'controller-uid',
  'job-name',
  'batch.kubernetes.io/controller-uid',
  'batch.kubernetes.io/job-name',
  'batch.kubernetes.io/job-completion-index',
  'statefulset.kubernetes.io/pod-name',
  'apps.kubernetes.io/pod-index',
  'rollouts-pod-template-hash',
  'topology.kubernetes.io/zone',
  'topology.kubernetes.io/region',
]);
