import { defineDocumentRule } from './define-document-rule.ts';

export default defineDocumentRule({
  problem: 'composition-doubtful',
  severity: 'warning',
  summary: 'A kustomization says something that kustomize takes and nobody can mean',
  why: `\`kustomize build\` skips a patch or a replacement without a word when its target meets nothing, and what it should have
changed stays as it was. It takes a behavior that it does not know for \`create\`, and keys that the cluster refuses.`,
  remedy: 'Correct what the message names, or remove it.',
  alsoKnownAs: [],
  source: 'https://kubectl.docs.kubernetes.io/references/kustomize/kustomization/patches/',
  examples: {
    bad: [
      `
#-- kustomization.yaml
resources:
  - web.yaml
patches:
  - path: patch.yaml
    target:
#   ^^^^^^ …
      kind: Service
      name: wbe
#-- web.yaml
apiVersion: v1
kind: Service
metadata:
  name: web
#-- patch.yaml
- op: add
  path: /spec
  value: {type: NodePort}
`,
    ],
    good: [
      `
#-- kustomization.yaml
resources:
  - web.yaml
patches:
  - path: patch.yaml
    target:
      kind: Service
      name: web
#-- web.yaml
apiVersion: v1
kind: Service
metadata:
  name: web
#-- patch.yaml
- op: add
  path: /spec
  value: {type: NodePort}
`,
    ],
  },
});
