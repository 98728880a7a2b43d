import { formatResource, type Resource, sourceIn } from '../workspace/resource.ts';
import type { View } from '../workspace/view.ts';
import { allowFixes } from './allow-traffic/allow-fixes.ts';
import type { TrafficSource } from './allow-traffic/wanted-traffic.ts';
import { defineRule } from './define-rule.ts';
import { type DeniedRoute, deniedRoutes } from './evidence/denied-routes.ts';
import { denyingPolicies } from './evidence/denying-policies.ts';

export default defineRule({
  severity: 'warning',
  summary: 'Policies keep the requests of an Ingress from the pods behind it',
  why: `Requests reach the pods from the Ingress controller, on the port of the pods. Policies isolate these pods, and no
rule of theirs admits the controller: clients get a gateway timeout.`,
  remedy: `Admit the controller's namespace on the port of the pods. Where the controller is not in the manifests, only
what no source at all could pass is reported.`,
  alsoKnownAs: ['netpol-analyzer: blocked ingress warning'],
  source: 'semantics rules 30, 32 and 45',
  on: 'route',
  examples: {
    bad: [
      `
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: shop
spec:
  rules:
    - http:
        paths:
          - path: /
            pathType: Prefix
            backend:
              service:
                name: web
#                     ^^^ No request gets through to Deployment default/web on TCP 8080, except from its own node: ingress is denied by policy.
                port:
                  number: 80
---
apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  selector: {app: web}
  ports:
    - port: 80
      targetPort: 8080
---
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
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: deny-all
spec:
  podSelector: {}
  policyTypes: [Ingress]
`,
    ],
    good: [
      `
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: shop
spec:
  rules:
    - http:
        paths:
          - path: /
            pathType: Prefix
            backend:
              service:
                name: web
                port:
                  number: 80
---
apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  selector: {app: web}
  ports:
    - port: 80
      targetPort: 8080
---
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
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: web
spec:
  podSelector:
    matchLabels: {app: web}
  ingress:
    - from:
        - namespaceSelector:
            matchLabels:
              purpose: entrance
      ports:
        - port: 8080
`,
    ],
  },
  check: (resource, { view, report }) => {
    for (const { rule, server, protocol, port, sources, verdict } of deniedRoutes(resource, view)) {
      const from = sources.length > 0 ? `No request of ${list(sources)}` : 'No request';
      // Nothing keeps out a controller on the host network of that node (semantics rule 32).
      const except = sources.length > 0 ? '' : ', except from its own node';
      const side = verdict.egress && sources.length > 0 ? 'it' : 'ingress';
      report({
        at: sourceIn(resource, rule.backend.service.at, 'value'),
        message: `${from} gets through to ${formatResource(server)} on ${protocol} ${port}${except}: ${side} is denied by policy.`,
        related: denyingPolicies(verdict, protocol, port),
      });
    }
  },
  fix: (finding, resource, { view }) =>
    deniedRoutes(resource, view)
      .filter(({ rule }) => rule.backend.service.at === finding.at.path)
      .flatMap((denied) =>
        sourcesToAllow(view, denied).flatMap((from) =>
          allowFixes(view, { from, to: denied.server, protocol: denied.protocol, port: denied.port }),
        ),
      ),
});

/** The controller where it is known, by its pods or by its namespace; else nobody can be named. */
function sourcesToAllow({ settings }: View, { sources }: DeniedRoute): TrafficSource[] {
  const found = new Set(sources.map(({ namespace }) => namespace));
  const namespaces = found.size > 0 ? found : new Set(settings.ingressControllers);
  if (namespaces.size === 0) return [{ type: 'anywhere' }];
  return [
    ...sources.map((resource): TrafficSource => ({ type: 'workload', resource })),
    ...[...namespaces].map((name): TrafficSource => ({ type: 'namespace', name })),
  ];
}

function list(resources: readonly Resource[]): string {
  return resources.map(formatResource).join(', ');
}
