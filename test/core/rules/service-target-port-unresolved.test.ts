import { describe, expect, test } from 'vitest';
import { RULES } from '../../../server/src/core/rules/registry.gen.ts';
import { applyFix, checkFindings, findAll, fixesOf } from '../../support/check-findings.ts';
import { deployment, documents, type Plain, service, template } from '../../support/small-manifests.ts';
import { openWorkspace } from '../../support/workspace.ts';

const ID = 'service-target-port-unresolved';
const rules = RULES.filter(({ id }) => /^service-(target-)?port/.test(id));
const labels = { app: 'web' };

function findingsOf(...resources: readonly Plain[]): string[] {
  return findAll(rules, openWorkspace(documents(...resources)).host).map(
    ({ rule, message }) => `${rule}: ${message}`,
  );
}

const web = service('web', labels, [{ port: 80, targetPort: 'http' }]);

describe('what it finds', () => {
  test('names that are there but not near', () => {
    const ports = [
      { name: 'admin', containerPort: 9000 },
      { name: 'grpc', containerPort: 9001 },
    ];
    expect(findingsOf(deployment('web', labels, ports), web)).toEqual([
      `${ID}: No port of Deployment default/web is named \`http\`: there are \`admin\`, \`grpc\`.`,
    ]);
  });

  test('pods without any ports', () => {
    expect(findingsOf(deployment('web', labels), web)).toEqual([
      `${ID}: No port of Deployment default/web is named \`http\`: no ports are declared there.`,
    ]);
  });

  test('pods whose names are those of ports of another protocol', () => {
    const admin = { name: 'admin', containerPort: 9000, protocol: 'UDP' };
    const says = (...ports: Plain[]) => findingsOf(deployment('web', labels, ports), web)[0]?.split('`: ')[1];
    expect(says(admin)).toBe('no TCP ports are declared there.');
    expect(says(admin, { containerPort: 9001 })).toBe('the TCP ports there have no names.');
  });

  test('several workloads, none of which has the name', () => {
    const all = ['blue', 'green'].map((name) =>
      deployment(name, labels, [{ name: 'web', containerPort: 80 }]),
    );
    expect(findingsOf(...all, web)).toEqual([
      `${ID}: No port of Deployment default/blue and 1 more is named \`http\`: there are \`web\`.`,
    ]);
  });

  test('the pods of a headless Service are looked up by name too', () => {
    const headless = service('web', labels, [{ port: 80, targetPort: 'http' }], { clusterIP: 'None' });
    expect(findingsOf(deployment('web', labels), headless)).toHaveLength(1);
  });

  test('the ports of plain init containers do not count', () => {
    const pod = {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name: 'web', labels },
      spec: {
        initContainers: [{ name: 'init', ports: [{ name: 'http', containerPort: 80 }] }],
        containers: [{ name: 'web' }],
      },
    };
    expect(findingsOf(pod, web)).toHaveLength(1);
  });
});

describe('nothing is said', () => {
  test('where one of several workloads has the name', () => {
    const blue = deployment('blue', labels, [{ name: 'http', containerPort: 80 }]);
    expect(findingsOf(blue, deployment('green', labels), web)).toEqual([]);
  });

  test('where the name is in a second container', () => {
    const pod = {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name: 'web', labels },
      spec: { containers: [{ name: 'a' }, { name: 'b', ports: [{ name: 'http', containerPort: 80 }] }] },
    };
    expect(findingsOf(pod, web)).toEqual([]);
  });

  test('without pods', () => {
    expect(findingsOf(web)).toEqual([]);
  });

  test('of ports that a service mesh brings', () => {
    const ports = [
      { port: 15090, targetPort: 'http-envoy-prom' },
      { name: 'admin', port: 4191, targetPort: 'linkerd-admin' },
    ];
    expect(findingsOf(deployment('web', labels), service('web', labels, ports))).toEqual([]);
  });

  test('of kinds whose controller adds containers', () => {
    const knative = {
      apiVersion: 'serving.knative.dev/v1',
      kind: 'Service',
      metadata: { name: 'web' },
      spec: { template: template('web', labels) },
    };
    expect(findingsOf(knative, web)).toEqual([]);
  });

  test.each([
    ['the name of the target port', '{{ .Values.port }}', 'http2'],
    ['the name of a container port', 'http', '{{ .Values.port }}'],
  ])('where a template decides %s', (_, target, name) => {
    const source = `
apiVersion: v1
kind: Pod
metadata:
  name: web
  labels:
    app: web
spec:
  containers:
    - name: web
      ports:
        - containerPort: 80
          name: ${name}
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
      targetPort: ${target}
`;
    expect(findAll(rules, openWorkspace(source).host)).toEqual([]);
  });
});

describe('fixes', () => {
  const source = (ports: string, target: string, mark: string) => `
apiVersion: v1
kind: Pod
metadata:
  name: web
  labels:
    app: web
spec:
  containers:
    - name: web
      ports:
${ports}
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
      targetPort: ${target} # in the pod
${mark}
`;

  test('the nearest name comes first', () => {
    const ports =
      '        - name: admin\n          containerPort: 9000\n        - name: http-web\n          containerPort: 80';
    const workspace = checkFindings(
      rules,
      source(
        ports,
        'htp-web',
        '#                 ^^^^^^^ No port of Pod default/web is named `htp-web`: did you mean `http-web`?',
      ),
    );
    const fixes = fixesOf(rules, workspace, ID);
    expect(fixes.map(({ title }) => title)).toEqual([
      'Change the target port to `http-web`',
      'Change the target port to `admin`',
    ]);
    const text = fixes[0] && applyFix(workspace.host, fixes[0]).get('file:///fixture.yaml');
    expect(text).toContain('      targetPort: http-web # in the pod\n');
  });

  test('a port without a name gets it', () => {
    const workspace = openWorkspace(source('        - containerPort: 8080 # TCP', 'http', ''));
    const fixes = fixesOf(rules, workspace, ID);
    expect(fixes.map(({ title }) => title)).toEqual(['Name port 8080 of the pods `http`']);
    const text = fixes[0] && applyFix(workspace.host, fixes[0]).get('file:///fixture.yaml');
    expect(text).toContain('        - containerPort: 8080 # TCP\n          name: http\n');
  });

  test('a number in quotes is a name', () => {
    const workspace = checkFindings(
      rules,
      source(
        '        - containerPort: 8080',
        '"8080"',
        '#                 ^^^^^^ No port of Pod default/web is named `8080`: in quotes it is a name; did you mean the number 8080?',
      ),
    );
    const [fix] = fixesOf(rules, workspace, ID);
    const text = fix && applyFix(workspace.host, fix).get('file:///fixture.yaml');
    expect(text).toContain('      targetPort: 8080 # in the pod\n');
  });

  test('a name is given in every workload behind the Service', () => {
    const workspace = openWorkspace(
      documents(
        deployment('blue', labels, [{ containerPort: 8080 }]),
        deployment('green', labels, [{ containerPort: 8080 }]),
        web,
      ),
    );
    const [fix] = fixesOf(rules, workspace, ID);
    const text = fix && applyFix(workspace.host, fix).get('file:///fixture.yaml');
    expect(text?.match(/"containerPort":8080, "?name"?: "?http/g)).toHaveLength(2);
  });
});
