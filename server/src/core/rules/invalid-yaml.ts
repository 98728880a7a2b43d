import { defineDocumentRule } from './define-document-rule.ts';

export default defineDocumentRule({
  problem: 'invalid-yaml',
  severity: 'error',
  summary: 'A Kubernetes document is not valid YAML',
  why: `Kubernetes refuses the document. What Kubereach says about other documents may be incomplete: what seems to be
missing may be in this one, so nothing is reported as missing that could be.`,
  remedy: 'Correct the YAML at the place that is shown.',
  alsoKnownAs: [],
  source: 'YAML 1.2.2',
  examples: {
    bad: [
      `
apiVersion: v1
kind: Service
metadata:
  name: web
  labels: *common
#         ^^^^^^^ Unresolved alias (the anchor must be set before the alias): common.
`,
    ],
    good: [
      `
apiVersion: v1
kind: Service
metadata:
  name: web
  labels: {a: b}
`,
    ],
  },
});
