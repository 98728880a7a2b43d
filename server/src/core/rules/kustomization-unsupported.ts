import { defineDocumentRule } from './define-document-rule.ts';

export default defineDocumentRule({
  problem: 'composition-unsupported',
  severity: 'hint',
  summary: 'A kustomization uses a plugin or a chart',
  why: `Only kustomize itself can run it, so Kubereach does not know what comes of it: it may define any resource, and nothing is
reported as missing.`,
  remedy: 'Nothing has to be done.',
  alsoKnownAs: [],
  source: 'https://kubectl.docs.kubernetes.io/references/kustomize/kustomization/helmcharts/',
  examples: {
    bad: [
      `
#-- kustomization.yaml
generators:
  - plugin.yaml
#-- plugin.yaml
apiVersion: example.com/v1
kind: SecretFromVault
#     ^^^^^^^^^^^^^^^ …
metadata:
  name: vault
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
