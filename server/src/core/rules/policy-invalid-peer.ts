import { defineRule } from './define-rule.ts';
import { fixObjection, reportObjections } from './evidence/objections.ts';

export default defineRule({
  severity: 'error',
  summary: 'A policy has a peer that the API server refuses',
  why: `A peer of a NetworkPolicy has selectors or an address block, never both and never neither. A peer of an
AdminNetworkPolicy, a BaselineAdminNetworkPolicy or a ClusterNetworkPolicy has exactly one field; in \`from\` it is
\`namespaces\` or \`pods\`, and no list of peers may be empty. The API server refuses the whole policy. Everything else
here is judged as if such a peer matched nothing; a Deny or Pass of the cluster's policies with such a peer denies
everybody, as the specification has it.`,
  remedy: 'Give each peer what it is meant to be, and make two items of what are two peers.',
  alsoKnownAs: [],
  source: 'semantics rules 9, 12, 58, 59, 64 and 65',
  on: 'policy',
  examples: {
    bad: [
      `
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: api
spec:
  podSelector: {}
  ingress:
    - from:
        - {}
#         ^^ A peer of nothing is no peer and matches nothing: it takes a \`podSelector\`, a \`namespaceSelector\` or both, or an \`ipBlock\`.
    - from:
        - podSelector: {}
          ipBlock:
#         ^^^^^^^ An \`ipBlock\` cannot stand beside a \`podSelector\` in one peer, which then matches nothing; make two items of them.
            cidr: 192.0.2.0/24
`,
      `
apiVersion: policy.networking.k8s.io/v1alpha2
kind: ClusterNetworkPolicy
metadata:
  name: tenants
spec:
  tier: Admin
  priority: 10
  subject:
    namespaces: {}
  egress:
    - action: Deny
      to:
        - domainNames:
#         ^^^^^^^^^^^ \`domainNames\` are only for rules that allow, and this one says \`Deny\`; use \`networks\`.
            - example.com
    - action: Deny
      to: []
#     ^^ Nobody is listed in \`to\`, so this rule matches nothing; \`namespaces: {}\` would be every pod.
`,
    ],
    good: [
      `
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: api
spec:
  podSelector: {}
  ingress:
    - from:
        - podSelector: {}
          namespaceSelector: {}
        - ipBlock:
            cidr: 192.0.2.0/24
    - from: []
      ports:
        - port: 8080
`,
    ],
  },
  check: (resource, context) => reportObjections(resource, 'peer', context),
  fix: (finding, resource) => fixObjection(finding, resource, 'peer'),
});
