import type { Objection } from '../../model/policy.ts';
import { checkClusterPolicy } from '../check-cluster-policy.ts';
import { objectTo } from '../check-field.ts';
import { defineKind } from '../define-kind.ts';
import { BASELINE_DIALECT } from '../read-admin-ports.ts';
import { readDirection, readSubject } from '../read-cluster-policy.ts';
import { get, text, type Value } from '../value.ts';

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
        ingress: readDirection(spec, 'ingress', BASELINE_DIALECT),
        egress: readDirection(spec, 'egress', BASELINE_DIALECT),
        objections: [...checkName(resource), ...checkClusterPolicy(spec, BASELINE_DIALECT)],
      },
    };
  },
});

/** There is only one, and it is called `default` (semantics rule 56). */
function checkName(resource: Value): Objection[] {
  const name = get(resource, 'metadata', 'name');
  const written = text(name);
  if (written === undefined || written === 'default') return [];
  return objectTo(
    'field',
    name,
    `There is only one baseline, and it is called \`default\`, not \`${written}\`.`,
    'default',
  );
}
