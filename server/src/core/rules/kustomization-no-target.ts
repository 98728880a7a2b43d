import { defineDocumentRule } from './define-document-rule.ts';

export default defineDocumentRule({
  problem: 'composition-no-target',
  severity: 'error',
  summary: 'A patch or replacement has nothing to change',
  why: `\`kustomize build\` stops at it: at a patch whose resource is not there, at a field that a replacement or an operation
does not find, at replicas of a workload that is not there.`,
  remedy: 'Correct the name, the kind or the path, or remove what has nothing to change.',
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
