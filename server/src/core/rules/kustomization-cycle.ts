import { defineDocumentRule } from './define-document-rule.ts';

export default defineDocumentRule({
  problem: 'composition-cycle',
  severity: 'error',
  summary: 'A kustomization takes itself in',
  why: `\`kustomize build\` stops at it.`,
  remedy: 'Take the folder out of one of the kustomizations that name one another.',
  alsoKnownAs: [],
  source: 'https://kubectl.docs.kubernetes.io/references/kustomize/kustomization/resource/',
  examples: {
    bad: [
      `
#-- a/kustomization.yaml
resources:
  - ../b
#-- b/kustomization.yaml
resources:
  - ../a
  # ^^^^ …
`,
    ],
    good: [
      `
#-- a/kustomization.yaml
resources:
  - ../b
#-- b/kustomization.yaml
namespace: shop
`,
    ],
  },
});
