import { describe, expect, test } from 'vitest';
import { checkHover, hoverOf } from '../../support/check-hover.ts';

const SHOP = `
#-- shop.yaml
apiVersion: apps/v1
kind: Deployment
metadata: {name: web, namespace: shop}
spec:
  template:
    metadata: {labels: {app: web}}
    spec: {containers: [{name: web, ports: [{name: http, containerPort: 3000}]}]}
---
apiVersion: v1
kind: Service
metadata: {name: web, namespace: shop}
spec:
  selector: {app: web}
  ports: [{name: http, port: 80, targetPort: http}]
`;

const CONTROLLER = `
#-- controller.yaml
apiVersion: apps/v1
kind: Deployment
metadata: {name: controller, namespace: ingress-nginx}
spec:
  template:
    metadata: {labels: {app: controller}}
    spec: {containers: [{name: controller}]}
---
apiVersion: batch/v1
kind: Job
metadata: {name: admission, namespace: ingress-nginx}
spec: {template: {metadata: {labels: {app: admission}}, spec: {containers: []}}}
---
apiVersion: v1
kind: Service
metadata: {name: controller, namespace: ingress-nginx}
spec: {type: LoadBalancer, selector: {app: controller}, ports: [{port: 80}]}
`;

function policy(rules: string): string {
  return `
#-- policy.yaml
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: web, namespace: shop}
spec:
  podSelector: {}
  ingress: ${rules}
`;
}

function ingress(paths: string, host = 'host: shop.example.com'): string {
  return `
#-- ingress.yaml
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: {name: shop, namespace: shop}
spec:
  rules:
    - ${host}
      http:
        paths:
          - ${paths}
`;
}

const PATH = 'path: $0/\n            backend: {service: {name: web, port: {number: 80}}}';
const WAY =
  '`shop.example.com/` → [Service shop/web](shop.yaml#11) [80](shop.yaml#14) (`http`) → [Deployment shop/web](shop.yaml#3) [:3000](shop.yaml#7) (`http`)';

describe('a path of an Ingress', () => {
  test.each([
    [
      'ports: [{port: 80}]',
      '[Service shop/other](other.yaml#3) [80](other.yaml#4) → addresses that are given by hand',
    ],
    [
      'type: ExternalName, externalName: db.example.com',
      '[Service shop/other](other.yaml#3), another name for `db.example.com`',
    ],
  ])('leads to no pods of a Service that has none: %s', (spec, leads) => {
    const other = `
#-- other.yaml
apiVersion: v1
kind: Service
metadata: {name: other, namespace: shop}
spec: {${spec}}
`;
    const path = PATH.replace('web', 'other');
    checkHover(SHOP + other + ingress(path), '/', `\`shop.example.com/\` → ${leads}`);
  });

  test('leads through the Service to the pods', () => {
    checkHover(
      SHOP + ingress(PATH),
      '/',
      `${WAY}\n\nPolicies: **allowed**, wherever the requests come from.`,
    );
  });

  test('leads there at its backend too', () => {
    const source =
      SHOP + ingress('path: /\n            backend: {service: {name: web, port: {name: $0http}}}');
    checkHover(source, 'http', `${WAY}\n\nPolicies: **allowed**, wherever the requests come from.`);
  });

  test.each([
    [
      'name: wep, port: {number: 80}',
      '`shop.example.com/` → **no Service** `wep` of namespace `shop` in the workspace; did you mean `web`?',
    ],
    [
      'name: other, port: {number: 80}',
      '`shop.example.com/` → **no Service** `other` of namespace `shop` in the workspace',
    ],
    [
      'name: web, port: {number: 3000}',
      '`shop.example.com/` → [Service shop/web](shop.yaml#11) has **no port `3000`**, but [80](shop.yaml#14) (`http`); 3000 is the port of the pods, where [80](shop.yaml#14) (`http`) leads',
    ],
    [
      'name: web, port: {number: 8080}',
      '`shop.example.com/` → [Service shop/web](shop.yaml#11) has **no port `8080`**, but [80](shop.yaml#14) (`http`)',
    ],
    [
      'name: "{{ .Values.name }}", port: {number: 80}',
      '`shop.example.com/` → a Service that a template decides',
    ],
    [
      'name: web, port: {number: "{{ .Values.port }}"}',
      '`shop.example.com/` → [Service shop/web](shop.yaml#11), a port that a template decides',
    ],
  ])('to %s', (service, says) => {
    checkHover(SHOP + ingress(`path: $0/\n            backend: {service: {${service}}}`), '/', says);
  });

  test('is judged for the controller, which is known by its namespace and its Service', () => {
    const rules =
      '[{from: [{namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: ingress-nginx}}}], ports: [{port: 3000}]}]';
    checkHover(
      SHOP + CONTROLLER + policy(rules) + ingress(PATH),
      '/',
      `
${WAY}

Policies, taking the controller by the name of its namespace:
- From [Deployment ingress-nginx/controller](controller.yaml#3): **allowed** by [NetworkPolicy shop/web](policy.yaml#6)
`,
    );
  });

  test('may be closed to the controller, by the port alone', () => {
    const rules = '[{from: [{namespaceSelector: {}}], ports: [{port: 80}]}]';
    checkHover(
      SHOP + CONTROLLER + policy(rules) + ingress(PATH),
      '/',
      `
${WAY}

Policies, taking the controller by the name of its namespace:
- From [Deployment ingress-nginx/controller](controller.yaml#3): **denied**: ingress is limited by [NetworkPolicy shop/web](policy.yaml#3), with a rule for it only on TCP 80
`,
    );
  });

  test.each([
    [
      '[]',
      "Policies: **denied**, wherever the requests come from, except from the pods' own node: ingress of [Deployment shop/web](shop.yaml#3) is limited by [NetworkPolicy shop/web](policy.yaml#3).",
    ],
    ['[{ports: [{port: 3000}]}]', 'Policies: **allowed**, wherever the requests come from.'],
    [
      '[{from: [{podSelector: {matchLabels: {app: proxy}}}]}]',
      'Policies: **depends** on the pods of the controller, which are not in the workspace: ingress of [Deployment shop/web](shop.yaml#3) is limited by [NetworkPolicy shop/web](policy.yaml#3).',
    ],
    [
      '[{from: [{ipBlock: {cidr: 203.0.113.0/24}}]}]',
      'Policies: **depends** on the pods of the controller, which are not in the workspace: ingress of [Deployment shop/web](shop.yaml#3) is limited by [NetworkPolicy shop/web](policy.yaml#3).',
    ],
  ])('without a controller in the workspace and with the rules %s', (rules, says) => {
    checkHover(SHOP + policy(rules) + ingress(PATH), '/', `${WAY}\n\n${says}`);
  });
});

