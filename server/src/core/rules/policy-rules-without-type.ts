import type { Direction, PolicyDirection } from '../model/policy.ts';
import { type Resource, sourceIn } from '../workspace/resource.ts';
import { childPath, parentPath } from '../yaml/yaml-path.ts';
import { defineRule } from './define-rule.ts';

export default defineRule({
  severity: 'warning',
  summary: 'A policy has rules of a direction that its `policyTypes` leave out',
  why: `Where \`policyTypes\` are written they are exact: rules of a direction that they do not list are
ignored. The pods stay open in that direction, and what the rules forbid between their lines is allowed.`,
  remedy: 'List the direction in `policyTypes`, or take its rules out.',
  alsoKnownAs: [],
  source: 'semantics rule 6',
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
  policyTypes:
    - Ingress
  egress:
# ^^^^^^ These egress rules are ignored, because \`policyTypes\` does not list Egress.
    - to:
        - podSelector: {}
`,
    ],
    good: [
      `
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: types-follow-from-the-rules
spec:
  podSelector: {}
  egress:
    - to:
        - podSelector: {}
      ports:
        - port: 8080
    - to:
        - namespaceSelector: {}
      ports:
        - port: 53
        - port: 53
          protocol: UDP
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: default-deny
spec:
  podSelector: {}
  policyTypes:
    - Ingress
  egress: []
`,
    ],
  },
  check: (resource, { report }) => {
    for (const [direction, rules] of ignoredDirections(resource)) {
      report({
        at: sourceIn(resource, rules.at, 'value'),
        message: `These ${direction} rules are ignored, because \`policyTypes\` does not list ${TYPE[direction]}.`,
        related: [{ at: sourceIn(resource, typesOf(rules), 'value'), message: 'the directions that count' }],
      });
    }
  },
  fix: (finding, resource) =>
    ignoredDirections(resource)
      .filter(([, { at }]) => at === finding.at.path)
      .map(([direction, rules]) => ({
        title: `Add ${TYPE[direction]} to \`policyTypes\``,
        changes: [
          { type: 'append-item', document: resource.document, path: typesOf(rules), value: TYPE[direction] },
        ],
      })),
});

const TYPE = { ingress: 'Ingress', egress: 'Egress' } as const;

function ignoredDirections({ facts: { policy }, broken }: Resource): [Direction, PolicyDirection][] {
  // Only this tier lists directions: in others, rules apply where they stand.
  if (policy?.tier !== 'namespace' || broken) return [];
  // A type that there is not is told as such, and most likely means one of them.
  const types = typesOf(policy.ingress);
  if (policy.objections.some(({ at }) => at.startsWith(`${types}/`))) return [];
  const directions: [Direction, PolicyDirection][] = [
    ['ingress', policy.ingress],
    ['egress', policy.egress],
  ];
  return directions.filter(
    ([, { applies, appliesUnknown, rules }]) => !applies && !appliesUnknown && rules.length > 0,
  );
}

/** The list stands beside the rules. */
function typesOf({ at }: PolicyDirection): string {
  return childPath(parentPath(at), 'policyTypes');
}
