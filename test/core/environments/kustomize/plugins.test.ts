import { expect, test } from 'vitest';
import { buildFixture } from '../../../support/kustomize-fixture.ts';

const ALL = `
apiVersion: apps/v1
kind: Deployment
metadata: {name: web}
spec: {template: {spec: {containers: [{name: web, image: web}]}}}
---
{apiVersion: v1, kind: Service, metadata: {name: web}}
---
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: {name: web, namespace: own}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: a}
subjects: [{kind: ServiceAccount, name: a}]
`;

test('transformers that come with kustomize do their work, in their order', () => {
  const { value, origin, names, problems } = buildFixture(`
#-- kustomization.yaml
resources: [all.yaml]
transformers:
  - prefix.yaml
  - labels/labels.yaml
  - more
  - |-
    apiVersion: builtin
    kind: NamespaceTransformer
    metadata: {name: any, namespace: shop}
    unsetOnly: true
    setRoleBindingSubjects: allServiceAccounts
    fieldSpecs: [{path: metadata/namespace, create: true}]
#-- prefix.yaml
{apiVersion: builtin, kind: PrefixTransformer, metadata: {name: a}, prefix: p-, fieldSpecs: [{path: metadata/name}]}
---
{apiVersion: builtin, kind: SuffixTransformer, metadata: {name: b}, suffix: -s, fieldSpecs: [{path: metadata/name}]}
---
apiVersion: builtin
kind: PrefixSuffixTransformer
metadata: {name: c}
prefix: q-
suffix: -t
fieldSpecs: [{path: metadata/name, kind: Service}]
#-- labels/labels.yaml
apiVersion: builtin
kind: LabelTransformer
metadata: {name: a}
labels: {team: shop}
fieldSpecs: [{path: metadata/labels, create: true}]
---
apiVersion: builtin
kind: AnnotationsTransformer
metadata: {name: a}
annotations: {note: hello}
fieldSpecs: [{path: metadata/annotations, create: true, kind: Service}]
#-- more/kustomization.yaml
resources: [patches.yaml]
#-- more/patches.yaml
apiVersion: builtin
kind: PatchTransformer
metadata: {name: a}
target: {kind: Deployment}
patch: '[{"op": "add", "path": "/spec/replicas", "value": 2}]'
---
apiVersion: builtin
kind: PatchJson6902Transformer
metadata: {name: a}
target: {version: v1, kind: Service, name: web}
jsonOp: '[{"op": "add", "path": "/spec", "value": {"type": "NodePort"}}]'
---
apiVersion: builtin
kind: PatchStrategicMergeTransformer
metadata: {name: a}
patches: |-
  {apiVersion: v1, kind: Service, metadata: {name: web}, spec: {clusterIP: None}}
---
apiVersion: builtin
kind: ReplacementTransformer
metadata: {name: a}
replacements:
  - source: {kind: Service}
    targets: [{select: {kind: Deployment}, fieldPaths: [spec.service], options: {create: true}}]
---
apiVersion: builtin
kind: ReplicaCountTransformer
metadata: {name: a}
replica: {name: web, count: 7}
fieldSpecs: [{path: spec/replicas, kind: Deployment, create: true}]
---
apiVersion: builtin
kind: ImageTagTransformer
metadata: {name: a}
imageTag: {name: web, newTag: v2}
fieldSpecs: [{path: "spec/template/spec/containers[]/image"}]
#-- all.yaml
${ALL}`);
  expect(problems).toEqual([]);
  expect(names).toEqual(['Deployment shop/p-web-s', 'Service shop/q-p-web-s-t', 'RoleBinding own/p-web-s']);
  expect(value('Deployment shop/p-web-s', '/spec/replicas')).toBe(7);
  expect(value('Deployment shop/p-web-s', '/spec/service')).toBe('q-p-web-s-t');
  expect(value('Service shop/q-p-web-s-t', '/spec')).toEqual({ type: 'NodePort', clusterIP: 'None' });
  expect(origin('Deployment shop/p-web-s', '/metadata/labels/team')).toBe('labels/labels.yaml /labels/team');
  expect(origin('Deployment shop/p-web-s', '/metadata/namespace')).toBe(
    'kustomization.yaml /transformers/3 > /metadata/namespace',
  );
  expect(origin('Service shop/q-p-web-s-t', '/spec/type')).toBe(
    'more/patches.yaml#1 /jsonOp > /0/value/type',
  );
});

test('generators that come with kustomize do their work', () => {
  const { names, value, problems } = buildFixture(`
#-- kustomization.yaml
generators:
  - generators.yaml
#-- generators.yaml
apiVersion: builtin
kind: ConfigMapGenerator
metadata: {name: settings, namespace: shop}
literals: [a=1]
options: {disableNameSuffixHash: true}
---
apiVersion: builtin
kind: SecretGenerator
metadata: {name: other}
name: keys
literals: [a=1]
`);
  expect(problems).toEqual([]);
  expect(names[0]).toBe('ConfigMap shop/settings');
  expect(names[1]).toMatch(/^Secret keys-[a-z0-9]{10}$/);
  expect(value('ConfigMap shop/settings', '/data')).toEqual({ a: '1' });
});

test('what only kustomize can run is unknown', () => {
  const { problems, result, names } = buildFixture(`
#-- kustomization.yaml
resources: [all.yaml]
helmCharts: [{name: chart, repo: https://example.com}]
helmGlobals: {chartHome: charts}
generators: [other.yaml]
transformers: [other.yaml]
validators: [other.yaml]
#-- other.yaml
{apiVersion: example.com/v1, kind: Other, metadata: {name: other}}
#-- all.yaml
${ALL}`);
  expect(names).toHaveLength(3);
  expect(result.open).toBe(true);
  expect(problems).toEqual([
    'unsupported other.yaml /kind: What Other does is unknown, because only kustomize itself can run it',
    'unsupported kustomization.yaml /helmCharts: What these charts hold is unknown, because only kustomize itself can render them',
  ]);
});

test('a plugin that kustomize refuses is reported', () => {
  const { problems } = buildFixture(`
#-- kustomization.yaml
resources: [all.yaml]
transformers:
  - |-
    {apiVersion: builtin, kind: PrefixTransformer, metadata: {name: a}, prefix: a-}
  - |-
    {apiVersion: builtin, kind: NamespaceTransformer, metadata: {name: a, namespace: b}, setRoleBindingSubjects: some}
  - nothing.yaml
#-- all.yaml
${ALL}`);
  expect(problems).toEqual([
    'missing kustomization.yaml /transformers/2: nothing.yaml does not exist: correct the path, or create it',
    'invalid kustomization.yaml /transformers/0 > : kustomize refuses this without fieldSpecs: list the path metadata/name there',
    'invalid kustomization.yaml /transformers/1 > /setRoleBindingSubjects: setRoleBindingSubjects is defaultOnly, allServiceAccounts, none: write one of these',
  ]);
});
