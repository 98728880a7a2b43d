import { defineDocumentRule } from './define-document-rule.ts';

export default defineDocumentRule({
  problem: 'composition-no-target',
  severity: 'error',
  summary: 'A patch or replacement has nothing to change',
  why: `\`kustomize build\` stops at a strategic merge patch whose resource is not there; a patch with a target that meets nothing is
skipped without a word, and what it should have changed stays as it was.`,
  remedy: 'Correct the name, the kind or the selector of the target, or remove the patch.',
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
#-- web.yaml
apiVersion: v1
kind: Service
metadata:
  name: web
#-- patch.yaml
apiVersion: v1
kind: Service
metadata:
  name: wbe
  #     ^^^ …
spec:
  type: NodePort
`,
    ],
    good: [
      `
#-- kustomization.yaml
resources:
  - web.yaml
patches:
  - path: patch.yaml
#-- web.yaml
apiVersion: v1
kind: Service
metadata:
  name: web
#-- patch.yaml
apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  type: NodePort
`,
    ],
  },
});
