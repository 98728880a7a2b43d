import { defineRule } from './define-rule.ts';
import { fixTranslatedPort, reportTranslatedPorts } from './evidence/translated-ports.ts';

export default defineRule({
  severity: 'error',
  summary: 'An ingress rule names the port of a Service where its pods listen on another',
  why: `A policy sees traffic after a Service's port has been translated to the pod's port. A rule that names
the Service's port matches nothing, and the traffic it was written for stays denied.`,
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
    for (const translated of reportTranslatedPorts(view, resource, 'ingress')) report(translated);
  },
  fix: (finding, resource, { view }) => fixTranslatedPort(view, resource, 'ingress', finding),
});
