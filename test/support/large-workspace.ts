/** So many resources stand in one namespace. */
const IN_NAMESPACE = 40;

const ROLES = 6;

/**
 * Manifests of so many resources: three of five are workloads, one of four Services, the rest policies and routes. Each
 * policy names about fifty workloads of its own and of four other namespaces. The same number gives the same manifests.
 */
export function largeWorkspace(resources: number): string[] {
  const count = Math.max(1, Math.round(resources / IN_NAMESPACE));
  return Array.from({ length: count }, (_, i) => namespaceManifest(i, count));
}

/** The same with one more workload in the first namespace, which policies of others name. */
export function withOneMore([first = '', ...others]: readonly string[]): string[] {
  return [`${first}---\n${ONE_MORE}`, ...others];
}

const ONE_MORE = `apiVersion: apps/v1
kind: Deployment
metadata: { name: added, namespace: ns0 }
spec:
  template:
    metadata: { labels: { app: added, role: r1 } }
    spec: { containers: [{ name: main, ports: [{ name: http, containerPort: 8080 }] }] }
`;

function namespaceManifest(i: number, count: number): string {
  const own = `ns${i}`;
  const workloads = Array.from(
    { length: 24 },
    (_, n) => `apiVersion: apps/v1
kind: Deployment
metadata: { name: app${n}, namespace: ${own} }
spec:
  template:
    metadata: { labels: { app: app${n}, role: r${n % ROLES}, tier: backend } }
    spec: { containers: [{ name: main, ports: [{ name: http, containerPort: 8080 }] }] }
`,
  );
  const services = Array.from(
    { length: 10 },
    (_, n) => `apiVersion: v1
kind: Service
metadata: { name: app${n}, namespace: ${own} }
spec: { selector: { app: app${n} }, ports: [{ port: 80, targetPort: http }] }
`,
  );
  const policies = Array.from({ length: 4 }, (_, n) => policyManifest(own, n, i, count));
  const routes = [0, 1].map(
    (n) => `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: { name: route${n}, namespace: ${own} }
spec: { defaultBackend: { service: { name: app${n}, port: { number: 80 } } } }
`,
  );
  return [...workloads, ...services, ...policies, ...routes].join('---\n');
}

function policyManifest(own: string, n: number, i: number, count: number): string {
  const others = [1, 2, 3, 4].map((step) => `ns${(i + step * 7) % count}`).join(', ');
  return `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: app${n}, namespace: ${own} }
spec:
  podSelector: { matchLabels: { app: app${n} } }
  policyTypes: [Ingress]
  ingress:
    - from:
        - podSelector: { matchExpressions: [{ key: role, operator: In, values: [r0, r1, r2, r3] }] }
        - namespaceSelector:
            matchExpressions: [{ key: kubernetes.io/metadata.name, operator: In, values: [${others}] }]
          podSelector: { matchExpressions: [{ key: role, operator: In, values: [r1, r2] }] }
      ports: [{ port: 8080 }]
`;
}
