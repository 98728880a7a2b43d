import { describe, expect, test } from 'vitest';
import { RULES } from '../../../server/src/core/rules/registry.gen.ts';
import { applyFix, findAll, fixesOf } from '../../support/check-findings.ts';
import { deployment, documents, type Plain, service } from '../../support/small-manifests.ts';
import { openWorkspace } from '../../support/workspace.ts';

const ID = 'service-target-port-undeclared';
const rules = RULES.filter(({ id }) => /^service-(target-)?port/.test(id));
const labels = { app: 'web' };

function findingsOf(...resources: readonly Plain[]): string[] {
  return findAll(rules, openWorkspace(documents(...resources)).host).map(
    ({ rule, severity, message }) => `${rule} ${severity}: ${message}`,
  );
}

const pods = (...numbers: readonly number[]) =>
  deployment(
    'web',
    labels,
    numbers.map((containerPort) => ({ containerPort })),
  );

describe('a warning', () => {
  test('where no Service leads to a declared port', () => {
    expect(findingsOf(pods(8080), service('web', labels, [{ port: 80, targetPort: 3000 }]))).toEqual([
      `${ID} warning: Port 3000 is not declared by Deployment default/web: did you mean 8080?`,
    ]);
  });

  test('where the number is a slip of a declared port to which no Service leads', () => {
    const ports = [
      { name: 'http', port: 80, targetPort: 8080 },
      { name: 'metrics', port: 9090, targetPort: 9009 },
    ];
    expect(findingsOf(pods(8080, 9090), service('web', labels, ports))).toEqual([
      `${ID} warning: Port 9009 is not declared by Deployment default/web: did you mean 9090?`,
    ]);
  });
});

describe('an information', () => {
  test('where another port leads to a declared one', () => {
    const ports = [
      { name: 'http', port: 80, targetPort: 8080 },
      { name: 'debug', port: 6060 },
    ];
    expect(findingsOf(pods(8080), service('web', labels, ports))).toEqual([
      `${ID} info: Port 6060 is not declared by Deployment default/web, and without \`targetPort\` this is where it leads (only 8080); it may listen there all the same.`,
    ]);
  });

  test('where another Service leads to the declared one', () => {
    const main = service('web', labels, [{ port: 80, targetPort: 8080 }]);
    const debug = service('debug', labels, [{ port: 80, targetPort: 6060 }]);
    expect(findingsOf(pods(8080), main, debug)).toEqual([
      `${ID} info: Port 6060 is not declared by Deployment default/web (only 8080); it may listen there all the same.`,
    ]);
  });
});

describe('nothing is said', () => {
  test('where one of several workloads declares the port', () => {
    const green = deployment('green', labels, [{ containerPort: 3000 }]);
    expect(findingsOf(pods(8080), green, service('web', labels, [{ port: 3000 }]))).toEqual([]);
  });

  test('where one of several workloads declares no ports', () => {
    expect(
      findingsOf(pods(8080), deployment('green', labels), service('web', labels, [{ port: 3000 }])),
    ).toEqual([]);
  });

  test('of a headless Service, whose clients dial what they like', () => {
    const headless = service('web', labels, [{ port: 80 }], { clusterIP: 'None' });
    expect(findingsOf(pods(8080), headless)).toEqual([]);
  });

  test('of ports that a service mesh opens', () => {
    const ports = [{ port: 80, targetPort: 15020 }];
    expect(findingsOf(pods(8080), service('web', labels, ports))).toEqual([]);
  });

  test('where templates add containers', () => {
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
        - containerPort: 8080
    {{- include "sidecars" . | nindent 4 }}
---
${documents(service('web', labels, [{ port: 3000 }]))}`;
    expect(findAll(rules, openWorkspace(source).host)).toEqual([]);
  });
});

describe('fixes', () => {
  const SOURCE = `
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
        - containerPort: 8080
---
apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  selector:
    app: web
  ports:
    - port: 80 # for everybody
      name: http
`;
  const textAfter = (source: string, nth: number): string | undefined => {
    const workspace = openWorkspace(source);
    const fix = fixesOf(rules, workspace, ID)[nth];
    return fix && applyFix(workspace.host, fix).get('file:///fixture.yaml');
  };

  test('without targetPort: lead to the declared port, or declare the one that is there', () => {
    expect(fixesOf(rules, openWorkspace(SOURCE), ID).map(({ title }) => title)).toEqual([
      'Lead to port 8080',
      'Declare port 80 in the pods',
    ]);
    expect(textAfter(SOURCE, 0)).toContain(
      '    - port: 80 # for everybody\n      name: http\n      targetPort: 8080\n',
    );
    expect(textAfter(SOURCE, 1)).toContain('        - containerPort: 8080\n        - containerPort: 80\n---');
  });

  test('swapped ports are swapped back', () => {
    const swapped = SOURCE.replace(
      'port: 80 # for everybody',
      'port: 8080 # for everybody\n      targetPort: 80',
    );
    const [title] = fixesOf(rules, openWorkspace(swapped), ID).map((fix) => fix.title);
    expect(title).toBe('Swap `port` and `targetPort`');
    expect(textAfter(swapped, 0)).toContain(
      '    - port: 80 # for everybody\n      targetPort: 8080\n      name: http\n',
    );
  });

  test('a UDP port is declared as one', () => {
    const udp = `${documents(
      deployment('web', labels, [{ containerPort: 53, protocol: 'UDP' }]),
    )}${documents(service('web', labels, [{ port: 5353, protocol: 'UDP' }]))}`;
    expect(textAfter(udp, 1)).toMatch(/"?containerPort"?: 5353, "?protocol"?: "?UDP"?/);
  });
});
