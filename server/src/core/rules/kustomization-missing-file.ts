import { defineDocumentRule } from './define-document-rule.ts';

export default defineDocumentRule({
  problem: 'composition-missing',
  severity: 'error',
  summary: 'A kustomization names a file or folder that is not there',
  why: `\`kustomize build\` stops at it, so nothing of the environment is applied.`,
  remedy:
    'Correct the path: it is relative to the folder of the kustomization. A folder needs a kustomization of its own.',
  alsoKnownAs: [],
  source: 'https://kubectl.docs.kubernetes.io/references/kustomize/kustomization/resource/',
  examples: {
    bad: [
      `
#-- kustomization.yaml
resources:
  - wbe.yaml
  # ^^^^^^^^ …
#-- web.yaml
apiVersion: v1
kind: Service
metadata:
  name: web
`,
    ],
    good: [
      `
#-- kustomization.yaml
resources:
  - web.yaml
#-- web.yaml
apiVersion: v1
kind: Service
metadata:
  name: web
`,
    ],
  },
});
