import { describe, expect, test } from 'vitest';
import type { ConnectionFilter } from '../../../server/src/core/features/connections/connection-filter.ts';
import { formatExposed } from '../../../server/src/core/features/connections/format-exposed.ts';
import { listExposure } from '../../../server/src/core/features/connections/list-exposure.ts';
import { listLines } from '../../../server/src/core/features/connections/list-lines.ts';
import { CONTROLLER } from '../../../server/src/core/features/connections/route-connections.ts';
import { NO_ADDRESSES, parseCidr, unionAll } from '../../../server/src/core/reach/address-set.ts';
import { formatTraffic } from '../../../server/src/core/reach/format-traffic.ts';
import { evaluateAllPairs } from '../../../server/src/core/reach/pairs/all-pairs.ts';
import { podPeers } from '../../../server/src/core/reach/pairs/peers.ts';
import { podsOf } from '../../../server/src/core/reach/pairs/pod-classes.ts';
import { pods } from '../../support/pods.ts';
import { namespace, policy } from '../../support/policy.ts';
import { openWorkspace } from '../../support/workspace.ts';

const EVERYTHING: ConnectionFilter = { from: undefined, to: undefined, focus: undefined, port: undefined };

/** Every line that is wanted, as it is printed. */
function linesOf(source: string, filter: Partial<ConnectionFilter> = {}): string[] {
  const view = openWorkspace(source).view();
  const all = evaluateAllPairs(view, podsOf(view));
  return [...listLines(view, all, podPeers(all), { ...EVERYTHING, ...filter })].map(
    ({ src, dst, traffic }) => `${src} => ${dst} : ${formatTraffic(traffic)}`,
  );
}

function exposureOf(source: string, filter: Partial<ConnectionFilter> = {}): string[] {
  const view = openWorkspace(source).view();
  const all = evaluateAllPairs(view, podsOf(view));
  const found = listExposure(view, all, podPeers(all), { ...EVERYTHING, ...filter });
  return [
    ...[...found.egress, ...found.ingress].map(
      ({ src, dst, traffic }) => `${src} => ${dst} : ${formatExposed(traffic)}`,
    ),
    ...found.unprotected.map(({ peer, direction }) => `${peer} is open for ${direction}`),
  ];
}

const named = (...names: string[]): ConnectionFilter['from'] => ({
  names: new Set(names),
  addresses: NO_ADDRESSES,
});
const blocks = (...texts: string[]): ConnectionFilter['from'] => ({
  names: new Set(),
  addresses: unionAll(texts.map(parseCidr).flatMap((block) => (block.ok ? [block.set] : []))),
});
const port = (value: number | string, protocol: 'TCP' | 'UDP' | 'any' = 'any'): ConnectionFilter['port'] => ({
  protocol,
  port: { value, at: '' },
  endPort: undefined,
  at: '',
});

const ALL = '0.0.0.0-255.255.255.255[External]';
/** A single pod: it does not reach itself in a list. */
const pod = (name: string, inside = 'shop'): string =>
  `apiVersion: v1\nkind: Pod\nmetadata: { name: ${name}, namespace: ${inside}, labels: { app: ${name} } }\nspec: { containers: [{ name: main, ports: [{ name: http, containerPort: 8080 }] }] }\n---\n`;
const closed = (app: string, ingress: string): string =>
  policy({ name: app, namespace: 'shop', pods: `app: ${app}`, types: 'Ingress', ingress });

describe('lines', () => {
  test('are sorted by source and destination, addresses first', () => {
    const ingress =
      '[{ from: [{ podSelector: {} }], ports: [{ port: 8080 }] }, { from: [{ ipBlock: { cidr: 10.0.0.0/8 } }] }]';
    expect(linesOf(pod('web') + pod('api') + closed('api', ingress))).toEqual([
      `${ALL} => shop/web[Pod] : All Connections`,
      '10.0.0.0-10.255.255.255[External] => shop/api[Pod] : All Connections',
      `shop/api[Pod] => ${ALL} : All Connections`,
      'shop/api[Pod] => shop/web[Pod] : All Connections',
      `shop/web[Pod] => ${ALL} : All Connections`,
      'shop/web[Pod] => shop/api[Pod] : TCP 8080 (perhaps All Connections)',
    ]);
  });

  test('say what is not sure, and leave out what cannot be', () => {
    const ingress = '[{ from: [{ namespaceSelector: { matchLabels: { team: a } } }], ports: [{ port: 1 }] }]';
    const found = linesOf(
      pod('api') + pod('a', 'seen') + pod('b', 'unseen') + namespace('seen') + closed('api', ingress),
    );
    expect(found.filter((line) => line.includes('=> shop/api'))).toEqual([
      'unseen/b[Pod] => shop/api[Pod] : (perhaps TCP 1)',
    ]);
  });

  test('speak of IPv6 only where some policy does', () => {
    const egress = (cidr: string): string =>
      pod('a') +
      policy({ namespace: 'shop', types: 'Egress', egress: `[{ to: [{ ipBlock: { cidr: "${cidr}" } }] }]` });
    expect(linesOf(egress('0.0.0.0/0')).filter((line) => line.includes('::'))).toEqual([]);
    expect(linesOf(egress('2001:db8::/32'))).toEqual([
      `${ALL} => shop/a[Pod] : All Connections`,
      '::-ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff[External] => shop/a[Pod] : All Connections',
      'shop/a[Pod] => 2001:db8::-2001:db8:ffff:ffff:ffff:ffff:ffff:ffff[External] : All Connections',
    ]);
  });
});

