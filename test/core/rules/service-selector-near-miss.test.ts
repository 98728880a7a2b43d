import { describe, expect, test } from 'vitest';
import { RULES } from '../../../server/src/core/rules/registry.gen.ts';
import { applyFix, checkFindings, findAll, fixesOf } from '../../support/check-findings.ts';
import { deployment, documents, type Plain, service } from '../../support/small-manifests.ts';
import { openWorkspace } from '../../support/workspace.ts';

const ID = 'service-selector-near-miss';
const rules = RULES.filter(({ id }) => id === ID || id === 'service-selects-nothing');
const http = [{ containerPort: 8080 }];

function findingsOf(...resources: readonly Plain[]): string[] {
  const { host } = openWorkspace(documents(...resources));
  return findAll(rules, host).map(({ rule, severity, message }) => `${rule} ${severity}: ${message}`);
}

describe('what is a near miss', () => {
  test('another value of one label of several', () => {
    const web = deployment('web', { app: 'shop', tier: 'frontend' }, http);
    expect(findingsOf(web, service('web', { app: 'shop', tier: 'ui' }, [{ port: 80 }]))).toEqual([
      `${ID} warning: Service default/web selects no pods: those of Deployment default/web fit but for this label, which is \`frontend\` there.`,
    ]);
  });

  test('the same value under another key', () => {
    const web = deployment('web', { 'app.kubernetes.io/name': 'web' }, http);
    expect(findingsOf(web, service('web', { app: 'web' }, [{ port: 80 }]))).toEqual([
      `${ID} warning: Service default/web selects no pods: those of Deployment default/web have this value under \`app.kubernetes.io/name\`.`,
    ]);
  });

  test('a slip in the key', () => {
    expect(
      findingsOf(deployment('web', { component: 'web' }), service('web', { componet: 'web' }, [])),
    ).toEqual([
      `${ID} error: Service default/web selects no pods: did you mean \`component\`, as the pods of Deployment default/web have it?`,
    ]);
  });

  test('a label that the pods lack', () => {
    const web = deployment('web', { app: 'web' }, http);
    expect(findingsOf(web, service('web', { app: 'web', tier: 'ui' }, [{ port: 80 }]))).toEqual([
      `${ID} warning: Service default/web selects no pods: those of Deployment default/web fit but for this label, which they lack.`,
    ]);
  });

  test('the labels of the workload instead of those of its pods', () => {
    const web = deployment('web', { name: 'x' }, [], { labels: { app: 'web', tier: 'ui' } });
    expect(findingsOf(web, service('web', { app: 'web', tier: 'ui' }, [{ port: 80 }]))).toEqual([
      `${ID} error: Service default/web selects no pods: Deployment default/web has these labels itself, but its pod template does not have them.`,
    ]);
  });

  test('the only label differs, but the names are the same', () => {
    const web = deployment('web', { app: 'frontend' }, http);
    expect(findingsOf(web, service('web', { app: 'web' }, [{ port: 80 }]))).toEqual([
      `${ID} warning: Service default/web selects no pods: those of Deployment default/web fit but for this label, which is \`frontend\` there.`,
    ]);
  });

  test('a slip is a warning where other Services have the pods already', () => {
    const resources = [deployment('cart', { app: 'cart' }), service('cart', { app: 'cart' }, [{ port: 80 }])];
    expect(findingsOf(...resources, service('card', { app: 'card' }, [{ port: 80 }]))).toEqual([
      expect.stringMatching(`^${ID} warning`),
    ]);
  });
});

describe('what is none', () => {
  const others = expect.stringMatching(/^service-selects-nothing warning/);

  test('names that differ in a number or a last letter', () => {
    const db = deployment('db-0', { app: 'db-0' }, http);
    expect(findingsOf(db, service('db-1', { app: 'db-1' }, []))).toEqual([others]);
    const blue = deployment('blue-a', { app: 'blue-a' }, http);
    expect(findingsOf(blue, service('blue-b', { app: 'blue-b' }, []))).toEqual([others]);
  });

  test('labels that all workloads of a chart share', () => {
    const labels = (name: string) => ({
      'app.kubernetes.io/instance': 'shop',
      'app.kubernetes.io/name': name,
    });
    const workloads = ['api', 'web'].map((name) => deployment(name, labels(name), http));
    expect(findingsOf(...workloads, service('redis', labels('redis'), []))).toEqual([others]);
  });

  test('pods that another Service selects', () => {
    const api = [
      deployment('api', { app: 'shop', tier: 'api' }, http),
      service('api', { app: 'shop', tier: 'api' }, [{ port: 80 }]),
    ];
    expect(findingsOf(...api, service('db', { app: 'shop', tier: 'db' }, []))).toEqual([others]);
  });

  test('pods that do not listen', () => {
    const worker = deployment('worker', { app: 'shop', tier: 'worker' });
    expect(findingsOf(worker, service('db', { app: 'shop', tier: 'db' }, []))).toEqual([others]);
  });
});

