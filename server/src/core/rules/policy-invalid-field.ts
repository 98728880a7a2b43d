import { defineRule } from './define-rule.ts';
import { fixObjection, reportObjections } from './evidence/objections.ts';

export default defineRule({
  severity: 'error',
  summary: 'A policy has a field that the API server refuses',
  why: `Types of a NetworkPolicy are \`Ingress\` and \`Egress\`; In and NotIn of a selector need values, Exists and
DoesNotExist have none. The policies of the cluster have exactly one subject, a priority from 0 to 1000 and actions by
their names, and the one baseline of v1alpha1 is called \`default\` and passes nothing on. The API server refuses the
whole policy otherwise. Everything else here is judged as if what is not understood were not there; an action that there
is not may be any, and so may what an expression asks for that is none.`,
  remedy: 'Write a value that there is.',
  alsoKnownAs: [],
  source: 'semantics rules 6, 15, 51, 55, 56 and 57',
  on: 'policy',
  examples: {
    bad: [
      `
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: api
spec:
  podSelector:
    matchExpressions:
      - key: app
        operator: Equals
#                 ^^^^^^ \`Equals\` is no operator; write \`In\`, \`NotIn\`, \`Exists\` or \`DoesNotExist\`.
  policyTypes:
    - ingress
#     ^^^^^^^ \`ingress\` is no type of policy; did you mean \`Ingress\`?
`,
      `
apiVersion: policy.networking.k8s.io/v1alpha2
kind: ClusterNetworkPolicy
metadata:
  name: tenants
spec:
  tier: Admin
  priority: 2000
#           ^^^^ \`2000\` is no priority: a priority is a number from 0 to 1000.
  subject: {}
# ^^^^^^^ This subject says nothing that is known: it has exactly one of \`namespaces\` and \`pods\`.
  ingress:
    - action: Allow
#             ^^^^^ \`Allow\` is no action of this kind, which calls it \`Accept\`.
      from:
        - namespaces: {}
`,
    ],
    good: [
      `
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: api
spec:
  podSelector:
    matchExpressions:
      - key: app
        operator: Exists
      - key: app
        operator: NotIn
        values:
          - debug
  policyTypes:
    - Ingress
---
apiVersion: policy.networking.k8s.io/v1alpha1
kind: BaselineAdminNetworkPolicy
metadata:
  name: default
spec:
  subject:
    namespaces: {}
  ingress:
    - action: Allow
      from:
        - namespaces: {}
`,
    ],
  },
  check: (resource, context) => reportObjections(resource, 'field', context),
  fix: (finding, resource) => fixObjection(finding, resource, 'field'),
});
