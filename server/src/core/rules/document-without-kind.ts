import { defineDocumentRule } from './define-document-rule.ts';

export default defineDocumentRule({
  problem: 'missing-kind',
  severity: 'error',
  summary: 'A document has an apiVersion but no kind',
  why: 'Kubernetes cannot tell what the document is, and refuses it.',
  remedy: 'Add `kind`, or remove the document.',
  alsoKnownAs: [],
  source: 'https://kubernetes.io/docs/reference/using-api/api-concepts/',
  examples: {
    bad: [
      `
#-- a.json
{
  "apiVersion": "v1",
# ^^^^^^^^^^^^ This document has an apiVersion but no kind, so Kubernetes does not take it.
  "metadata": { "name": "web" }
}
`,
    ],
    good: ['\nname: values of something else\n'],
  },
});
