import { sourceIn } from '../workspace/resource.ts';
import { defineRule } from './define-rule.ts';
import { findMissingPorts, formatMissing, formatPort, sendToPort } from './evidence/backend-port.ts';

export default defineRule({
  severity: 'error',
  summary: 'An Ingress names the port of the pods where it must name the port of the Service',
  why: `A backend names a port of the Service, by its \`port\` number or by its \`name\`; the Service translates it to
the port of the pods. Most controllers find no endpoints for anything else. The community's ingress-nginx happens to
accept what stands as \`targetPort\` in the Service too, so that such an Ingress works until the controller is changed:
that is a warning.`,
  remedy: 'Name the port of the Service.',
  alsoKnownAs: ['kube-linter dangling-ingress', 'kube-score ingress-targets-service', 'POP-1402'],
  source: 'semantics rule 46; https://kubernetes.io/docs/concepts/services-networking/ingress/',
  on: 'route',
  deadEnd: true,
  examples: {
    bad: [
      `
apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  selector:
    app: web
  ports:
    - port: 80
      targetPort: 8080
---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: web
spec:
  defaultBackend:
    service:
      name: web
      port:
        number: 8080
#               ^^^^ Service default/web has no port 8080: that is where its port 80 leads, and an Ingress names the Service's own.
`,
    ],
    good: [
      `
apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  selector:
    app: web
  ports:
    - name: http
      port: 80
      targetPort: 8080
    - name: admin
      port: 8080
      targetPort: 9090
---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: web
spec:
  defaultBackend:
    service:
      name: web
      port:
        number: 8080
`,
    ],
  },
  check: (resource, { view, report }) => {
    for (const missing of findMissingPorts(view, resource)) {
      const { at, service, wanted, behind } = missing;
      if (!behind) continue;
      const target = behind.written ? behind.port.targetPort : undefined;
      report({
        at: sourceIn(resource, at, 'value'),
        message: `${formatMissing(missing)}: that is where its port ${formatPort(behind.port)} leads, and an Ingress names the Service's own.`,
        related: [
          { at: sourceIn(service, (target ?? behind.port.port).at, 'value'), message: `leads to ${wanted}` },
        ],
        ...(behind.written ? { severity: 'warning' } : {}),
      });
    }
  },
  fix: ({ at }, resource, { view }) => {
    const missing = findMissingPorts(view, resource).find((candidate) => candidate.at === at.path);
    return missing?.behind ? sendToPort(resource, missing, missing.behind.port) : [];
  },
});
