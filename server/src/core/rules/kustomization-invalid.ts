import { defineDocumentRule } from './define-document-rule.ts';

export default defineDocumentRule({
  problem: 'composition-invalid',
  severity: 'error',
  summary: 'A kustomization says something that kustomize refuses',
  why: `\`kustomize build\` stops at the first such mistake, so nothing of the environment is applied. Kubereach goes on with the rest, so
that everything else is still checked.`,
  remedy: 'Write what the message asks for, or remove the field.',
  alsoKnownAs: [],
  source: 'https://kubectl.docs.kubernetes.io/references/kustomize/kustomization/',
  examples: {
    bad: [
      `
#-- kustomization.yaml
resources:
  - web.yaml
patches:
  - path: patch.yaml
    option: [allowNameChange]
#   ^^^^^^ …
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
