import { formatResource, sourceIn, sourceOf } from '../workspace/resource.ts';
import { defineRule, type Report } from './define-rule.ts';
import { addBackendService } from './evidence/add-backend-service.ts';
import { ingressBackends } from './evidence/ingress-backends.ts';
import { findMissingService, type MissingService } from './evidence/missing-service.ts';

export default defineRule({
  severity: 'error',
  summary: 'An Ingress sends to a Service that its namespace does not have',
  why: `An Ingress names Services of its own namespace. Where there is none of that name, the controller answers such
requests itself, mostly with 503.

A name that is nearly that of a Service is an error. It is a warning where the namespace has other Services, or where a
Service of that name is in another namespace, and a hint where nothing tells that the Service should be here.
Backends of the AWS load balancer controller that stand for an annotation (\`name: use-annotation\`) are left alone.`,
  remedy: 'Name a Service of the same namespace, or define the Service there.',
  alsoKnownAs: ['kube-linter dangling-ingress', 'kube-score ingress-targets-service', 'POP-1401', 'C-0298'],
  source: 'semantics rule 46; https://kubernetes.io/docs/concepts/services-networking/ingress/',
  on: 'route',
  deadEnd: true,
  examples: {
    bad: [
      `
apiVersion: v1
kind: Service
metadata:
  name: checkout
spec:
  selector:
    app: checkout
  ports:
    - port: 80
---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: shop
spec:
  rules:
    - http:
        paths:
          - path: /checkout
            pathType: Prefix
            backend:
              service:
                name: chekout
#                     ^^^^^^^ There is no Service \`chekout\` in namespace default: did you mean \`checkout\`?
                port:
                  number: 80
`,
      `
apiVersion: v1
kind: Service
metadata:
  name: api
  namespace: backend
spec:
  selector:
    app: api
  ports:
    - port: 80
---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: api
  namespace: edge
spec:
  defaultBackend:
    service:
      name: api
#           ^^^ There is no Service \`api\` in namespace edge: an Ingress cannot send to Service backend/api, which is in another namespace.
      port:
        number: 80
`,
    ],
    good: [
      `
# \`blue-green\` is an action in the annotations, and no Service.
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: shop
  annotations:
    alb.ingress.kubernetes.io/actions.blue-green: |
      {"type": "forward", "forwardConfig": {"targetGroups": [{"serviceName": "web", "servicePort": 80}]}}
spec:
  ingressClassName: alb
  rules:
    - http:
        paths:
          - path: /
            pathType: Prefix
            backend:
              service:
                name: blue-green
                port:
                  name: use-annotation
---
apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  selector:
    app: web
  ports:
    - port: 80
`,
    ],
  },
  check: (resource, { view, settings, report }) => {
    for (const { service } of ingressBackends(resource)) {
      const missing = findMissingService(view, settings, resource, service.value);
      if (!missing) continue;
      report({
        at: sourceIn(resource, service.at, 'value'),
        message: explain(missing, service.value ?? '', resource.namespace),
        ...weigh(missing),
      });
    }
  },
  fix: ({ at }, resource, { view, settings }) => {
    const backend = ingressBackends(resource).find(({ service }) => service.at === at.path);
    const missing = backend && findMissingService(view, settings, resource, backend.service.value);
    if (!backend || !missing) return [];
    if (missing.type !== 'near') return addBackendService(view, resource, backend);
    return [
      {
        title: `Change the Service to \`${missing.name}\``,
        changes: [{ type: 'set-scalar', document: resource.document, path: at.path, value: missing.name }],
      },
    ];
  },
});

function explain(missing: MissingService, name: string, namespace: string): string {
  const none = `There is no Service \`${name}\` in namespace ${namespace}`;
  switch (missing.type) {
    case 'near':
      return `${none}: did you mean \`${missing.name}\`?`;
    case 'abroad':
      return `${none}: an Ingress cannot send to ${formatResource(missing.resource)}, which is in another namespace.`;
    case 'owned':
      return `${none}, though other Services are there.`;
    case 'elsewhere':
      return `Service \`${name}\` of namespace ${namespace} is not among these manifests.`;
  }
}

function weigh(missing: MissingService): Pick<Report, 'severity' | 'related'> {
  switch (missing.type) {
    case 'near':
      return { related: [{ at: sourceOf(missing.resource), message: 'a Service of nearly that name' }] };
    case 'abroad':
      return {
        severity: 'warning',
        related: [
          {
            at: sourceOf(missing.resource),
            message: `a Service of that name in namespace ${missing.resource.namespace}`,
          },
        ],
      };
    case 'owned':
      return { severity: 'warning' };
    case 'elsewhere':
      return { severity: 'hint' };
  }
}
