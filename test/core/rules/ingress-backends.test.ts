import { describe, expect, test } from 'vitest';
import { RULES } from '../../../server/src/core/rules/registry.gen.ts';
import { applyFix, checkFindings, findAll, fixesOf } from '../../support/check-findings.ts';
import { deployment, documents, ingress, service } from '../../support/small-manifests.ts';
import { openWorkspace } from '../../support/workspace.ts';

// The three rules about backends are tried together: of each wrong backend exactly one of them speaks.
const rules = RULES.filter(({ id }) => id.startsWith('ingress-backend-'));
const labels = { app: 'web' };

function findingsOf(source: string, settings = {}): string[] {
  return findAll(rules, openWorkspace(source, settings).host).map(
    ({ rule, severity, message }) => `${rule} ${severity}: ${message}`,
  );
}

const web = service('web', labels, [{ name: 'http', port: 80, targetPort: 8080 }]);

describe('the Service', () => {
  test('is near: an error', () => {
    expect(
      findingsOf(documents(service('checkout', labels, []), ingress('i', 'chekout', { number: 80 }))),
    ).toEqual([
      'ingress-backend-missing error: There is no Service `chekout` in namespace default: did you mean `checkout`?',
    ]);
  });

  test('is near by a swap of two letters, in a short name too', () => {
    const source = documents(service('web', labels, []), ingress('i', 'wbe', { number: 80 }));
    expect(findingsOf(source)).toEqual([
      'ingress-backend-missing error: There is no Service `wbe` in namespace default: did you mean `web`?',
    ]);
  });

  test('has siblings only: a warning', () => {
    const missing = (name: string): string[] =>
      findingsOf(documents(service('web-12', labels, []), ingress('i', name, { number: 80 })));
    expect([...missing('web-2'), ...missing('web-21')]).toEqual([
      'ingress-backend-missing warning: There is no Service `web-2` in namespace default, though other Services are there.',
      'ingress-backend-missing warning: There is no Service `web-21` in namespace default, though other Services are there.',
    ]);
  });

  test('is somewhere else: a hint', () => {
    expect(findingsOf(documents(ingress('i', 'web', { number: 80 })))).toEqual([
      'ingress-backend-missing hint: Service `web` of namespace default is not among these manifests.',
    ]);
  });

  test('may be made by the controller of a custom resource: a hint', () => {
    const knative = { apiVersion: 'serving.knative.dev/v1', kind: 'Service', metadata: { name: 'shop' } };
    const source = documents(web, knative, ingress('i', 'shop', { number: 80 }));
    expect(findingsOf(source)).toEqual([expect.stringMatching(/^ingress-backend-missing hint/)]);
  });

  test('is in another namespace: a warning, unless the Ingress may be applied there', () => {
    const blue = service('web', labels, [{ port: 80 }], { metadata: { namespace: 'blue' } });
    const green = deployment('x', labels, [], { namespace: 'green' });
    expect(findingsOf(documents(blue, ingress('i', 'web', { number: 80 }, { namespace: 'green' })))).toEqual([
      'ingress-backend-missing warning: There is no Service `web` in namespace green: an Ingress cannot send to Service blue/web, which is in another namespace.',
    ]);
    const without = documents(blue, green, ingress('i', 'web', { number: 80 }));
    expect(findingsOf(without)).toEqual([]);
    expect(findingsOf(without, { defaultNamespace: 'default' })).toHaveLength(1);
  });

  test('is a template, or one of the others is', () => {
    const named = (name: string, backend: string) => `
apiVersion: v1
kind: Service
metadata:
  name: ${name}
spec:
  ports:
    - port: 80
---
${documents(ingress('i', 'BACKEND', { number: 80 })).replace('"BACKEND"', backend)}`;
    expect(findingsOf(named('web', '{{ .Values.name }}'))).toEqual([]);
    expect(findingsOf(named('{{ .Values.name }}', '"shop"'))).toEqual([]);
  });

  test('is an action of the AWS load balancer controller', () => {
    expect(findingsOf(documents(web, ingress('i', 'ssl-redirect', { name: 'use-annotation' })))).toEqual([]);
  });

  test('can be added for the workload of that name', () => {
    const source = `
apiVersion: v1
kind: Pod
metadata:
  name: shop
  namespace: edge
  labels:
    app: shop
spec:
  containers:
    - name: shop
      ports:
        - containerPort: 8080
---
${documents(ingress('i', 'shop', { number: 80 }, { namespace: 'edge' }))}`;
    const workspace = openWorkspace(source);
    const [fix] = fixesOf(rules, workspace, 'ingress-backend-missing');
    expect(fix?.title).toBe('Add Service `shop` for the pods of Pod edge/shop');
    const text = fix && applyFix(workspace.host, fix).get('file:///fixture.yaml');
    expect(text).toContain(`        - containerPort: 8080
---
apiVersion: v1
kind: Service
metadata:
  name: shop
  namespace: edge
spec:
  selector:
    app: shop
  ports:
    - port: 80
      targetPort: 8080
---
`);
    expect(findAll(rules, workspace.host)).toEqual([]);
  });
});