describe('fixes go in both directions', () => {
  const SOURCE = `
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  selector:
    matchLabels:
      app: "frontend" # of the shop
  template:
    metadata:
      labels:
        app: frontend
    spec:
      containers:
        - name: web
          image: web:1
---
apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  selector: { app: fronted }
#                  ^^^^^^^ Service default/web selects no pods: did you mean \`frontend\`, as the pods of Deployment default/web have it?
  ports:
    - port: 80
`;

  test('the selector follows the pods', () => {
    const workspace = checkFindings(rules, SOURCE);
    const [fix] = fixesOf(rules, workspace, ID);
    expect(fix?.title).toBe('Select `app: frontend`, the label of the pods of Deployment default/web');
    const text = fix && applyFix(workspace.host, fix).get('file:///fixture.yaml');
    expect(text).toContain('  selector: { app: frontend }\n');
    expect(findAll(rules, workspace.host)).toEqual([]);
  });

  test('the pods follow the selector, and the Deployment goes on finding them', () => {
    const workspace = openWorkspace(SOURCE);
    const [, fix] = fixesOf(rules, workspace, ID);
    expect(fix?.title).toBe('Change the label of the pods of Deployment default/web to `app: fronted`');
    const text = fix && applyFix(workspace.host, fix).get('file:///fixture.yaml');
    expect(text).toContain('      app: "fronted" # of the shop\n');
    expect(text).toContain('        app: fronted\n    spec');
  });

  const DEPLOYMENT = `
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
  labels:
    app: web
    tier: ui
spec:
  selector:
    matchLabels:
      app.kubernetes.io/name: web
  template:
    metadata:
      labels:
        app.kubernetes.io/name: web # the only one
    spec:
      containers:
        - name: web
          image: web:1
          ports:
            - containerPort: 8080
---
`;

  test('another key: rename it, or give the pods this one too', () => {
    const workspace = openWorkspace(
      `${DEPLOYMENT}${documents(service('web', { app: 'web' }, [{ port: 80 }]))}`.replace(
        / {2}labels:\n {4}app: web\n {4}tier: ui\n/,
        '',
      ),
    );
    const [rename, add, ...more] = fixesOf(rules, workspace, ID);
    expect(more).toEqual([]);
    expect(rename?.title).toBe(
      'Select `app.kubernetes.io/name: web`, the label of the pods of Deployment default/web',
    );
    expect(add?.title).toBe('Give the pods of Deployment default/web `app: web`');
    const text = add && applyFix(workspace.host, add).get('file:///fixture.yaml');
    expect(text).toContain('        app.kubernetes.io/name: web # the only one\n        app: web\n    spec:');
  });

  test('labels of the workload: its pods get them all', () => {
    const workspace = openWorkspace(
      `${DEPLOYMENT}${documents(service('web', { app: 'web', tier: 'ui' }, []))}`,
    );
    const [fix, ...more] = fixesOf(rules, workspace, ID);
    expect(more).toEqual([]);
    expect(fix?.title).toBe('Give the pods of Deployment default/web `app: web` and `tier: ui`');
    const text = fix && applyFix(workspace.host, fix).get('file:///fixture.yaml');
    expect(text).toContain(
      '        app.kubernetes.io/name: web # the only one\n        app: web\n        tier: ui\n    spec:',
    );
    expect(findAll(rules, workspace.host)).toEqual([]);
  });

  test('a value that YAML would read as something else is quoted', () => {
    const resources = [
      deployment('v', { app: 'v', rev: 'true' }, http),
      service('v', { app: 'v', rev: 'tru' }, []),
    ];
    const workspace = openWorkspace(documents(...resources));
    const [fix] = fixesOf(rules, workspace, ID);
    const text = fix && applyFix(workspace.host, fix).get('file:///fixture.yaml');
    expect(text).toMatch(/"selector":\{"app":"v","rev": ?"true"\}/);
  });
});
