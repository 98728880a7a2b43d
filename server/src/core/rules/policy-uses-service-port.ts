import { selectInScope } from '../reach/select-workloads.ts';
import { formatResource, sourceIn } from '../workspace/resource.ts';
import { defineRule } from './define-rule.ts';
import { findServicePortUsed } from './evidence/service-port-used.ts';

export default defineRule({
  severity: 'error',
  summary: 'An ingress rule names the port of a Service where its pods listen on another',
  why: `A policy sees traffic after a Service's port has been translated to the pod's port. A rule that names the
Service's port matches nothing, and the traffic it was written for stays denied.`,
  remedy: "Name the port on which the pods listen: the Service's `targetPort`.",
  alsoKnownAs: [],
  source: 'semantics rule 30; https://github.com/kubernetes/website/issues/8295',
  on: 'policy',
  examples: {
    bad: [
      `
apiVersion: apps/v1
kind: Deployment
metadata:
  name: api
spec:
  selector:
    matchLabels:
      app: api
  template:
    metadata:
      labels:
        app: api
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
  selector:
    app: api
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
    matchLabels:
      app: api
  ingress:
    - ports:
        - port: 8080
#               ^^^^ Port 8080 is the port of Service default/api; the pods of Deployment default/api get this traffic on port 80, and that is what a policy must name.
`,
    ],
    good: [
      `
apiVersion: apps/v1
kind: Deployment
metadata:
  name: api
spec:
  selector:
    matchLabels:
      app: api
  template:
    metadata:
      labels:
        app: api
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
  selector:
    app: api
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
    matchLabels:
      app: api
  ingress:
    - ports:
        - port: 80
`,
    ],
  },
  check: (resource, { view, report }) => {
    const { policy } = resource.facts;
    if (!policy?.ingress.applies) return;
    const selected = selectInScope(view, policy.subject, resource.namespace).map((found) => found.resource);
    for (const { port, protocol, endPort } of policy.ingress.rules.flatMap((rule) => rule.ports ?? [])) {
      if (typeof port?.value !== 'number' || !protocol || endPort) continue;
      const used = findServicePortUsed(view, selected, port.value, protocol);
      if (!used) continue;
      const { service, servicePort, workload, podPort } = used;
      report({
        at: sourceIn(resource, port.at, 'value'),
        message: `Port ${port.value} is the port of ${formatResource(service)}; the pods of ${formatResource(workload)} get this traffic on port ${podPort}, and that is what a policy must name.`,
        related: [{ at: sourceIn(service, servicePort.port.at, 'value'), message: `leads to port ${podPort}` }],
      });
    }
  },
  fix: (finding, resource, { view }) => {
    const { policy } = resource.facts;
    if (!policy) return [];
    const selected = selectInScope(view, policy.subject, resource.namespace).map((found) => found.resource);
    const entry = policy.ingress.rules.flatMap((rule) => rule.ports ?? []).find(({ port }) => port?.at === finding.at.path);
    if (typeof entry?.port?.value !== 'number' || !entry.protocol) return [];
    const used = findServicePortUsed(view, selected, entry.port.value, entry.protocol);
    if (!used) return [];
    return [
      {
        title: `Change port ${entry.port.value} to ${used.podPort}, the port of the pods`,
        changes: [{ type: 'set-scalar', document: resource.document, path: entry.port.at, value: used.podPort }],
      },
    ];
  },
});
