import { expect, test } from 'vitest';
import { RULES } from '../../../server/src/core/rules/registry.gen.ts';
import { checkFindings, findAll } from '../../support/check-findings.ts';
import { deployment, documents } from '../../support/small-manifests.ts';
import { openWorkspace } from '../../support/workspace.ts';

const rules = RULES.filter(({ id }) => id === 'duplicate-resource');

function findingsOf(source: string, settings = {}): string[] {
  return findAll(rules, openWorkspace(source, settings).host).map(({ message }) => message);
}

const resource = (apiVersion: string, kind: string, metadata: Readonly<Record<string, unknown>>) => ({
  apiVersion,
  kind,
  metadata,
});

test('in several files, each is linked to the others', () => {
  const { host } = checkFindings(
    rules,
    `#-- a.yaml
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
#       ^^^ Deployment shop/web is defined 3 times: where they are applied, the last one replaces the others.
  namespace: shop
#-- b.yaml
apiVersion: v1
kind: List
items:
  - apiVersion: apps/v1
    kind: Deployment
    metadata:
      name: web
#           ^^^ Deployment shop/web is defined 3 times: where they are applied, the last one replaces the others.
      namespace: shop
  - apiVersion: apps/v1
    kind: Deployment
    metadata:
      name: "web"
#           ^^^^^ Deployment shop/web is defined 3 times: where they are applied, the last one replaces the others.
      namespace: shop
`,
  );
  expect(findAll(rules, host).map(({ related }) => related.length)).toEqual([2, 2, 2]);
});

test('kinds that nobody knows are resources too', () => {
  const fast = resource('storage.k8s.io/v1', 'StorageClass', { name: 'fast' });
  expect(findingsOf(documents(fast, fast))).toEqual([
    'StorageClass fast is defined twice: where both are applied, the last one replaces the other.',
    'StorageClass fast is defined twice: where both are applied, the last one replaces the other.',
  ]);
});

test.each([
  ['another kind', [deployment('web', {}), resource('v1', 'Service', { name: 'web' })]],
  [
    'another group',
    [resource('v1', 'Service', { name: 'a' }), resource('serving.knative.dev/v1', 'Service', { name: 'a' })],
  ],
  [
    'names that are made up when it is created',
    [
      resource('batch/v1', 'Job', { generateName: 'a-' }),
      resource('batch/v1', 'Job', { generateName: 'a-' }),
    ],
  ],
  [
    'files of other tools',
    [
      resource('skaffold/v4beta1', 'Config', { name: 'a' }),
      resource('skaffold/v4beta1', 'Config', { name: 'a' }),
    ],
  ],
  [
    'kustomizations',
    [
      resource('kustomize.config.k8s.io/v1beta1', 'Kustomization', { name: 'a' }),
      resource('kustomize.config.k8s.io/v1beta1', 'Kustomization', { name: 'a' }),
    ],
  ],
  [
    'namespaces that say the same',
    [
      resource('v1', 'Namespace', { name: 'a', labels: { x: '1' } }),
      resource('v1', 'Namespace', { name: 'a', labels: { x: '1' } }),
    ],
  ],
])('no duplicates: %s', (_, resources) => {
  expect(findingsOf(documents(...resources))).toEqual([]);
});

test('namespaces with other labels contradict each other', () => {
  const one = resource('v1', 'Namespace', { name: 'a', labels: { x: '1' } });
  expect(findingsOf(documents(one, resource('v1', 'Namespace', { name: 'a' })))).toHaveLength(2);
});

test('a name that a template makes', () => {
  const source = 'apiVersion: v1\nkind: Service\nmetadata:\n  name: {{ .Values.name }}\n---\n';
  expect(findingsOf(source + source)).toEqual([]);
});

test('where one has no namespace, it is known only by the setting', () => {
  const source = documents(deployment('web', {}, [], { namespace: 'shop' }), deployment('web', {}));
  expect(findingsOf(source)).toEqual([]);
  expect(findingsOf(source, { defaultNamespace: 'shop' })).toHaveLength(2);
});

test('what has no part in the network is told of one folder only', () => {
  const settings = (name: string): string =>
    `#-- ${name}\napiVersion: v1\nkind: ConfigMap\nmetadata: { name: settings }\n`;
  expect(findingsOf(`${settings('dev/a.yaml')}${settings('prod/a.yaml')}`)).toEqual([]);
  expect(findingsOf(`${settings('dev/a.yaml')}${settings('dev/b.yaml')}`)).toHaveLength(2);
});
