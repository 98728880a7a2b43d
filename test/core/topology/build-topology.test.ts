import { describe, expect, test } from 'vitest';
import { buildTopology } from '../../../server/src/core/topology/build-topology.ts';
import { pods } from '../../support/pods.ts';
import { clusterPolicy, namespace, policy } from '../../support/policy.ts';
import { stateOf, topologyOf } from '../../support/topology-state.ts';

const service = (name: string, ports: string, extra = ''): string =>
  `apiVersion: v1\nkind: Service\nmetadata: { name: ${name}, namespace: shop }\nspec: { selector: { app: ${name} }, ports: [${ports}]${extra} }\n---\n`;

const INGRESS = `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: { name: front, namespace: shop }
spec:
  rules:
    - http:
        paths:
          - { path: /, pathType: Prefix, backend: { service: { name: api, port: { number: 80 } } } }
          - { path: /v2, pathType: Prefix, backend: { service: { name: api, port: { name: http } } } }
---
`;

const SHOP =
  pods('api', { namespace: 'shop', ports: ['http: 8080', 'dns: 53/UDP'] }) +
  service('api', '{ name: http, port: 80, targetPort: http }, { name: dns, port: 53, protocol: UDP }');

describe('nodes', () => {
  test('say what they are, with labels of pods and ports', () => {
    const [api, svc] = topologyOf(SHOP).nodes;
    expect(api).toMatchObject({
      id: 'Deployment/shop/api',
      role: 'workload',
      labels: ['app=api'],
      ports: ['8080 http', '53/UDP dns'],
      ingress: 'open',
      egress: 'open',
      policies: 0,
    });
    expect(svc).toMatchObject({ id: 'Service/shop/api', role: 'service', ports: ['80 → http', '53/UDP'] });
  });

  test('of one name are told apart', () => {
    const twice =
      pods('api', { namespace: 'shop' }) + pods('api', { namespace: 'shop', labels: 'app: other' });
    expect(topologyOf(twice).nodes.map(({ id }) => id)).toEqual([
      'Deployment/shop/api',
      'Deployment/shop/api#2',
    ]);
  });

  test('with the same answers are of one group', () => {
    const { nodes } = topologyOf(
      pods('a', { labels: 'app: x' }) + pods('b', { labels: 'app: x' }) + pods('c'),
    );
    expect(nodes.map(({ group }) => group)).toEqual([0, 0, 1]);
  });

  test('pods that have ended are none', () => {
    const ended = `apiVersion: v1\nkind: Pod\nmetadata: { name: done }\nspec: { containers: [{ name: a }] }\nstatus: { phase: Succeeded }\n`;
    expect(topologyOf(ended).nodes).toEqual([]);
  });
});

describe('isolation', () => {
  const isolation = (source: string): string[] =>
    topologyOf(source)
      .nodes.filter(({ role }) => role === 'workload')
      .map(({ ingress, egress, policies }) => `${ingress} ${egress} ${policies}`);

  test('is that of the directions that a policy limits', () => {
    expect(isolation(pods('a') + policy({ types: 'Ingress' }))).toEqual(['isolated open 1']);
    expect(isolation(pods('a') + policy({ types: 'Ingress, Egress' }))).toEqual(['isolated isolated 1']);
    expect(isolation(pods('a') + policy({ types: 'Egress', pods: 'app: b' }))).toEqual(['open open 0']);
  });

  test('is unknown where a template decides it', () => {
    const templated = pods('a', { labels: 'app: "{{ .Values.app }}"' });
    expect(isolation(templated + policy({ types: 'Ingress', pods: 'app: b' }))).toEqual(['unknown open 1']);
  });

  test('counts policies of the whole cluster', () => {
    const deny = clusterPolicy({ ingress: '[{ action: Deny, from: [{ namespaces: {} }] }]' });
    expect(isolation(pods('a') + deny)).toEqual(['isolated open 1']);
  });
});

describe('what is declared', () => {
  test('Services select workloads, routes lead to Services on all their ports', () => {
    expect(topologyOf(SHOP + INGRESS).links).toEqual([
      {
        from: 'Ingress/shop/front',
        to: 'Service/shop/api',
        type: 'routes',
        ports: '80, http',
        certain: true,
      },
      { from: 'Service/shop/api', to: 'Deployment/shop/api', type: 'selects', ports: '', certain: true },
    ]);
  });

  test('what a template hides is not certain', () => {
    const templated = pods('api', { namespace: 'shop', labels: 'app: "{{ .Values.app }}"' });
    expect(topologyOf(templated + service('api', '{ port: 80 }')).links).toMatchObject([{ certain: false }]);
  });

  test('namespaces are exposed by routes and by Services that the outside reaches', () => {
    const exposed = (source: string): boolean[] => topologyOf(source).namespaces.map((one) => one.exposed);
    expect(exposed(SHOP)).toEqual([false]);
    expect(exposed(SHOP + INGRESS)).toEqual([true]);
    expect(exposed(SHOP + service('lb', '{ port: 1 }', ', type: LoadBalancer'))).toEqual([true]);
  });

  test('a namespace without anything in it is there too', () => {
    expect(topologyOf(namespace('empty')).namespaces).toEqual([{ name: 'empty', exposed: false }]);
  });
});

describe('bundles', () => {
  test('count the links from namespace to namespace by verdict', () => {
    const admit = policy({
      namespace: 'shop',
      pods: 'app: api',
      types: 'Ingress',
      ingress: '[{ from: [{ namespaceSelector: { matchLabels: { kubernetes.io/metadata.name: web } } }] }]',
    });
    const closed = policy({ namespace: 'web', pods: 'app: b', types: 'Egress' });
    const source =
      pods('api', { namespace: 'shop' }) +
      pods('a', { namespace: 'web' }) +
      pods('b', { namespace: 'web' }) +
      admit +
      closed;
    expect(topologyOf(source).bundles).toEqual([
      { from: 'web', to: 'shop', counts: { allowed: 1, denied: 0, 'one-sided': 1, depends: 0 } },
    ]);
  });
});

test('the hash changes with what is in the graph, and only then', () => {
  const hash = (source: string): string => topologyOf(source).hash;
  expect(hash(SHOP)).toBe(hash(`# A comment.\n${SHOP}`));
  expect(hash(SHOP)).toBe(hash(SHOP.replaceAll('\n', '  \n\n').replaceAll('{ ', '{  ')));
  expect(hash(SHOP)).not.toBe(hash(SHOP.replaceAll('api', 'app')));
});

test('findings are counted where they are', () => {
  const { nodes } = buildTopology(
    stateOf(SHOP),
    ({ facts }) => ({ errors: facts.service ? 2 : 0, warnings: 1 }),
    ['Note.'],
  );
  expect(nodes.map(({ errors, warnings }) => `${errors} ${warnings}`)).toEqual(['0 1', '2 1']);
});
