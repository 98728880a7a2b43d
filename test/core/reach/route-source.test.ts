import { describe, expect, test } from 'vitest';
import {
  guessRouteSources,
  possibleRouteSources,
  unknownSources,
} from '../../../server/src/core/reach/ways/route-source.ts';
import { formatResource } from '../../../server/src/core/workspace/resource.ts';
import { pods } from '../../support/pods.ts';
import { openWorkspace } from '../../support/workspace.ts';

const controller = (namespace: string, service = 'LoadBalancer', pods = ''): string => `
apiVersion: apps/v1
kind: Deployment
metadata: {name: controller, namespace: ${namespace}}
spec: {template: {metadata: {labels: {app: controller}}, spec: {containers: []${pods}}}}
---
apiVersion: v1
kind: Service
metadata: {name: controller, namespace: ${namespace}}
spec: {type: ${service}, selector: {app: controller}}
---
apiVersion: batch/v1
kind: Job
metadata: {name: setup, namespace: ${namespace}}
spec: {template: {spec: {containers: []}}}
---`;

const route = (className: string): string => `
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: {name: shop, namespace: shop}
spec: {ingressClassName: ${className}}
`;

function guess(...manifests: readonly string[]): string[] {
  const view = openWorkspace(manifests.join('')).view();
  const [resource] = view.everywhere('route');
  if (!resource?.facts.route) throw new Error('the workspace has no route');
  return guessRouteSources(view, resource.facts.route.className?.value ?? '').map(formatResource);
}

describe('the pods that carry requests', () => {
  test.each([
    'ingress-nginx',
    'nginx-ingress',
    'traefik',
    'traefik-internal',
    'kong',
    'projectcontour',
    'ingress',
  ])('are in a namespace that is called like a controller: %s', (namespace) => {
    expect(guess(controller(namespace), route('public'))).toEqual([`Deployment ${namespace}/controller`]);
  });

  test.each(['shop', 'default', 'congress', 'ingressed'])('are not in any namespace: %s', (namespace) => {
    expect(guess(controller(namespace), route('public'))).toEqual([]);
  });

  test.each([
    ['a Service of type LoadBalancer', 'LoadBalancer', ''],
    ['a Service of type NodePort', 'NodePort', ''],
    ['the host network', 'ClusterIP', ', hostNetwork: true'],
    [
      'a port of the host',
      'ClusterIP',
      ', initContainers: [{restartPolicy: Always, ports: [{containerPort: 80, hostPort: 80}]}]',
    ],
  ])('are those that the outside can reach, by %s', (_, service, spec) => {
    const entrance = controller('traefik', service, spec).replaceAll('controller', 'front');
    const other = pods('traefik-controller', { namespace: 'traefik' });
    expect(guess(entrance + other, route('traefik'))).toEqual(['Deployment traefik/front']);
  });

  test.each([
    ['its name', { name: 'ingress-nginx-controller' }],
    ['a label', { name: 'edge', labels: 'app.kubernetes.io/name: ingress-nginx' }],
    ['its part', { name: 'edge', labels: 'app.kubernetes.io/component: controller' }],
    ['a product', { name: 'traefik' }],
  ])('say so by %s, where a load balancer leads to them that nobody sees', (_, { name, ...options }) => {
    const found = guess(pods(name, { namespace: 'ingress-nginx', ...options }), route('nginx'));
    expect(found).toEqual([`Deployment ingress-nginx/${name}`]);
  });

  test.each([
    ['a webhook', { name: 'ingress-nginx-admission' }],
    [
      'a webhook by its label',
      { name: 'ingress-nginx', labels: 'app.kubernetes.io/component: admission-webhook' },
    ],
    ['a default backend', { name: 'ingress-nginx-defaultbackend' }],
    [
      'a default backend by its label',
      { name: 'ingress', labels: 'app.kubernetes.io/component: default-backend' },
    ],
    ['a web server', { name: 'nginx' }],
  ])('are not what is installed beside them: %s', (_, { name, ...options }) => {
    expect(guess(pods(name, { namespace: 'ingress-nginx', ...options }), route('nginx'))).toEqual([]);
  });

  test('are those of the class, where its name tells', () => {
    const both = controller('ingress-nginx') + controller('traefik');
    expect(guess(both, route('nginx'))).toEqual(['Deployment ingress-nginx/controller']);
    expect(guess(both, route('traefik-public'))).toEqual(['Deployment traefik/controller']);
    expect(guess(both, route('public'))).toHaveLength(2);
  });
});

test('pods that may carry requests are in such a namespace, or are called like a controller anywhere', () => {
  const view = openWorkspace(
    [
      pods('nginx', { namespace: 'nginx' }),
      pods('nginx-default-backend', { namespace: 'nginx' }),
      pods('edge', { namespace: 'infra', labels: 'app: nginx-ingress' }),
      pods('web', { namespace: 'infra' }),
    ].join(''),
  ).view();
  expect(possibleRouteSources(view).map(formatResource)).toEqual([
    'Deployment infra/edge',
    'Deployment nginx/nginx',
  ]);
});

test('unknown sources are pods here and elsewhere, and the outside', () => {
  const sources = unknownSources(openWorkspace(pods('web', {})).view(), 'shop');
  expect(sources.map((source) => (source.type === 'pods' ? source.namespace : source.type))).toEqual([
    '',
    'shop',
    'addresses',
  ]);
});