describe('what is asked for', () => {
  const SHOP =
    pod('web') +
    pod('api') +
    pod('db') +
    closed('db', '[{ from: [{ podSelector: { matchLabels: { app: api } } }], ports: [{ port: 5432 }] }]');

  test('from, to, either', () => {
    expect(linesOf(SHOP, { to: named('shop/db[Pod]') })).toEqual([
      'shop/api[Pod] => shop/db[Pod] : TCP 5432',
    ]);
    expect(
      linesOf(SHOP, { from: named('shop/api[Pod]'), to: named('shop/db[Pod]', 'shop/web[Pod]') }),
    ).toEqual([
      'shop/api[Pod] => shop/db[Pod] : TCP 5432',
      'shop/api[Pod] => shop/web[Pod] : All Connections',
    ]);
    expect(linesOf(SHOP, { focus: named('shop/db[Pod]') })).toEqual([
      'shop/api[Pod] => shop/db[Pod] : TCP 5432',
      `shop/db[Pod] => ${ALL} : All Connections`,
      'shop/db[Pod] => shop/api[Pod] : All Connections',
      'shop/db[Pod] => shop/web[Pod] : All Connections',
    ]);
  });

  test('addresses cut the ranges', () => {
    const range = '192.0.2.0-192.0.2.255[External]';
    expect(linesOf(SHOP, { from: blocks('192.0.2.0/24') })).toEqual([
      `${range} => shop/api[Pod] : All Connections`,
      `${range} => shop/web[Pod] : All Connections`,
    ]);
    expect(linesOf(SHOP, { focus: blocks('2001:db8::/128'), to: named('shop/web[Pod]') })).toEqual([
      '2001:db8::-2001:db8::[External] => shop/web[Pod] : All Connections',
    ]);
  });

  test('a port, by its number or by what the destination calls it', () => {
    expect(linesOf(SHOP, { from: named('shop/api[Pod]'), port: port(5432, 'TCP') })).toEqual([
      `shop/api[Pod] => ${ALL} : TCP 5432`,
      'shop/api[Pod] => shop/db[Pod] : TCP 5432',
      'shop/api[Pod] => shop/web[Pod] : TCP 5432',
    ]);
    expect(linesOf(SHOP, { from: named('shop/api[Pod]'), port: port('http') })).toEqual([
      'shop/api[Pod] => shop/web[Pod] : TCP 8080',
    ]);
    expect(
      linesOf(SHOP, { from: blocks('192.0.2.1/32'), to: named('shop/web[Pod]'), port: port(53) }),
    ).toEqual(['192.0.2.1-192.0.2.1[External] => shop/web[Pod] : SCTP 53,TCP 53,UDP 53']);
  });
});

