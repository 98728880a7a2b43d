import { checkClusterPolicy, checkPriority } from '../check-cluster-policy.ts';
import { defineKind } from '../define-kind.ts';
import { ADMIN_DIALECT } from '../read-admin-ports.ts';
import { readDirection, readPriority, readSubject } from '../read-cluster-policy.ts';
import { get } from '../value.ts';

export default defineKind({
  group: 'policy.networking.k8s.io',
  kind: 'AdminNetworkPolicy',
  versions: ['v1alpha1'],
  scope: 'cluster',
  docsUrl: 'https://network-policy-api.sigs.k8s.io/api-overview/',
  example: `
apiVersion: policy.networking.k8s.io/v1alpha1
kind: AdminNetworkPolicy
metadata:
  name: metrics-for-monitoring
spec:
  priority: 10
  subject:
    namespaces: {}
  ingress:
    - name: from-monitoring
      action: Allow
      from:
        - namespaces:
            matchLabels:
              kubernetes.io/metadata.name: monitoring
      ports:
        - portNumber:
            protocol: TCP
            port: 9090
`,
  lower: (resource) => {
    const spec = get(resource, 'spec');
    return {
      policy: {
        tier: 'admin',
        priority: readPriority(spec),
        subject: readSubject(spec),
        ingress: readDirection(spec, 'ingress', ADMIN_DIALECT),
        egress: readDirection(spec, 'egress', ADMIN_DIALECT),
        objections: [...checkPriority(spec), ...checkClusterPolicy(spec, ADMIN_DIALECT)],
      },
    };
  },
});
