import { defineRule } from './define-rule.ts';
import { fixTranslatedPort, reportTranslatedPorts } from './evidence/translated-ports.ts';

export default defineRule({
  severity: 'warning',
  summary: 'An egress rule names the port of a Service where the pods behind it listen on another',
  why: `Whoever calls a Service is judged after the Service's port has been translated to the port of a pod
behind it. An egress rule that names the Service's port opens a port where nobody listens, and the call stays
denied.`,
  remedy: 'Name the port on which the pods behind the Service listen: its `targetPort`.',
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
  name: web
spec:
  podSelector:
    matchLabels:
      app: web
  policyTypes:
    - Egress
  egress:
    - to:
        - podSelector:
            matchLabels:
              app: api
      ports:
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
  name: web
spec:
  podSelector:
    matchLabels:
      app: web
  policyTypes:
    - Egress
  egress:
    - to:
        - podSelector:
            matchLabels:
              app: api
      ports:
        - port: 80
    - to:
        - ipBlock:
            cidr: 198.51.100.0/24
      ports:
        - port: 8080
`,
    ],
  },
  check: (resource, { view, report }) => {
    for (const translated of reportTranslatedPorts(view, resource, 'egress')) report(translated);
  },
  fix: (finding, resource, { view }) => fixTranslatedPort(view, resource, 'egress', finding),
});
