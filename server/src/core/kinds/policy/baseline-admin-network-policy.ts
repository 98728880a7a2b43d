import { defineKind } from '../define-kind.ts';
import { ADMIN_DIALECT } from '../read-admin-ports.ts';
import { readDirection, readSubject } from '../read-cluster-policy.ts';
import { get } from '../value.ts';

export default defineKind({
  group: 'policy.networking.k8s.io',
  kind: 'BaselineAdminNetworkPolicy',
  versions: ['v1alpha1'],
  scope: 'cluster',
  docsUrl: 'https://network-policy-api.sigs.k8s.io/api-overview/',
  example: `
apiVersion: policy.networking.k8s.io/v1alpha1
kind: BaselineAdminNetworkPolicy
metadata:
  name: default
spec:
  subject:
    namespaces: {}
  ingress:
    - name: nobody-from-elsewhere
      action: Deny
      from:
        - namespaces: {}
`,
  lower: (resource) => {
    const spec = get(resource, 'spec');
    return {
      policy: {
        tier: 'baseline',
        // Semantics rule 56: it has none, and so stands after the ClusterNetworkPolicies of this tier.
        priority: undefined,
        subject: readSubject(spec),
        ingress: readDirection(spec, 'ingress', ADMIN_DIALECT),
        egress: readDirection(spec, 'egress', ADMIN_DIALECT),
      },
    };
  },
});
