import { sourceIn } from '../workspace/resource.ts';
import { defineRule } from './define-rule.ts';
import {
  findMissingPorts,
  formatMissing,
  formatPort,
  type MissingPort,
  sendToPort,
} from './evidence/backend-port.ts';
import { closestSlip } from './evidence/slip.ts';

export default defineRule({
  severity: 'error',
  summary: 'An Ingress sends to a port that the Service does not have',
  why: `A backend names a port of the Service, by its \`port\` number or by its \`name\`. Where the Service has no such
port, the controller finds no endpoints and answers such requests itself, mostly with 503.`,
  remedy: 'Name a port of the Service.',
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
    - name: http
      port: 80
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
#               ^^^^ Service default/web has no port 8080, only 80 (\`http\`).
`,
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
        name: htpp
#             ^^^^ Service default/web has no port named \`htpp\`: did you mean \`http\`?
`,
    ],
    good: [
      `
# An ExternalName is an alias, and its ports are whatever is there.
apiVersion: v1
kind: Service
metadata:
  name: legacy
spec:
  type: ExternalName
  externalName: legacy.example.com
---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: legacy
spec:
  defaultBackend:
    service:
      name: legacy
      port:
        number: 8080
`,
    ],
  },
  check: (resource, { view, report }) => {
    for (const missing of findMissingPorts(view, resource)) {
      const { at, service, ports, behind } = missing;
      if (behind) continue;
      report({
        at: sourceIn(resource, at, 'value'),
        message: `${formatMissing(missing)}${explain(missing)}`,
        related: ports.map((port) => ({
          at: sourceIn(service, port.port.at, 'value'),
          message: 'a port of the Service',
        })),
      });
    }
  },
  fix: ({ at }, resource, { view }) => {
    const missing = findMissingPorts(view, resource).find((candidate) => candidate.at === at.path);
    if (!missing || missing.behind) return [];
    const near = nearName(missing);
    const ports = [...missing.ports].sort(
      (a, b) => Number(b.name?.value === near) - Number(a.name?.value === near),
    );
    return ports.flatMap((port) => sendToPort(resource, missing, port));
  },
});

function nearName({ wanted, ports }: MissingPort): string | undefined {
  if (typeof wanted === 'number') return undefined;
  return closestSlip(
    wanted,
    ports.flatMap(({ name }) => name?.value ?? []),
  );
}

function explain(missing: MissingPort): string {
  const number = missing.ports.find(({ port }) => String(port.value) === missing.wanted)?.port.value;
  if (number !== undefined) return `: \`name\` cannot be a number; did you mean \`number: ${number}\`?`;
  const near = nearName(missing);
  if (near !== undefined) return `: did you mean \`${near}\`?`;
  return `, only ${missing.ports.map(formatPort).join(', ')}.`;
}
