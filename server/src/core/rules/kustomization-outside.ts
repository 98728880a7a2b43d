import { defineDocumentRule } from './define-document-rule.ts';

export default defineDocumentRule({
  problem: 'composition-outside',
  severity: 'warning',
  summary: 'A kustomization reads what is outside of its reach',
  why: `Kustomize refuses files outside of the folder of the kustomization that names them, unless its load restrictor is switched off.
Kubereach reads nothing that is outside of the workspace.`,
  remedy: 'Put the file into a base that has a kustomization of its own, and name its folder.',
  alsoKnownAs: [],
  source: 'https://kubectl.docs.kubernetes.io/faq/kustomize/#security-file-foo-is-not-in-or-below-bar',
  examples: {
    bad: [
      `
#-- app/kustomization.yaml
resources:
  - ../web.yaml
  # ^^^^^^^^^^^ …
#-- web.yaml
apiVersion: v1
kind: Service
metadata:
  name: web
`,
    ],
    good: [
      `
#-- app/kustomization.yaml
resources:
  - ../base
#-- base/kustomization.yaml
resources:
  - web.yaml
#-- base/web.yaml
apiVersion: v1
kind: Service
metadata:
  name: web
`,
    ],
  },
});
