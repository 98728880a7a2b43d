import { describe, expect, test } from 'vitest';
import { RULES } from '../../../server/src/core/rules/registry.gen.ts';
import type { Settings } from '../../../server/src/core/workspace/settings.ts';
import { findAll, fixesOf } from '../../support/check-findings.ts';
import { pods } from '../../support/pods.ts';
import { policy } from '../../support/policy.ts';
import { openWorkspace } from '../../support/workspace.ts';

const rules = RULES.filter(({ id }) => id === 'ingress-blocked-by-policy');

const SHOP = `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: { name: shop, namespace: shop }
spec: { rules: [{ http: { paths: [{ path: /, backend: { service: { name: web, port: { number: 80 } } } }] } }] }
---
apiVersion: v1
kind: Service
metadata: { name: web, namespace: shop }
spec: { selector: { app: web }, ports: [{ port: 80, targetPort: 8080 }] }
---
${pods('web', { namespace: 'shop' })}`;

/** The messages, with these rules on the ingress of the pods behind the route. */
function found(ingress: string, controller = '', shop = SHOP, settings: Partial<Settings> = {}): string[] {
  const shut = policy({ namespace: 'shop', types: 'Ingress', ingress });
  const { host } = openWorkspace(shop + shut + controller, settings);
  return findAll(rules, host).map(({ message }) => message);
}

/** A controller that the outside can reach, on pods of its own or at the node. */
function controller(spec: string): string {
  return `${pods('controller', { namespace: 'ingress-nginx', spec })}apiVersion: v1
kind: Service
metadata: { name: controller, namespace: ingress-nginx }
spec: { type: LoadBalancer, selector: { app: controller } }
---
`;
}

describe('a controller of which the settings say where it is', () => {
  const EDGE = { ingressControllers: ['edge'] };
  const from = (name: string): string =>
    `[{ from: [{ namespaceSelector: { matchLabels: { kubernetes.io/metadata.name: ${name} } } }], ports: [{ port: 8080 }] }]`;

  test('is its pods, whatever they are called', () => {
    const gate = pods('gate', { namespace: 'edge' });
    expect(found(from('edge'), gate, SHOP, EDGE)).toEqual([]);
    expect(found(from('other'), gate, SHOP, EDGE)).toEqual([
      'No request of Deployment edge/gate gets through to Deployment shop/web on TCP 8080: it is denied by policy.',
    ]);
  });

  test('is unknown pods of its namespace where no manifest shows them', () => {
    expect(found(from('edge'), '', SHOP, EDGE)).toEqual([]);
    expect(found(from('other'), '', SHOP, EDGE)).toHaveLength(1);
    // Without the setting it may well be there.
    expect(found(from('other'))).toEqual([]);
  });

  test('is allowed by its namespace', () => {
    const workspace = openWorkspace(
      SHOP + policy({ namespace: 'shop', types: 'Ingress', ingress: from('other') }),
      EDGE,
    );
    expect(fixesOf(rules, workspace, 'ingress-blocked-by-policy').map(({ title }) => title)).toEqual([
      'Allow all pods of namespace edge to reach Deployment shop/web on TCP 8080: ingress in a new policy web-allow-from-edge',
    ]);
  });
});

const OTHER_PORT = '[{ ports: [{ port: 80 }] }]';

describe('a controller that is not in the manifests', () => {
  test.each(['[]', OTHER_PORT])(
    'may be anywhere, and only at the own node nothing keeps it out: %s',
    (ingress) => {
      expect(found(ingress)).toEqual([
        'No request gets through to Deployment shop/web on TCP 8080, except from its own node: ingress is denied by policy.',
      ]);
    },
  );

  test.each([
    ['pods', '[{ from: [{ podSelector: {} }] }]'],
    ['pods of another namespace', '[{ from: [{ namespaceSelector: { matchLabels: { team: edge } } }] }]'],
    ['addresses', '[{ from: [{ ipBlock: { cidr: 203.0.113.0/24 } }] }]'],
    ['everyone', '[{ ports: [{ port: 8080 }] }]'],
  ])('may be among %s that are let in', (_, ingress) => {
    expect(found(ingress)).toEqual([]);
  });
});

describe('a controller in the manifests', () => {
  test('is kept out if its pods are', () => {
    expect(found('[]', controller('restartPolicy: Always'))).toEqual([
      'No request of Deployment ingress-nginx/controller gets through to Deployment shop/web on TCP 8080: it is denied by policy.',
    ]);
  });

  test('on the host network is never surely kept out: it may be on the same node', () => {
    expect(found('[]', controller('hostNetwork: true'))).toEqual([]);
  });
});

test('a controller in its namespace is known by its name, though no Service leads to it', () => {
  const controller = pods('ingress-nginx-controller', { namespace: 'ingress-nginx' });
  expect(found('[{ from: [{ podSelector: {} }] }]', controller)).toEqual([
    'No request of Deployment ingress-nginx/ingress-nginx-controller gets through to Deployment shop/web on TCP 8080: it is denied by policy.',
  ]);
});

test('a headless Service is taken for its endpoints, which have the port of the pods (semantics rule 45)', () => {
  const headless = SHOP.replace('spec: { selector', 'spec: { clusterIP: None, selector');
  expect(found('[{ ports: [{ port: 8080 }] }]', '', headless)).toEqual([]);
  expect(found(OTHER_PORT, '', headless)).toEqual(found(OTHER_PORT));
});
