import { describe, expect, test } from 'vitest';
import { checkHover, hoverOf } from '../../support/check-hover.ts';

const API = `
#-- api.yaml
apiVersion: apps/v1
kind: Deployment
metadata: {name: api, namespace: shop}
spec:
  replicas: 3
  template:
    metadata: {labels: {app: api}}
    spec: {containers: [{name: api, ports: [{name: http, containerPort: 8080}, {containerPort: 9090}]}]}
`;

describe('a Service', () => {
  test('leads to workloads, and has names, variables and users', () => {
    checkHover(
      `${API}
#-- service.yaml
apiVersion: v1
kind: Service
metadata: {name: $0api-v1, namespace: shop}
spec:
  selector: {app: api}
  ports:
    - {name: http, port: 80, targetPort: http}
    - {name: metrics, port: 9090}
    - {name: grpc, port: 81, targetPort: grpc}
    - {name: raw, port: 7000, protocol: UDP}
#-- users.yaml
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: {name: shop, namespace: shop}
spec:
  rules:
    - http:
        paths:
          - backend: {service: {name: api-v1, port: {number: 80}}}
---
apiVersion: v1
kind: Pod
metadata: {name: client, namespace: other}
spec:
  containers:
    - name: client
      args: ["--api=http://api-v1.shop.svc:80", "--other=http://api-v1:80"]
---
apiVersion: v1
kind: ConfigMap
metadata: {name: settings, namespace: shop}
data:
  settings.ini: |
    [api]
    url = http://api-v1/v1
---
apiVersion: apps/v1
kind: StatefulSet
metadata: {name: db, namespace: shop}
spec:
  serviceName: api-v1
  template: {spec: {containers: []}}
---
apiVersion: discovery.k8s.io/v1
kind: EndpointSlice
metadata: {name: api-1, namespace: shop, labels: {kubernetes.io/service-name: api-v1}}
`,
      'api-v1',
      `
Leads to [Deployment shop/api](api.yaml#3) (3 replicas)

- [80](service.yaml#7) (\`http\`) → [Deployment shop/api](api.yaml#3) [:8080](api.yaml#8) (\`http\`)
- [9090](service.yaml#8) (\`metrics\`) → [Deployment shop/api](api.yaml#3) [:9090](api.yaml#8)
- [81](service.yaml#9) (\`grpc\`) → **nothing**: [Deployment shop/api](api.yaml#3) has no port \`grpc\`, only \`http\`
- [7000/UDP](service.yaml#10) (\`raw\`) → [Deployment shop/api](api.yaml#3) :7000

DNS: \`api-v1\` (in its own namespace), \`api-v1.shop\`, \`api-v1.shop.svc\`, \`api-v1.shop.svc.cluster.local\`

SRV: \`_http._tcp.api-v1.shop.svc.cluster.local\`, \`_metrics._tcp.api-v1.shop.svc.cluster.local\`, \`_grpc._tcp.api-v1.shop.svc.cluster.local\` +1 more

Environment: \`API_V1_SERVICE_HOST\`, \`API_V1_SERVICE_PORT\`, \`API_V1_SERVICE_PORT_HTTP\`, \`API_V1_SERVICE_PORT_METRICS\` +2 more

Used by [Ingress shop/shop](users.yaml#8), [StatefulSet shop/db](users.yaml#30), [EndpointSlice shop/api-1](users.yaml#35), [Pod other/client](users.yaml#16), [ConfigMap shop/settings](users.yaml#24)
`,
    );
  });

  test('uses the DNS domain of the settings', () => {
    const source = `
apiVersion: v1
kind: Ser$0vice
metadata: {name: api}
spec: {selector: {app: api}}
`;
    expect(hoverOf(source, { clusterDomain: 'k8s.example' })?.says).toContain(
      '`api.default.svc.k8s.example`',
    );
  });

  test('leads to pods on the host network like to any other', () => {
    const node = (labels: string): string => `
apiVersion: v1
kind: $0Service
metadata: {name: node}
spec: {selector: {app: node}, ports: [{port: 80}]}
---
apiVersion: v1
kind: Pod
metadata: {name: node, labels: {${labels}}}
spec: {hostNetwork: true, containers: []}
`;
    expect(hoverOf(node('app: node'))?.says).toMatch(/^Leads to \[Pod default\/node\]\(#8\)\n\n- \[80\]/);
    expect(hoverOf(node('app: nodes'))?.says).toMatch(/`app` is `nodes`, the selector wants `node`\n/);
  });

  test('that is headless has a name for each pod of what it governs, and no variables', () => {
    checkHover(
      `
apiVersion: v1
kind: $0Service
metadata: {name: db}
spec:
  clusterIP: None
  selector: {app: db}
  ports: [{port: 5432}]
---
apiVersion: apps/v1
kind: StatefulSet
metadata: {name: pg}
spec:
  serviceName: db
  replicas: 3
  template:
    metadata: {labels: {app: db}}
    spec: {containers: [{name: pg}]}
`,
      'Service',
      `
Leads to [StatefulSet default/pg](#11) (3 replicas)

- [5432](#7) → [StatefulSet default/pg](#11) :5432

DNS: \`db\` (in its own namespace), \`db.default\`, \`db.default.svc\`, \`db.default.svc.cluster.local\`

DNS of each pod: \`pg-0.db.default.svc.cluster.local\` to \`pg-2.db.default.svc.cluster.local\`

Used by [StatefulSet default/pg](#13)
`,
    );
  });

  test('that selects nothing shows the near miss at its selector', () => {
    expect(
      hoverOf(`${API}
#-- service.yaml
apiVersion: v1
kind: Service
metadata: {name: api, namespace: shop}
spec:
  selector: {app: $0apis}
`)?.says,
    ).toContain(`Leads to **no workload** of the workspace: pods with \`app=apis\` in namespace \`shop\`.

Near misses:
- [Deployment shop/api](api.yaml#3): \`app\` is \`api\`, the selector wants \`apis\``);
  });

  test('without a selector leads to addresses by hand', () => {
    const service = `
apiVersion: v1
kind: $0Service
metadata: {name: legacy}
spec: {ports: [{port: 80}]}
`;
    expect(hoverOf(service)?.says).toContain('**No selector**, and no addresses by hand in the workspace.');
    expect(
      hoverOf(`${service}
---
apiVersion: v1
kind: Endpoints
metadata: {name: legacy}
subsets: [{addresses: [{ip: 192.0.2.1}, {ip: 192.0.2.2}]}]
`)?.says,
    ).toContain('No selector: leads to addresses that are given by hand, [192.0.2.1](#10), [192.0.2.2](#10)');
  });

  test('that is another name has no pods and no ports', () => {
    checkHover(
      `
apiVersion: v1
kind: Service
metadata: {name: db}
spec:
  type: ExternalName
  externalName: $0db.example.com
`,
      'db.example.com',
      `
Another name for \`db.example.com\`, without pods or ports. Policies must allow the addresses of that name.

DNS: \`db\` (in its own namespace), \`db.default\`, \`db.default.svc\`, \`db.default.svc.cluster.local\`
`,
    );
  });

  test('by a templated selector and ports depends', () => {
    expect(
      hoverOf(`${API}
#-- service.yaml
apiVersion: v1
kind: $0Service
metadata: {name: api, namespace: shop}
spec:
  selector:
    {{- include "labels" . | nindent 4 }}
    app: api
  ports:
    - port: 80
      targetPort: {{ .Values.port }}
`)?.says,
    ).toContain(`Leads to nothing for sure: pods with \`app=api\` in namespace \`shop\`.

Depends:
- [Deployment shop/api](api.yaml#3) (3 replicas): a template adds to the selector

- [80](service.yaml#9) → perhaps [Deployment shop/api](api.yaml#3), a templated port`);
  });
});

describe('a port of a Service', () => {
  const port = (text: string, spec = ''): string => `${API}
#-- service.yaml
apiVersion: v1
kind: Service
metadata: {name: api, namespace: shop}
spec:
  selector: {app: api}${spec}
  ports:
    - ${text}
`;

  test.each([
    [
      'port: $080\n      targetPort: http',
      '80',
      'Port [80](service.yaml#7) → [Deployment shop/api](api.yaml#3) [:8080](api.yaml#8) (`http`)',
    ],
    [
      'port: 80\n      target$0Port: 9090\n      name: metrics\n      nodePort: 30090',
      'targetPort',
      'Port [80](service.yaml#7) (`metrics`) → [Deployment shop/api](api.yaml#3) [:9090](api.yaml#8)\n\nAlso port 30090 of every node.\n\nSRV record: `_metrics._tcp.api.shop.svc.cluster.local`',
    ],
    [
      'port: 80\n      targetPort: $0http\n      protocol: UDP',
      'http',
      'Port [80/UDP](service.yaml#7) → **nothing**: [Deployment shop/api](api.yaml#3) has port `http` for TCP only',
    ],
    [
      'port: 80\n      targetPort: $0{{ .Values.port }}',
      '{{ .Values.port }}',
      'Port [80](service.yaml#7) → [Deployment shop/api](api.yaml#3), a templated port',
    ],
  ])('%s', (text, on, says) => {
    checkHover(port(text), on, says);
  });

  test('of a headless Service is not translated', () => {
    checkHover(
      port('port: $080\n      targetPort: 8080', '\n  clusterIP: None'),
      '80',
      'Port [80](service.yaml#8) → [Deployment shop/api](api.yaml#3) [:8080](api.yaml#8) (`http`)\n\nHeadless: clients dial the pods themselves, and ports are not translated. Only an Ingress leads from 80 to the port of the pods.',
    );
  });

  test('of a Service without pods leads elsewhere', () => {
    checkHover(
      `
apiVersion: v1
kind: Service
metadata: {name: db}
spec: {type: ExternalName, externalName: db.example.com, ports: [{$0port: 80}]}
`,
      'port',
      'Port [80](#4) has no effect: another name has no ports of its own.',
    );
  });
});
