import { describe, expect, test } from 'vitest';
import { guessRouteSources, unknownSources } from '../../../server/src/core/reach/route-source.ts';
import { formatResource } from '../../../server/src/core/workspace/resource.ts';
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

  test('are those that the outside can reach', () => {
    expect(guess(controller('traefik', 'ClusterIP'), route('traefik'))).toEqual([]);
    expect(guess(controller('traefik', 'NodePort'), route('traefik'))).toHaveLength(1);
    expect(guess(controller('traefik', 'ClusterIP', ', hostNetwork: true'), route('traefik'))).toHaveLength(
      1,
    );
  });

  test('are those of the class, where its name tells', () => {
    const both = controller('ingress-nginx') + controller('traefik');
    expect(guess(both, route('nginx'))).toEqual(['Deployment ingress-nginx/controller']);
    expect(guess(both, route('traefik-public'))).toEqual(['Deployment traefik/controller']);
    expect(guess(both, route('public'))).toHaveLength(2);
  });
});

test('unknown sources are pods here and elsewhere, and the outside', () => {
  const sources = unknownSources('shop');
  expect(sources.map((source) => (source.type === 'pods' ? source.namespace : source.type))).toEqual([
    '',
    'shop',
    'addresses',
  ]);
});
