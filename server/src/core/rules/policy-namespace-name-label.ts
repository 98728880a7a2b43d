import { NAMESPACE_NAME_LABEL } from '../workspace/namespace-table.ts';
import { formatResource, type Resource, sourceOf } from '../workspace/resource.ts';
import { childPath } from '../yaml/yaml-path.ts';
import { defineRule, type Fix } from './define-rule.ts';
import { findHandMadeLabels, type HandMadeLabel } from './evidence/hand-made-label.ts';
import { changeKey, changeValue, keySource } from './evidence/requirement-place.ts';

export default defineRule({
  severity: 'warning',
  summary: 'A policy means a namespace by a label that Kubernetes does not set',
  why: `Namespaces are selected by their labels, and the only one that every namespace has is
\`kubernetes.io/metadata.name\`. A label like \`name: shop\` is there only if somebody has set it; without it
the selector matches no namespace and the rule admits nobody.

A warning means that the namespace is in the manifests, without the label. Where it is not, the label may have
been set somewhere else (info). A hint means that the label is there: but it has to be set again with every
new cluster, and whoever may label a namespace can give it to another one. The label of the name is beyond
that.`,
  remedy: 'Select the namespace by `kubernetes.io/metadata.name`.',
  alsoKnownAs: [],
  source:
    'semantics rules 17 and 18; https://kubernetes.io/docs/concepts/services-networking/network-policies/#targeting-a-namespace-by-its-name',
  on: 'policy',
  examples: {
    bad: [
      `
apiVersion: v1
kind: Namespace
metadata:
  name: web
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: api
  namespace: shop
spec:
  podSelector: {}
  ingress:
    - from:
        - namespaceSelector:
            matchLabels:
              name: web
#             ^^^^ Namespace web is not labelled \`name: web\`, so this matches no namespace; Kubernetes sets only \`kubernetes.io/metadata.name\` by itself.
        - namespaceSelector:
            matchLabels:
              name: monitoring
#             ^^^^ Kubernetes sets only \`kubernetes.io/metadata.name\` on a namespace by itself; \`name: monitoring\` must have been set by somebody.
`,
    ],
    good: [
      `
apiVersion: v1
kind: Namespace
metadata:
  name: web
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: api
  namespace: shop
spec:
  podSelector: {}
  ingress:
    - from:
        - namespaceSelector:
            matchLabels:
              kubernetes.io/metadata.name: web
        - namespaceSelector:
            matchLabels:
              team: payments
`,
    ],
  },
  check: (resource, { view, report }) => {
    for (const label of findHandMadeLabels(view, resource)) {
      const { found, requirement } = label;
      report({
        at: keySource(resource, requirement),
        message: explain(label),
        related:
          found.type === 'unseen' ? [] : [{ at: sourceOf(found.namespace), message: relation(found.type) }],
        ...(found.type !== 'lacking' && { severity: found.type === 'unseen' ? 'info' : 'hint' }),
      });
    }
  },
  fix: (finding, resource, { view }) => {
    const labels = findHandMadeLabels(view, resource);
    const label = labels.find(({ requirement }) => keySource(resource, requirement).path === finding.at.path);
    return label ? [selectByName(resource, label), ...labelNamespace(label)] : [];
  },
});

function explain({ key, value, found }: HandMadeLabel): string {
  const label = `\`${key}: ${value}\``;
  const own = `\`${NAMESPACE_NAME_LABEL}\``;
  switch (found.type) {
    case 'lacking':
      return `${formatResource(found.namespace)} is not labelled ${label}, so this matches no namespace; Kubernetes sets only ${own} by itself.`;
    case 'unseen':
      return `Kubernetes sets only ${own} on a namespace by itself; ${label} must have been set by somebody.`;
    case 'only':
      return `${label} is set by hand, and only on ${formatResource(found.namespace)}; \`${NAMESPACE_NAME_LABEL}: ${found.name}\` can be neither forgotten nor given to another namespace.`;
  }
}

function relation(type: 'lacking' | 'only'): string {
  return type === 'only' ? 'has the label' : 'lacks the label';
}

function selectByName(resource: Resource, { requirement, value, found }: HandMadeLabel): Fix {
  const name = found.type === 'only' ? found.name : value;
  return {
    title: `Select the namespace by \`${NAMESPACE_NAME_LABEL}: ${name}\``,
    changes: [
      changeKey(resource, requirement, NAMESPACE_NAME_LABEL),
      ...(name === value ? [] : [changeValue(resource, requirement, name)]),
    ],
  };
}

function labelNamespace({ key, value, found }: HandMadeLabel): Fix[] {
  if (found.type !== 'lacking') return [];
  const { document, facts } = found.namespace;
  const { at } = facts.labels;
  // Which of the two fits depends on whether the namespace has labels; a change that does not fit is not
  // offered.
  const changes = [
    { type: 'add-entry', document, path: childPath(at, key), value },
    { type: 'add-entry', document, path: at, value: { [key]: value } },
  ] as const;
  const title = `Label ${formatResource(found.namespace)} \`${key}: ${value}\``;
  return changes.map((change) => ({ title, changes: [change] }));
}
