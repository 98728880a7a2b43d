import { defineDocumentRule } from './define-document-rule.ts';

export default defineDocumentRule({
  problem: 'chart-incomplete',
  severity: 'info',
  summary: 'A chart lacks the sub-charts that it names',
  why: `Helm renders a chart only with all its sub-charts, and Kubereach fetches nothing. Until they are there it reads the
templates themselves, in which everything that is templated is unknown.`,
  remedy: 'Run `helm dependency build` in the folder of the chart.',
  alsoKnownAs: [],
  source: 'https://helm.sh/docs/helm/helm_dependency_build/',
  examples: {
    bad: [
      `
#-- Chart.yaml
apiVersion: v2
name: shop
version: 1.0.0
dependencies:
  - name: redis
    #     ^^^^^ …
    version: 1.0.0
    repository: https://example.com/charts
#-- templates/web.yaml
apiVersion: v1
kind: Service
metadata:
  name: web
`,
    ],
    good: [
      `
#-- Chart.yaml
apiVersion: v2
name: shop
version: 1.0.0
dependencies:
  - name: redis
    version: 1.0.0
    repository: ""
#-- charts/redis/Chart.yaml
apiVersion: v2
name: redis
version: 1.0.0
#-- templates/web.yaml
apiVersion: v1
kind: Service
metadata:
  name: web
`,
    ],
  },
});
