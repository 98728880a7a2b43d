import { endpointOf } from '../../reach/endpoint.ts';
import { answerFor } from '../../reach/evaluate-connection.ts';
import { evaluateDirection } from '../../reach/evaluate-direction.ts';
import { DNS_PODS, dnsEndpoints } from '../../reach/ways/dns-endpoints.ts';
import type { Resource } from '../../workspace/resource.ts';
import type { View } from '../../workspace/view.ts';

/** Whether the policies of a workload surely keep it from every DNS server, so that no name resolves (semantics rule 44). */
export function needsDns(view: View, resource: Resource): boolean {
  const endpoint = endpointOf(view, resource);
  if (!endpoint) return false;
  return view.once(dnsEndpoints, resource.namespace).every(({ endpoint: server, ports }) => {
    const egress = evaluateDirection(view, endpoint, server, 'egress');
    return ports.every((port) => answerFor(egress, 'UDP', port) === 'denied');
  });
}

/** Pods that answer for the cluster's DNS, by the label that they have in nearly every cluster. */
export function isDnsWorkload({ facts, namespace }: Resource): boolean {
  const labels = facts.workload?.labels.entries ?? [];
  return (
    namespace === DNS_PODS.namespace &&
    labels.some(({ key, value }) => key === DNS_PODS.label && value === DNS_PODS.value)
  );
}
