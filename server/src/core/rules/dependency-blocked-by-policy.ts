import { sameSource } from '../model/source.ts';
import { formatResource } from '../workspace/resource.ts';
import { allowFixes } from './allow-traffic/allow-fixes.ts';
import { defineRule } from './define-rule.ts';
import { deniedDependencies } from './evidence/denied-dependencies.ts';
import { denyingPolicies, explainDenial } from './evidence/denying-policies.ts';

export default defineRule({
  severity: 'warning',
  summary: 'A workload is given an address that its policies, or those of the other end, deny',
  why: `The address stands in an environment variable, an argument or a ConfigMap, so somebody means to use it. On its
way through the Service to the pods behind it at least one side isolates its pods and has no rule that admits the
port: the connection times out. Both sides must allow it, egress at the source and ingress at the destination.`,
  remedy: `Allow the traffic on the side that denies it, by the port of the pods. The quick fix writes the rules and is
offered only when the engine confirms that they open this traffic and nothing else.`,
  alsoKnownAs: [],
  source: 'semantics rules 1, 2 and 30',
  on: 'addresses',
  examples: {
    bad: [
      `
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  selector:
    matchLabels: {app: web}
  template:
    metadata:
      labels: {app: web}
    spec:
      containers:
        - name: web
          image: web:1
          env:
            - name: API_URL
              value: http://api:8080/v1
#                           ^^^^^^^^ Deployment default/web cannot reach Deployment default/api on TCP 80, where \`api:8080\` leads: ingress is denied by policy.
---
apiVersion: apps/v1
kind: Deployment
metadata:
  name: api
spec:
  selector:
    matchLabels: {app: api}
  template:
    metadata:
      labels: {app: api}
    spec:
      containers:
        - name: api
          image: api:1
---
apiVersion: v1
kind: Service
metadata:
  name: api
spec:
  selector: {app: api}
  ports:
    - port: 8080
      targetPort: 80
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: api
spec:
  podSelector:
    matchLabels: {app: api}
  policyTypes: [Ingress]
`,
    ],
    good: [
      `
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  selector:
    matchLabels: {app: web}
  template:
    metadata:
      labels: {app: web}
    spec:
      containers:
        - name: web
          image: web:1
          env:
            - name: API_URL
              value: http://api:8080/v1
---
apiVersion: apps/v1
kind: Deployment
metadata:
  name: api
spec:
  selector:
    matchLabels: {app: api}
  template:
    metadata:
      labels: {app: api}
    spec:
      containers:
        - name: api
          image: api:1
---
apiVersion: v1
kind: Service
metadata:
  name: api
spec:
  selector: {app: api}
  ports:
    - port: 8080
      targetPort: 80
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: api
spec:
  podSelector:
    matchLabels: {app: api}
  ingress:
    - from:
        - podSelector:
            matchLabels: {app: web}
      ports:
        - port: 80
`,
    ],
  },
  check: (resource, { view, settings, report }) => {
    for (const { at, text, client, server, protocol, port, verdict } of deniedDependencies(
      resource,
      view,
      settings,
    )) {
      report({
        at,
        message: `${formatResource(client)} cannot reach ${formatResource(server)} on ${protocol} ${port}, where \`${text}\` leads: ${explainDenial(verdict, protocol, port)}.`,
        related: denyingPolicies(verdict, protocol, port),
      });
    }
  },
  fix: (finding, resource, { view, settings }) =>
    deniedDependencies(resource, view, settings)
      .filter(({ at }) => sameSource(at, finding.at))
      .filter(({ client, server }) =>
        finding.message.startsWith(`${formatResource(client)} cannot reach ${formatResource(server)} `),
      )
      .flatMap(({ client, server: to, protocol, port }) =>
        allowFixes(view, { from: { type: 'workload', resource: client }, to, protocol, port }),
      ),
});