test('a controller that is not recognised for sure is named', () => {
  const edge = `
#-- edge.yaml
apiVersion: apps/v1
kind: DaemonSet
metadata: {name: edge, namespace: ingress-nginx}
spec: {template: {spec: {containers: []}}}
`;
  const rules = '[{from: [{podSelector: {matchLabels: {app: proxy}}}]}]';
  expect(hoverOf(SHOP + edge + policy(rules) + ingress(PATH))?.says).toContain(
    'Policies: **depends** on the pods of the controller, which were not recognised; they may be [DaemonSet ingress-nginx/edge](edge.yaml#3): ingress of ',
  );
});

describe('a host of an Ingress', () => {
  test('leads by each of its paths, with the answer of the policies in a word', () => {
    checkHover(
      SHOP +
        policy('[]') +
        ingress(
          'path: /a\n            backend: {service: {name: web, port: {name: http}}}\n          - backend: {service: {name: api, port: {number: 1}}}',
          'host: $0"*.example.com"',
        ),
      '"*.example.com"',
      `
- \`*.example.com/a\` → [Service shop/web](shop.yaml#11) [80](shop.yaml#14) (\`http\`) → [Deployment shop/web](shop.yaml#3) [:3000](shop.yaml#7) (\`http\`); policies: **denied**
- \`*.example.com/\` → **no Service** \`api\` of namespace \`shop\` in the workspace
`,
    );
  });

  test('may be missing: then every host is meant', () => {
    expect(hoverOf(SHOP + ingress(PATH, 'host:'))?.says).toContain('`*/` → [Service shop/web]');
  });
});

test('an Ingress as a whole, with what no rule takes', () => {
  checkHover(
    `${SHOP}
#-- ingress.yaml
apiVersion: networking.k8s.io/v1
kind: Ingr$0ess
metadata: {name: shop, namespace: shop}
spec:
  defaultBackend: {service: {name: web, port: {number: 80}}}
`,
    'Ingress',
    `
everything else → [Service shop/web](shop.yaml#11) [80](shop.yaml#14) (\`http\`) → [Deployment shop/web](shop.yaml#3) [:3000](shop.yaml#7) (\`http\`)

Policies: **allowed**, wherever the requests come from.
`,
  );
});
