import { describe, expect, test } from 'vitest';
import { RULES } from '../../../server/src/core/rules/registry.gen.ts';
import { applyFix, findAll, fixesOf } from '../../support/check-findings.ts';
import { documents, type Plain, service, template } from '../../support/small-manifests.ts';
import { openWorkspace } from '../../support/workspace.ts';

const ID = 'stateful-set-service-name';
const rules = RULES.filter(({ id }) => id === ID);
const labels = { app: 'db' };
const HEADLESS = { clusterIP: 'None' };

function statefulSet(spec: Readonly<Record<string, unknown>>) {
  return {
    apiVersion: 'apps/v1',
    kind: 'StatefulSet',
    metadata: { name: 'db' },
    spec: { ...spec, selector: { matchLabels: labels }, template: template('db', labels) },
  };
}

function findingsOf(...resources: readonly Plain[]): string[] {
  return findAll(rules, openWorkspace(documents(...resources)).host).map(
    ({ severity, message }) => `${severity}: ${message}`,
  );
}

const other = service('other', { app: 'other' }, [{ port: 80 }]);

describe('a Service that is named', () => {
  test.each([
    [
      'is near: an error',
      'databse',
      [service('database', { app: 'x' }, [])],
      'error: There is no Service `databse` in namespace default: did you mean `database`?',
    ],
    [
      'is missing among others: a warning',
      'db',
      [other],
      'warning: There is no Service `db` in namespace default, so the pods get no DNS names of their own.',
    ],
    [
      'is somewhere else: a hint',
      'db',
      [],
      'hint: Service `db` of namespace default is not among these manifests.',
    ],
    [
      'is not headless: an information',
      'db',
      [service('db', labels, [{ port: 5432 }])],
      'info: Service default/db is not headless: Kubernetes asks for a Service with `clusterIP: None` to name the pods of a StatefulSet.',
    ],
    [
      'is not headless, and a headless one is there: a warning',
      'db',
      [service('db', labels, [{ port: 5432 }]), service('db-pods', labels, [], HEADLESS)],
      'warning: Service default/db is not headless: did you mean `db-pods`, which is headless and selects these pods?',
    ],
  ])('%s', (_, serviceName, services, expected) => {
    expect(findingsOf(statefulSet({ serviceName }), ...services)).toEqual([expected]);
  });

  test('selects other pods: a warning', () => {
    const web = {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name: 'web', labels: { app: 'web' } },
      spec: { containers: [] },
    };
    const wrong = service('db', { app: 'web' }, [], HEADLESS);
    expect(findingsOf(statefulSet({ serviceName: 'db' }), web, wrong)).toEqual([
      'warning: Service default/db does not select the pods of StatefulSet default/db, so they get no DNS names of their own.',
    ]);
  });

  test('selects nothing at all: a finding of its own', () => {
    expect(
      findingsOf(statefulSet({ serviceName: 'db' }), service('db', { app: 'web' }, [], HEADLESS)),
    ).toEqual([]);
  });
});

test('no Service is named: a hint, and a warning where a headless one selects the pods', () => {
  expect(findingsOf(statefulSet({}))).toEqual([
    'hint: StatefulSet default/db names no Service, so its pods get no DNS names of their own.',
  ]);
  expect(findingsOf(statefulSet({}), service('db-pods', labels, [], HEADLESS))).toEqual([
    'warning: StatefulSet default/db names no Service: did you mean `db-pods`, which is headless and selects these pods?',
  ]);
});

describe('nothing is said', () => {
  test('of a headless Service that selects the pods, or has its endpoints listed by hand', () => {
    expect(findingsOf(statefulSet({ serviceName: 'db' }), service('db', labels, [], HEADLESS))).toEqual([]);
    expect(findingsOf(statefulSet({ serviceName: 'db' }), service('db', undefined, [], HEADLESS))).toEqual(
      [],
    );
  });

  test('of other workloads', () => {
    const job = {
      apiVersion: 'batch/v1',
      kind: 'Job',
      metadata: { name: 'db' },
      spec: { template: template('db', labels) },
    };
    expect(findingsOf(job)).toEqual([]);
  });

  test.each([
    ['the name', '  serviceName: {{ .Values.name }}', '  clusterIP: None'],
    ['whether there is a name', '  {{- include "naming" . | nindent 2 }}', '  clusterIP: None'],
    ['the address of the Service', '  serviceName: db', '  clusterIP: {{ .Values.clusterIP }}'],
    [
      'whether the Service has an address',
      '  serviceName: db',
      '  {{- toYaml .Values.service | nindent 2 }}',
    ],
  ])('where a template decides %s', (_, name, address) => {
    const source = `
apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: db
spec:
${name}
  selector:
    matchLabels:
      app: db
  template:
    metadata:
      labels:
        app: db
    spec:
      containers:
        - name: db
---
apiVersion: v1
kind: Service
metadata:
  name: db
spec:
${address}
  selector:
    app: db
`;
    expect(findAll(rules, openWorkspace(source).host)).toEqual([]);
  });
});

describe('fixes', () => {
  const SOURCE = `
apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: db
  namespace: shop
spec:
  replicas: 2 # for now
  selector:
    matchLabels:
      app: db
  template:
    metadata:
      labels:
        app: db
    spec:
      containers:
        - name: db
          ports:
            - name: sql
              containerPort: 5432
            - containerPort: 53
              protocol: UDP
`;
  const fixed = (source: string): [string | undefined, string | undefined] => {
    const workspace = openWorkspace(source);
    const [fix] = fixesOf(rules, workspace, ID);
    return [fix?.title, fix && applyFix(workspace.host, fix).get('file:///fixture.yaml')];
  };

  test('a headless Service is added and named', () => {
    const [title, text] = fixed(SOURCE);
    expect(title).toBe('Add the headless Service `db`');
    expect(text).toBe(`${SOURCE.trimStart()}  serviceName: db
---
apiVersion: v1
kind: Service
metadata:
  name: db
  namespace: shop
spec:
  clusterIP: None
  selector:
    app: db
  ports:
    - name: sql
      port: 5432
    - name: port-53
      port: 53
      protocol: UDP
`);
  });

  test('the headless one is named instead', () => {
    const services = documents(
      service('db', labels, [{ port: 1 }], { metadata: { namespace: 'shop' } }),
      service('db-pods', labels, [], { metadata: { namespace: 'shop' }, ...HEADLESS }),
    );
    const [title, text] = fixed(
      `${services}${SOURCE.replace('  replicas', '  serviceName: "db"\n  replicas')}`,
    );
    expect(title).toBe('Name Service `db-pods`');
    expect(text).toContain('  serviceName: "db-pods"\n');
  });

  test('the Service becomes headless, unless it has a type that cannot', () => {
    const set = documents(statefulSet({ serviceName: 'db' }));
    const plain = `${set}
apiVersion: v1
kind: Service
metadata:
  name: db
spec:
  selector:
    app: db # the pods
`;
    expect(fixed(plain)).toEqual([
      'Make Service `db` headless',
      expect.stringContaining('    app: db # the pods\n  clusterIP: None\n'),
    ]);
    expect(fixed(plain.replace('spec:\n  sel', 'spec:\n  type: NodePort\n  sel'))).toEqual([
      undefined,
      undefined,
    ]);
  });
});