describe('routes', () => {
  const ROUTED = `${pods('web', { namespace: 'shop', ports: ['http: 3000'] })}apiVersion: v1
kind: Service
metadata: { name: web, namespace: shop }
spec: { selector: { app: web }, ports: [{ name: http, port: 80, targetPort: http }] }
---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: { name: shop, namespace: shop }
spec: { rules: [{ http: { paths: [{ path: /, pathType: Prefix, backend: { service: { name: web, port: { number: 80 } } } }] } }] }
---
`;
  const ofRoutes = (source: string): string[] => linesOf(source, { from: named(CONTROLLER) });

  test('lead from a controller that is not in the manifests to the ports of the pods', () => {
    expect(ofRoutes(ROUTED)).toEqual(['{ingress-controller} => shop/web[Deployment] : TCP 3000']);
    expect(linesOf(ROUTED).at(-1)).toBe('{ingress-controller} => shop/web[Deployment] : TCP 3000');
  });

  test('as far as policies let it in, wherever it is', () => {
    expect(ofRoutes(ROUTED + closed('web', '[]'))).toEqual([]);
    expect(ofRoutes(ROUTED + closed('web', '[{ ports: [{ port: http }] }]'))).toEqual([
      '{ingress-controller} => shop/web[Deployment] : TCP 3000',
    ]);
    expect(
      ofRoutes(
        ROUTED + closed('web', '[{ from: [{ namespaceSelector: { matchLabels: { name: edge } } }] }]'),
      ),
    ).toEqual(['{ingress-controller} => shop/web[Deployment] : (perhaps TCP 3000)']);
  });

  test('of OpenShift lead to every port of a Service, where they name none', () => {
    const named = 'apiVersion: networking.k8s.io/v1\nkind: Ingress';
    const route = (ports: string): string =>
      `${ROUTED.slice(0, ROUTED.indexOf(named)).replace(/ports: \[\{ name: http, port.*\]/, `ports: [${ports}]`)}apiVersion: route.openshift.io/v1
kind: Route
metadata: { name: shop, namespace: shop }
spec: { to: { kind: Service, name: web } }
---
`;
    expect(ofRoutes(route('{ port: 80, targetPort: http }'))).toEqual([
      '{ingress-controller} => shop/web[Deployment] : TCP 3000',
    ]);
    const two = route(
      '{ name: a, port: 80, targetPort: http }, { name: b, port: 81 }, { name: c, port: 53, protocol: UDP }',
    );
    expect(ofRoutes(two)).toEqual(['{ingress-controller} => shop/web[Deployment] : TCP 81,3000']);
  });

  test('of OpenShift that give a number lead to the pods that listen on it', () => {
    const other = pods('other', { namespace: 'shop', labels: 'app: web', ports: ['http: 4000'] });
    const route = `apiVersion: route.openshift.io/v1
kind: Route
metadata: { name: shop, namespace: shop }
spec: { to: { kind: Service, name: web }, port: { targetPort: 4000 } }
---
`;
    const start = ROUTED.slice(0, ROUTED.indexOf('apiVersion: networking'));
    expect(ofRoutes(start + other + route)).toEqual([
      '{ingress-controller} => shop/other[Deployment] : TCP 4000',
    ]);
  });

  test('add nothing where the pods of the controller are there', () => {
    const controller = pods('controller', { namespace: 'ingress-nginx' });
    expect(ofRoutes(ROUTED + controller)).toEqual([]);
  });
});

describe('exposure', () => {
  test('what any pod may do, and what described ones may do besides', () => {
    const ingress =
      '[{ ports: [{ port: 80 }] }, { from: [{ namespaceSelector: { matchLabels: { team: a } }, podSelector: { matchExpressions: [{ key: tier, operator: NotIn, values: [x, y] }] } }], ports: [{ port: 81 }] }]';
    expect(exposureOf(pod('api') + closed('api', ingress))).toEqual([
      `shop/api[Pod] => ${ALL} : All Connections`,
      'shop/api[Pod] => entire-cluster : All Connections',
      `${ALL} => shop/api[Pod] : TCP 80`,
      '[namespace with {team=a}]/[pod with {{Key:tier,Operator:NotIn,Values:[x y],}}] => shop/api[Pod] : TCP 80-81',
      'entire-cluster => shop/api[Pod] : TCP 80',
      'shop/api[Pod] is open for egress',
    ]);
  });

  test('says nothing of pods that are in the list of connections already', () => {
    const ingress =
      '[{ from: [{ podSelector: { matchLabels: { app: web } } }] }, { from: [{ podSelector: { matchLabels: { app: job } } }] }]';
    const found = exposureOf(pod('web') + pod('api') + closed('api', ingress), {
      to: named('shop/api[Pod]'),
    });
    expect(found).toEqual(['shop/[pod with {app=job}] => shop/api[Pod] : All Connections']);
  });

  test('ports that pass by their names', () => {
    const egress =
      '[{ to: [{ namespaceSelector: {} }], ports: [{ port: http }, { port: 53, protocol: UDP }] }]';
    const found = exposureOf(pod('api') + policy({ namespace: 'shop', types: 'Egress', egress }), {
      from: named('shop/api[Pod]'),
    });
    expect(found).toEqual(['shop/api[Pod] => entire-cluster : UDP 53,TCP http']);
  });
});
