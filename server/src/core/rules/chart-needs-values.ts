import { defineDocumentRule } from './define-document-rule.ts';

export default defineDocumentRule({
  problem: 'chart-needs-values',
  severity: 'hint',
  summary: 'A chart cannot be rendered with the values that are known',
  why: `Charts ask for what has no default: a value that is \`required\`, a schema, a version of Kubernetes, an object of the
cluster. Whoever installs this one gives it, and here nobody says what. Until then Kubereach reads the templates themselves,
in which everything that is templated is unknown.`,
  remedy: `Name the files of values that it is installed with under \`charts\` in \`kubereach.yaml\`.`,
  alsoKnownAs: [],
  source: 'https://helm.sh/docs/howto/charts_tips_and_tricks/',
  examples: {
    bad: [
      `
#-- Chart.yaml
apiVersion: v2
name: shop
version: 1.0.0
#-- templates/web.yaml
apiVersion: v1
kind: Service
metadata:
  name: {{ required "give a name" .Values.name }}
# ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ With these values helm cannot render this chart: …
`,
    ],
    good: [
      `
#-- Chart.yaml
apiVersion: v2
name: shop
version: 1.0.0
#-- values.yaml
name: web
#-- templates/web.yaml
apiVersion: v1
kind: Service
metadata:
  name: {{ required "give a name" .Values.name }}
`,
    ],
  },
});