test.each([
  ['app: [shop]', 'In', ['Add Service `shop` for the pods of Deployment default/shop']],
  ['app: [shop, shop-canary]', 'In', []],
  ['tier: [batch]', 'NotIn', []],
  ['app: []', 'Exists', []],
])('a Service is written only where labels alone select the pods: %s %s', (label, operator, expected) => {
  const [key, values] = label.split(': ');
  const source = `
apiVersion: apps/v1
kind: Deployment
metadata:
  name: shop
spec:
  selector:
    matchExpressions: [{ key: ${key}, operator: ${operator}, values: ${values} }]
  template:
    metadata: { labels: { app: shop } }
    spec: { containers: [{ name: shop, ports: [{ containerPort: 80 }] }] }
---
${documents(ingress('i', 'shop', { number: 80 }))}`;
  const fixes = fixesOf(rules, openWorkspace(source), 'ingress-backend-missing');
  expect(fixes.map(({ title }) => title)).toEqual(expected);
});

describe('the port', () => {
  test('is that of the pods, as the Service writes it: a warning, for ingress-nginx takes it', () => {
    expect(findingsOf(documents(web, ingress('i', 'web', { number: 8080 })))).toEqual([
      "ingress-backend-uses-target-port warning: Service default/web has no port 8080: that is where its port 80 (`http`) leads, and an Ingress names the Service's own.",
    ]);
  });

  test('is the number behind a name, or the name behind a number: an error', () => {
    const ports = [{ name: 'listen', containerPort: 8080 }];
    const byName = service('web', labels, [{ port: 80, targetPort: 'listen' }]);
    const pods = deployment('web', labels, ports);
    const error = expect.stringMatching(/^ingress-backend-uses-target-port error/);
    expect(findingsOf(documents(pods, byName, ingress('i', 'web', { number: 8080 })))).toEqual([error]);
    expect(findingsOf(documents(pods, web, ingress('i', 'web', { name: 'listen' })))).toEqual([error]);
  });

  test('is nowhere: an error that lists what there is', () => {
    expect(findingsOf(documents(web, ingress('i', 'web', { number: 81 })))).toEqual([
      'ingress-backend-port-missing error: Service default/web has no port 81, only 80 (`http`).',
    ]);
  });

  test('is a number under `name`', () => {
    expect(findingsOf(documents(web, ingress('i', 'web', { name: '80' })))).toEqual([
      'ingress-backend-port-missing error: Service default/web has no port named `80`: `name` cannot be a number; did you mean `number: 80`?',
    ]);
  });

  test('is there, by number or by name', () => {
    expect(findingsOf(documents(web, ingress('i', 'web', { number: 80 })))).toEqual([]);
    expect(findingsOf(documents(web, ingress('i', 'web', { name: 'http' })))).toEqual([]);
  });

  test('is there in one of two Services of the name', () => {
    const other = service('web', labels, [{ port: 81 }]);
    expect(findingsOf(documents(web, other, ingress('i', 'web', { number: 81 })))).toEqual([]);
  });

  test('is not to be seen: ExternalName, no ports at all, templates', () => {
    const external = service('web', undefined, [{ port: 80 }], {
      type: 'ExternalName',
      externalName: 'a.example.com',
    });
    expect(findingsOf(documents(external, ingress('i', 'web', { number: 81 })))).toEqual([]);
    expect(findingsOf(documents(service('web', labels, []), ingress('i', 'web', { number: 81 })))).toEqual(
      [],
    );
    const templated = (port: string, more: string) => `
apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  ports:
    - port: ${port}
${more}
---
${documents(ingress('i', 'web', { number: 81 }))}`;
    expect(findingsOf(templated('{{ .Values.port }}', ''))).toEqual([]);
    expect(
      findingsOf(templated('80', '    {{- range .Values.more }}\n    - port: 81\n    {{- end }}')),
    ).toEqual([]);
    expect(findingsOf(templated('80', '    {{- toYaml .Values.more | nindent 4 }}'))).toEqual([]);
    expect(findingsOf(templated('80', ''))).toHaveLength(1);
  });

  const source = (port: string) => `${documents(web)}
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: shop
spec:
  rules:
    - host: shop.example.com
      http:
        paths:
          - path: /
            pathType: Prefix
            backend:
              service:
                name: web
                port:
                  ${port} # of the Service
`;

  test('the fix keeps to names where there is one, and to numbers', () => {
    const fixed = (port: string, id: string): string | undefined => {
      const workspace = openWorkspace(source(port));
      const [fix] = fixesOf(rules, workspace, id);
      return fix && applyFix(workspace.host, fix).get('file:///fixture.yaml');
    };
    expect(fixed('name: htpp', 'ingress-backend-port-missing')).toContain(
      '                  name: http # of the Service\n',
    );
    expect(fixed('number: 8080', 'ingress-backend-uses-target-port')).toContain(
      '                  number: 80 # of the Service\n',
    );
  });

  test('a name where the port has none becomes a number', () => {
    const nameless = documents(service('web', labels, [{ port: 80 }]));
    const workspace = openWorkspace(source('name: http').replace(documents(web), nameless));
    const [fix] = fixesOf(rules, workspace, 'ingress-backend-port-missing');
    expect(fix?.title).toBe('Send to port 80');
    const text = fix && applyFix(workspace.host, fix).get('file:///fixture.yaml');
    expect(text).toContain('                  number: 80 # of the Service\n');
    expect(findAll(rules, workspace.host)).toEqual([]);
  });

  test('every path has its own finding', () => {
    checkFindings(
      rules,
      `${documents(web)}
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: shop
spec:
  rules:
    - http:
        paths:
          - path: /a
            backend: { service: { name: web, port: { number: 81 } } }
#                                                            ^^ Service default/web has no port 81, only 80 (\`http\`).
          - path: /b
            backend: { service: { name: wbe2, port: { number: 80 } } }
#                                       ^^^^ There is no Service \`wbe2\` in namespace default, though other Services are there.
          - path: /c
            backend: { resource: { kind: Bucket, name: static } }
`,
    );
  });
});
