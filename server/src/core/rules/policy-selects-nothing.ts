import { formatResource, type Resource } from '../workspace/resource.ts';
import { defineRule, type FixContext } from './define-rule.ts';
import { findPeerOfNothing } from './evidence/peer-selects-nothing.ts';
import type { SelectsNothing } from './evidence/selects-nothing.ts';
import {
  explainSelectsNothing,
  fixSelectsNothing,
  relatedToNothing,
  selectsNothingAt,
  selectsNothingSeverity,
} from './evidence/tell-selects-nothing.ts';

export default defineRule({
  severity: 'warning',
  summary: 'A policy selects no pods',
  why: `A policy protects the pods that its \`podSelector\` selects: pods of its own namespace whose
*template* has the labels. Where nothing is selected the policy does nothing, and the pods that it was written
for stay open to everybody. (An empty selector, \`{}\`, selects every pod of the namespace and is never
reported.)`,
  remedy: `Use the labels of the pod template. A hint instead of a warning means that the pods may well come
from somewhere else: the manifests have none in this namespace, or none with such labels.`,
  alsoKnownAs: [
    'kube-linter dangling-networkpolicy',
    'kube-score networkpolicy-targets-pod',
    'POP-1200',
    'C-0299',
  ],
  source: 'semantics rules 4, 14 and 15',
  on: 'policy',
  examples: {
    bad: [
      `
apiVersion: apps/v1
kind: Deployment
metadata:
  name: frontend
  namespace: shop
spec:
  selector:
    matchLabels:
      app: frontend
  template:
    metadata:
      labels:
        app: frontend
    spec:
      containers:
        - name: frontend
          image: frontend:1
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: frontend
  namespace: shop
spec:
  podSelector:
    matchLabels:
      app: fronted
#          ^^^^^^^ NetworkPolicy shop/frontend selects no pods: none in namespace shop has \`app=fronted\`; did you mean \`frontend\`, as the pods of Deployment shop/frontend have it?
  ingress:
    - {}
`,
    ],
    good: [
      `
apiVersion: apps/v1
kind: Deployment
metadata:
  name: frontend
  namespace: shop
spec:
  selector:
    matchLabels:
      app: frontend
  template:
    metadata:
      labels:
        app: frontend
    spec:
      containers:
        - name: frontend
          image: frontend:1
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: everything-but-the-database
  namespace: shop
spec:
  podSelector:
    matchExpressions:
      - key: tier
        operator: NotIn
        values: [database]
  ingress:
    - {}
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: default-deny
  namespace: empty-so-far
spec:
  podSelector: {}
`,
    ],
  },
  check: (resource, context) => {
    const found = find(resource, context);
    if (!found) return;
    // Other namespaces are often filled from somewhere else too, even if the manifests have pods in them.
    const isElsewhere = resource.facts.policy?.subject.namespaces && !found.near;
    const severity = isElsewhere ? 'info' : selectsNothingSeverity(found);
    context.report({
      at: selectsNothingAt(resource, found),
      message: `${formatResource(resource)} selects no pods: ${explainSelectsNothing(found)}`,
      related: relatedToNothing(found),
      ...(severity && { severity }),
    });
  },
  fix: (_, resource, context) => {
    const found = find(resource, context);
    return found ? fixSelectsNothing(resource, found) : [];
  },
});

function find(resource: Resource, { view, settings }: FixContext): SelectsNothing | undefined {
  const { policy } = resource.facts;
  if (!policy || resource.broken) return undefined;
  return findPeerOfNothing(view, settings, resource, policy.subject);
}
