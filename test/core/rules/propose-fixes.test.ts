import { expect, test } from 'vitest';
import { RULES } from '../../../server/src/core/rules/registry.gen.ts';
import { applyFix, findAll, fixesOf } from '../../support/check-findings.ts';
import { deployment, documents, ingress, type Plain, service } from '../../support/small-manifests.ts';
import { openWorkspace } from '../../support/workspace.ts';

const http = [{ containerPort: 8080 }];

function titles(rule: string, ...resources: readonly Plain[]): string[] {
  return fixesOf(RULES, openWorkspace(documents(...resources)), rule).map(({ title }) => title);
}

function policy(name: string, spec: Plain): Plain {
  return { apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata: { name }, spec };
}

function settings(data: Plain): Plain {
  return { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'settings' }, data };
}

const orders = deployment('orders', { app: 'orders' }, http);
const ordersPort = [{ port: 80, targetPort: 8080 }];
const reader: Plain = {
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name: 'reader', labels: { app: 'reader' } },
  spec: { containers: [{ name: 'reader', image: 'r', envFrom: [{ configMapRef: { name: 'settings' } }] }] },
};
const denyAll = policy('deny', { podSelector: { matchLabels: { app: 'orders' } }, policyTypes: ['Ingress'] });

test('a fix that leaves a policy without pods is not offered', () => {
  const miss = service('orders', { app: 'order' }, ordersPort);
  const ofService = 'Select `app: orders`, the label of the pods of Deployment default/orders';
  const ofPods = 'Change the label of the pods of Deployment default/orders to `app: order`';
  expect(titles('service-selector-near-miss', orders, miss)).toEqual([ofService, ofPods]);
  expect(titles('service-selector-near-miss', orders, miss, denyAll)).toEqual([ofService]);
});

test('a fix that makes somebody dial a wrong port is not offered', () => {
  const db = {
    apiVersion: 'apps/v1',
    kind: 'StatefulSet',
    metadata: { name: 'db' },
    spec: {
      serviceName: 'db',
      selector: { matchLabels: { app: 'db' } },
      template: {
        metadata: { labels: { app: 'db' } },
        spec: { containers: [{ name: 'db', image: 'db', ports: [{ containerPort: 5432 }] }] },
      },
    },
  };
  const ofDb = service('db', { app: 'db' }, [{ port: 80, targetPort: 5432 }]);
  expect(titles('stateful-set-service-name', db, ofDb)).toEqual(['Make Service `db` headless']);
  const dials = settings({ DB_URL: 'postgres://db:80/shop' });
  expect(titles('stateful-set-service-name', db, ofDb, dials)).toEqual([]);
});

test('a dead end is set right although policies deny what is behind it', () => {
  const ofOrders = service('orders', { app: 'orders' }, ordersPort);
  const dials = settings({ ORDERS_URL: 'http://ordes.default.svc' });
  expect(titles('address-service-unknown', orders, ofOrders, reader, dials, denyAll)).toEqual([
    'Change `ordes` to `orders`',
  ]);
});

test('a missing Service is added although policies deny what is behind it', () => {
  const workspace = openWorkspace(`
apiVersion: apps/v1
kind: Deployment
metadata: {name: orders}
spec:
  selector: {matchLabels: {app: orders}}
  template:
    metadata: {labels: {app: orders}}
    spec: {containers: [{name: orders, image: orders, ports: [{containerPort: 8080}]}]}
---
${documents(service('other', { app: 'orders' }, ordersPort), ingress('shop', 'orders', { number: 80 }), denyAll)}`);
  const [fix] = fixesOf(RULES, workspace, 'ingress-backend-missing');
  expect(fix?.title).toBe('Add Service `orders` for the pods of Deployment default/orders');
  if (fix) applyFix(workspace.host, fix);
  expect(findAll(RULES, workspace.host).map(({ rule }) => rule)).toEqual(['ingress-blocked-by-policy']);
});

test('of two changes of the same text one is offered', () => {
  const workspace = openWorkspace(
    documents(orders, service('orders', { app: 'orders' }, [{ port: 80, targetPort: 'htpp' }])),
  );
  const edits = fixesOf(RULES, workspace, 'service-target-port-unresolved').map((fix) =>
    JSON.stringify([...fix.edits]),
  );
  expect(new Set(edits).size).toBe(edits.length);
});
