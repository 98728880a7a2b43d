import { expect, test } from 'vitest';
import { buildFixture } from '../../../support/kustomize-fixture.ts';

const BASE = `
#-- base/kustomization.yaml
resources: [all.yaml]
configMapGenerator: [{name: settings, literals: [a=1]}]
#-- base/all.yaml
{apiVersion: v1, kind: Service, metadata: {name: web}, spec: {ports: [{port: 80}]}}
`;

test('components change what their user has so far', () => {
  const { names, value, origin, problems } = buildFixture(
    `
#-- overlay/kustomization.yaml
resources: [../base]
components: [../tls, ../more]
namePrefix: dev-
#-- tls/kustomization.yaml
apiVersion: kustomize.config.k8s.io/v1alpha1
kind: Component
resources: [policy.yaml]
configMapGenerator: [{name: settings, behavior: merge, literals: [b=2]}]
patches:
  - target: {kind: Service, name: web}
    patch: '[{"op": "replace", "path": "/spec/ports/0/port", "value": 443}]'
  - target: {kind: Service, name: nobody-has-this}
    patch: '[{"op": "replace", "path": "/spec/ports/0/port", "value": 443}]'
#-- tls/policy.yaml
{apiVersion: networking.k8s.io/v1, kind: NetworkPolicy, metadata: {name: web}, spec: {podSelector: {}}}
#-- more/kustomization.yaml
apiVersion: kustomize.config.k8s.io/v1alpha1
kind: Component
namespace: shop
labels: [{pairs: {team: shop}}]
${BASE}`,
    { folder: 'overlay' },
  );
  expect(problems).toEqual([]);
  expect(names.map((name) => name.replace(/-[a-z0-9]{10}$/, '-#'))).toEqual([
    'Service shop/dev-web',
    'ConfigMap shop/dev-settings-#',
    'NetworkPolicy shop/dev-web',
  ]);
  expect(value('Service shop/dev-web', '/spec/ports/0/port')).toBe(443);
  expect(origin('Service shop/dev-web', '/spec/ports/0/port')).toBe(
    'tls/kustomization.yaml /patches/0/patch > /0/value',
  );
  expect(origin('Service shop/dev-web', '/metadata/namespace')).toBe('more/kustomization.yaml /namespace');
});

test('components and kustomizations are not to be mixed up', () => {
  const { problems, names } = buildFixture(
    `
#-- overlay/kustomization.yaml
resources: [../component]
components: [../base, ../nothing]
#-- component/kustomization.yaml
apiVersion: kustomize.config.k8s.io/v1alpha1
kind: Component
namePrefix: a-
${BASE}`,
    { folder: 'overlay' },
  );
  expect(names[0]).toBe('Service web');
  expect(problems).toEqual([
    'invalid overlay/kustomization.yaml /resources/0: ../component is a Component: list it below components',
    'invalid overlay/kustomization.yaml /components/0: ../base is no Component: list it below resources',
    'missing overlay/kustomization.yaml /components/1: There is no kustomization in the folder ../nothing: correct the path, or create it',
  ]);
});

test('a component is a folder', () => {
  const { problems } = buildFixture(`
#-- kustomization.yaml
resources: [web.yaml]
components: [web.yaml, none.yaml, folder]
#-- web.yaml
{apiVersion: v1, kind: Service, metadata: {name: web}}
#-- folder/web.yaml
{apiVersion: v1, kind: Service, metadata: {name: web}}
`);
  expect(problems).toEqual([
    'missing kustomization.yaml /components/0: The file web.yaml is no folder: name the folder of a Component',
    'missing kustomization.yaml /components/1: none.yaml does not exist: correct the path, or create it',
    'missing kustomization.yaml /components/2: There is no kustomization in the folder folder: correct the path, or create it',
  ]);
});
