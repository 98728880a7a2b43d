import { defineRule } from './define-rule.ts';
import { fixObjection, reportObjections } from './evidence/objections.ts';

export default defineRule({
  severity: 'error',
  summary: 'A policy has a port that the API server refuses',
  why: `Ports are numbers from 1 to 65535, protocols are TCP, UDP and SCTP, and a range begins with a number and ends
with one that is not below it. The API server refuses a policy with anything else. Everything else here is judged as if
such an entry matched nothing, and one with another protocol as if nobody knew what it matches.`,
  remedy: 'Write a port, a range or a protocol that there is.',
  alsoKnownAs: [],
  source: 'semantics rules 21, 22, 61, 62 and 63',
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
    - ports:
        - port: 80
          protocol: tcp
#                   ^^^ \`tcp\` is no protocol; did you mean \`TCP\`?
        - port: 80800
#               ^^^^^ \`80800\` is no port: a port is a number from 1 to 65535.
        - port: 8090
          endPort: 8080
#                  ^^^^ \`8080\` is below the \`port\` 8090, so this range is empty; turn them around.
        - port: http
          endPort: 8080
#                  ^^^^ A range cannot begin with a name like \`http\`, so this entry matches nothing; write its number.
`,
      `
apiVersion: policy.networking.k8s.io/v1alpha1
kind: AdminNetworkPolicy
metadata:
  name: tenants
spec:
  priority: 10
  subject:
    namespaces: {}
  egress:
    - action: Deny
      to:
        - networks:
            - 192.0.2.0/24
      ports:
        - namedPort: http
#                    ^^^^ Only pods have named ports, and this rule is about \`networks\` too; write the number of \`http\`.
        - portNumber:
            port: "80"
#                 ^^^^ In quotes \`80\` is no number; write it without.
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
    - ports:
        - port: 8080
          endPort: 8090
        - port: 53
          protocol: UDP
        - port: http
        - protocol: SCTP
`,
    ],
  },
  check: (resource, context) => reportObjections(resource, 'port', context),
  fix: (finding, resource) => fixObjection(finding, resource, 'port'),
});
