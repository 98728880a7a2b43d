import { endpointOf, type PodEndpoint } from '../../reach/endpoint.ts';
import { answerFor } from '../../reach/evaluate-connection.ts';
import { evaluateDirection } from '../../reach/evaluate-direction.ts';
import type { Resource } from '../../workspace/resource.ts';
import type { View } from '../../workspace/view.ts';

/** Whether the policies of a workload surely keep it from the cluster's DNS, so that no name resolves (semantics rule 44). */
export function needsDns(view: View, resource: Resource): boolean {
  const endpoint = endpointOf(view, resource);
  if (!endpoint) return false;
  const egress = evaluateDirection(view, endpoint, clusterDns(view), 'egress');
  return answerFor(egress, 'UDP', 53) === 'denied';
}

/** Pods that answer for the cluster's DNS, by the label that they have in nearly every cluster. */
export function isDnsWorkload({ facts, namespace }: Resource): boolean {
  const labels = facts.workload?.labels.entries ?? [];
  return (
    namespace === 'kube-system' && labels.some(({ key, value }) => key === 'k8s-app' && value === 'kube-dns')
  );
}

/** The cluster's DNS pods, which are hardly ever in the manifests. */
function clusterDns(view: View): PodEndpoint {
  const entries = [{ key: 'k8s-app', value: 'kube-dns', at: '' }];
  return {
    type: 'pods',
    namespace: 'kube-system',
    namespaceLabels: view.namespaceLabels('kube-system'),
    labels: { entries, open: true, at: '' },
    ports: [],
    portsOpen: true,
    hostNetwork: false,
  };
}
