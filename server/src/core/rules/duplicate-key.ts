import { defineDocumentRule } from './define-document-rule.ts';

export default defineDocumentRule({
  problem: 'duplicate-key',
  severity: 'error',
  summary: 'A map writes one key twice',
  why: `\`kubectl\` refuses the document with its default strict validation. Tools that take it use the last value and
silently drop the other one.`,
  remedy: 'Merge the two, or remove one.',
  alsoKnownAs: [],
  source:
    'YAML 1.2.2, section 3.2.1.3; https://kubernetes.io/docs/reference/using-api/api-concepts/#field-validation',
  examples: {
    bad: [
      `
apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  selector:
    app: web
  selector:
# ^^^^^^^^ The key \`selector\` is written twice in this map; only the last one counts.
    tier: front
`,
    ],
    good: [
      `
apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  selector:
    app: web
    tier: front
`,
    ],
  },
});
