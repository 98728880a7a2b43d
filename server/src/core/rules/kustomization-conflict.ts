import { defineDocumentRule } from './define-document-rule.ts';

export default defineDocumentRule({
  problem: 'composition-conflict',
  severity: 'error',
  summary: 'A kustomization takes one resource in twice',
  why: `\`kustomize build\` stops at it: two resources of one kind, namespace and name cannot both be applied.`,
  remedy: 'Remove one of them, or make the second one a patch.',
  alsoKnownAs: [],
  source: 'https://kubectl.docs.kubernetes.io/references/kustomize/kustomization/resource/',
  examples: {
    bad: [
      `
#-- kustomization.yaml
resources:
  - web.yaml
  - copy.yaml
  # ^^^^^^^^^ …
#-- web.yaml
apiVersion: v1
kind: Service
metadata:
  name: web
#-- copy.yaml
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
  - api.yaml
#-- web.yaml
apiVersion: v1
kind: Service
metadata:
  name: web
#-- api.yaml
apiVersion: v1
kind: Service
metadata:
  name: api
`,
    ],
  },
});
