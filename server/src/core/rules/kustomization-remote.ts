import { defineDocumentRule } from './define-document-rule.ts';

export default defineDocumentRule({
  problem: 'composition-remote',
  severity: 'hint',
  summary: 'A kustomization takes in what is fetched from elsewhere',
  why: `Kubereach uses no network, so it cannot know what is there: it may define any resource, and nothing is reported as missing.`,
  remedy: 'Nothing has to be done. What is vendored into the workspace is read.',
  alsoKnownAs: [],
  source: 'https://kubectl.docs.kubernetes.io/references/kustomize/kustomization/resource/',
  examples: {
    bad: [
      `
#-- kustomization.yaml
resources:
  - https://example.com/web.yaml
  # ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ …
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
