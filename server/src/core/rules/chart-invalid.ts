import { defineDocumentRule } from './define-document-rule.ts';

export default defineDocumentRule({
  problem: 'chart-invalid',
  severity: 'error',
  summary: 'Helm cannot render a chart',
  why: `\`helm install\` stops at it, so nothing of the chart is installed. As long as it does, Kubereach reads the templates
themselves, in which everything that is templated is unknown.`,
  remedy: 'Correct what helm says is wrong.',
  alsoKnownAs: [],
  source: 'https://helm.sh/docs/helm/helm_template/',
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
  name: {{ include "shop.web" . }}
# ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ Helm cannot render this chart: …
`,
    ],
    good: [
      `
#-- Chart.yaml
apiVersion: v2
name: shop
version: 1.0.0
#-- templates/web.yaml
apiVersion: v1
kind: Service
metadata:
  name: {{ .Release.Name }}-web
`,
    ],
  },
});
