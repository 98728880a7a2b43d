import type { Resource } from '../workspace/resource.ts';
import { childPath } from '../yaml/yaml-path.ts';
import { namespaceSelector } from './allow-traffic/policy-yaml.ts';
import { defineRule, type Fix } from './define-rule.ts';
import { findPeersOfNothing, type PeerSelectsNothing } from './evidence/peer-selects-nothing.ts';
import {
  explainSelectsNothing,
  fixSelectsNothing,
  relatedToNothing,
  selectsNothingAt,
  selectsNothingSeverity,
} from './evidence/tell-selects-nothing.ts';

export default defineRule({
  severity: 'warning',
  summary: 'A peer of a policy matches no pods',
  why: `A peer that matches no pods admits nobody today, and tomorrow whatever pod takes the label. Mostly a
label is misspelt, or the peer means pods of another namespace: a \`podSelector\` without a
\`namespaceSelector\` beside it sees only the policy's own namespace.`,
  remedy: `Use the labels of the pod template, and for pods of another namespace put a \`namespaceSelector\`
into the same item. A hint instead of a warning means that the pods may well come from somewhere else.`,
  alsoKnownAs: ['kube-linter dangling-networkpolicypeer-podselector', 'POP-1202'],
  source: 'semantics rules 10, 14 and 15',
  on: 'policy',
  examples: {
    bad: [
      `
apiVersion: apps/v1
kind: Deployment
metadata:
  name: api
  namespace: shop
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
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: api
  namespace: shop
spec:
  podSelector:
    matchLabels:
      app: api
  ingress:
    - from:
        - podSelector:
            matchLabels:
              app: gateway
#                  ^^^^^^^ This peer admits no pods: none in namespace shop has \`app=gateway\`, and those of Deployment edge/gateway are in another namespace.
---
apiVersion: apps/v1
kind: Deployment
metadata:
  name: gateway
  namespace: edge
spec:
  selector:
    matchLabels:
      app: gateway
  template:
    metadata:
      labels:
        app: gateway
    spec:
      containers:
        - name: gateway
          image: gateway:1
`,
    ],
    good: [
      `
apiVersion: apps/v1
kind: Deployment
metadata:
  name: api
  namespace: shop
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
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: api
  namespace: shop
spec:
  podSelector:
    matchLabels:
      app: api
  ingress:
    - from:
        - podSelector: {}
        - namespaceSelector:
            matchLabels:
              kubernetes.io/metadata.name: monitoring
          podSelector:
            matchLabels:
              app.kubernetes.io/name: prometheus
`,
    ],
  },
  check: (resource, { view, settings, report }) => {
    for (const { direction, action, scope, nothing } of findPeersOfNothing(view, settings, resource)) {
      // Another namespace is often filled from somewhere else too, even if the manifests have pods in it.
      const severity = scope.namespaces && !nothing.near ? 'info' : selectsNothingSeverity(nothing);
      const does = action !== 'allow' ? 'matches' : direction === 'ingress' ? 'admits' : 'leads to';
      report({
        at: selectsNothingAt(resource, nothing),
        message: `This peer ${does} no pods: ${explainSelectsNothing(nothing)}`,
        related: relatedToNothing(nothing),
        ...(severity && { severity }),
      });
    }
  },
  fix: (finding, resource, { view, settings }) => {
    const peers = findPeersOfNothing(view, settings, resource);
    const peer = peers.find(({ nothing }) => selectsNothingAt(resource, nothing).path === finding.at.path);
    return peer ? [...fixSelectsNothing(resource, peer.nothing), ...fixNamespace(resource, peer)] : [];
  },
});

/** The pods are there, in another namespace: the peer has only to say so. */
function fixNamespace(resource: Resource, { scope, nothing }: PeerSelectsNothing): Fix[] {
  const { abroad, near } = nothing;
  if (!abroad || near || scope.namespaces) return [];
  return [
    {
      title: `Look for these pods in namespace ${abroad.namespace}`,
      changes: [
        {
          type: 'add-entry',
          document: resource.document,
          path: childPath(scope.at, 'namespaceSelector'),
          value: namespaceSelector(abroad.namespace),
        },
      ],
    },
  ];
}
