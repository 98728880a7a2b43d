import { formatSelector } from '../model/selector.ts';
import { formatResource, sourceIn } from '../workspace/resource.ts';
import { defineRule } from './define-rule.ts';
import { findDeadSelector } from './evidence/dead-selector.ts';
import { findServiceNearMiss } from './evidence/service-near-miss.ts';

export default defineRule({
  severity: 'warning',
  summary: 'A Service selects pods that no workload of its namespace makes',
  why: `A Service stands for the pods of its own namespace that carry every label of its selector. Without such pods
it has no endpoints, and connections to it fail.

The pods may well be defined somewhere else. It is a warning only where the workloads of the same namespace are
labelled by the same keys, or where workloads with these labels are in another namespace; otherwise it is a hint.
Nothing is said of a Service whose endpoints are listed by hand, or whose selector asks for labels that are set while
pods run.`,
  remedy: 'Select labels that the pod template of a workload in the same namespace has.',
  alsoKnownAs: ['kube-linter dangling-service', 'kube-score service-targets-pod', 'POP-1100', 'C-0293'],
  source: 'semantics rules 14 and 38; https://kubernetes.io/docs/concepts/services-networking/service/',
  on: 'service',
  deadEnd: true,
  examples: {
    bad: [
      `
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  selector:
    matchLabels:
      app: web
  template:
    metadata:
      labels:
        app: web
    spec:
      containers:
        - name: web
          image: web:1
---
apiVersion: v1
kind: Service
metadata:
  name: cache
spec:
  selector:
    app: cache
#        ^^^^^ Service default/cache selects no pods: no workload of its namespace has \`app=cache\` in its pod template.
  ports:
    - port: 6379
`,
      `
apiVersion: v1
kind: Pod
metadata:
  name: web
  namespace: shop
  labels:
    app: web
spec:
  containers:
    - name: web
      image: web:1
---
apiVersion: v1
kind: Service
metadata:
  name: web
  namespace: edge
spec:
  selector:
    app: web
#        ^^^ Service edge/web selects no pods: Pod shop/web has \`app=web\`, but a Service selects only pods of its own namespace.
  ports:
    - port: 80
`,
    ],
    good: [
      `
# The endpoints of this Service are listed by hand.
apiVersion: v1
kind: Service
metadata:
  name: legacy
spec:
  ports:
    - port: 80
---
apiVersion: discovery.k8s.io/v1
kind: EndpointSlice
metadata:
  name: legacy-1
  labels:
    kubernetes.io/service-name: legacy
addressType: IPv4
endpoints:
  - addresses:
      - 192.0.2.10
ports:
  - port: 80
`,
    ],
  },
  check: (resource, { view, settings, report }) => {
    const dead = findDeadSelector(view, settings, resource);
    if (!dead || findServiceNearMiss(view, resource, dead.selector)) return;
    const { selector, owned, abroad } = dead;
    const [only, ...more] = selector.requirements;
    const at =
      only && more.length === 0
        ? sourceIn(resource, only.at, 'value')
        : sourceIn(resource, selector.at, 'key');
    const labels = `\`${formatSelector(selector)}\``;
    if (abroad) {
      report({
        at,
        message: `${formatResource(resource)} selects no pods: ${formatResource(abroad)} has ${labels}, but a Service selects only pods of its own namespace.`,
        related: [
          {
            at: sourceIn(abroad, abroad.facts.workload?.labels.at ?? abroad.facts.root, 'key'),
            message: `labels of pods in namespace ${abroad.namespace}`,
          },
        ],
      });
      return;
    }
    if (owned) {
      const message = `${formatResource(resource)} selects no pods: no workload of its namespace has ${labels} in its pod template.`;
      report({ at, message });
      return;
    }
    report({
      at,
      message: `The pods that ${formatResource(resource)} selects by ${labels} are not among these manifests.`,
      severity: 'hint',
    });
  },
  fix: (_finding, resource, { view, settings }) => {
    const abroad = findDeadSelector(view, settings, resource)?.abroad;
    const { namespace, name } = resource.facts;
    if (!abroad || !namespace) return [];
    // It would take the place of the Service that is there already.
    if (name?.value !== undefined && view.named('', 'Service', abroad.namespace, name.value).length > 0)
      return [];
    return [
      {
        title: `Move ${formatResource(resource)} to namespace ${abroad.namespace}`,
        changes: [
          { type: 'set-scalar', document: resource.document, path: namespace.at, value: abroad.namespace },
        ],
      },
    ];
  },
});
