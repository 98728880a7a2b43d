import { describe, expect, test } from 'vitest';
import { buildFixture } from '../../../support/kustomize-fixture.ts';

const ALL = `
{apiVersion: v1, kind: Service, metadata: {name: web, namespace: shop}, spec: {ports: [{port: 8080, name: http}]}}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: web, labels: {app: web}}
spec:
  template:
    spec:
      containers:
        - {name: web, args: [--port, "80"], env: [{name: URL, value: "http://host:80/path"}, {name: PORT, value: "80"}]}
        - {name: web-side, env: [{name: PORT, value: "81"}]}
---
{apiVersion: v1, kind: ConfigMap, metadata: {name: settings, annotations: {a.b/c: found}}, data: {host: web.shop.svc}}
---
{apiVersion: networking.k8s.io/v1, kind: Ingress, metadata: {name: web}, spec: {rules: [{host: a.example.com}, {host: b.example.com}]}}
`;

function build(replacements: string, files = '', options = {}) {
  return buildFixture(
    `
#-- kustomization.yaml
resources: [all.yaml]
${replacements}
#-- all.yaml
${ALL}${files}`,
    options,
  );
}

describe('replacements', () => {
  test('copy a value to fields, which keep their types', () => {
    const { value, origin, problems } = build(`
replacements:
  - source: {kind: Service, name: web, fieldPath: spec.ports.0.port}
    targets:
      - select: {kind: Deployment}
        fieldPaths:
          - spec.template.spec.containers.[name=web].env.[name=PORT].value
          - spec.template.spec.containers.0.args.1
      - select: {kind: ConfigMap, name: settings}
        fieldPaths: [data.port, spec.port.number]
        options: {create: true}
`);
    expect(problems).toEqual([]);
    const containers = '/spec/template/spec/containers';
    expect(value('Deployment web', `${containers}/0/env/1/value`)).toBe('8080');
    // What an item must say need only match a part of it.
    expect(value('Deployment web', `${containers}/1/env/0/value`)).toBe('8080');
    expect(value('Deployment web', `${containers}/0/args/1`)).toBe('8080');
    expect(value('ConfigMap settings', '/data/port')).toBe(8080);
    expect(value('ConfigMap settings', '/spec/port')).toEqual({ number: 8080 });
    expect(origin('Deployment web', `${containers}/0/args/1`)).toBe('all.yaml /spec/ports/0/port (altered)');
    expect(origin('ConfigMap settings', '/data/port')).toBe('all.yaml /spec/ports/0/port');
  });

  test('take parts, and replace parts', () => {
    const { value, origin, problems } = build(`
replacements:
  - source: {kind: ConfigMap, fieldPath: data.host, options: {delimiter: ".", index: 1}}
    targets:
      - select: {kind: Deployment, name: web}
        fieldPaths: ["spec.template.spec.containers.*.env.[name=URL].value"]
        options: {delimiter: "/", index: 2}
      - select: {kind: Ingress}
        fieldPaths: [spec.rules.*.host]
        options: {delimiter: ".", index: -1}
      - select: {kind: Service}
        options: {delimiter: "-", index: 9}
`);
    expect(problems).toEqual(
      ['no-target kustomization.yaml /replacements/0/targets/0/fieldPaths/0: x'].slice(1),
    );
    expect(value('Deployment web', '/spec/template/spec/containers/0/env/0/value')).toBe('http://shop/path');
    expect(value('Ingress web', '/spec/rules')).toEqual([
      { host: 'shop.a.example.com' },
      { host: 'shop.b.example.com' },
    ]);
    expect(value('Service shop/web-shop', '/metadata/name')).toBe('web-shop');
    expect(origin('Ingress web', '/spec/rules/0/host')).toBe('all.yaml#3 /spec/rules/0/host (altered)');
  });

  test('come from files, one or many, and reject some', () => {
    const { value, origin, problems } = build(
      `
replacements:
  - path: one.yaml
  - path: many.yaml
`,
      `
#-- one.yaml
source: {kind: ConfigMap, name: settings, fieldPath: "metadata.annotations.[a.b/c]"}
targets:
  - select: {version: v1}
    reject: [{kind: Service}, {labelSelector: app=web}, {kind: Ingress}]
    fieldPaths: [metadata.labels.from]
    options: {create: true}
#-- many.yaml
- sourceValue: "17"
  targets: [{select: {kind: Service}, fieldPaths: [spec.ports.0.port]}]
`,
    );
    expect(problems).toEqual([]);
    expect(value('ConfigMap settings', '/metadata/labels')).toEqual({ from: 'found' });
    expect(value('Deployment web', '/metadata/labels')).toEqual({ app: 'web' });
    expect(value('Service shop/web', '/spec/ports/0/port')).toBe(17);
    expect(origin('Service shop/web', '/spec/ports/0/port')).toBe('many.yaml /0/sourceValue (altered)');
  });

  test('copy maps and lists as a whole', () => {
    const { value, origin } = build(`
replacements:
  - source: {kind: Service, fieldPath: spec.ports}
    targets: [{select: {kind: ConfigMap}, fieldPaths: [spec.ports], options: {create: true}}]
`);
    expect(value('ConfigMap settings', '/spec/ports')).toEqual([{ port: 8080, name: 'http' }]);
    expect(origin('ConfigMap settings', '/spec/ports/0/port')).toBe('all.yaml /spec/ports/0/port');
  });

  test('find resources by the names that they had, and after all other changes', () => {
    const { value } = build(`
namePrefix: p-
replacements:
  - source: {kind: Service, name: web}
    targets: [{select: {name: settings}, fieldPaths: [data.host]}]
`);
    expect(value('ConfigMap p-settings', '/data/host')).toBe('p-web');
  });
});

describe('what is wrong with replacements', () => {
  const at = 'kustomization.yaml /replacements/0';
  const TARGETS = 'targets: [{select: {kind: ConfigMap}, fieldPaths: [data.host]}]';
  test.each([
    [`{${TARGETS}}`, `invalid ${at}: This replacement has no source: say where the value comes from`],
    ['{source: {kind: Service}}', `invalid ${at}: This replacement has no targets: say where the value goes`],
    [
      `{source: {kind: Servic}, ${TARGETS}}`,
      `no-target ${at}/source: No resource is meant by this source: correct it`,
    ],
    [
      `{source: {name: web}, ${TARGETS}}`,
      `invalid ${at}/source: Several resources are meant by this source: name the kind, name and namespace`,
    ],
    [
      `{source: {kind: Service, fieldPath: spec.type}, ${TARGETS}}`,
      `no-target ${at}/source/fieldPath: The source of this replacement has no field spec.type: correct the path`,
    ],
    [
      `{source: {kind: Service, fieldPath: metadata.name, options: {delimiter: "-", index: 3}}, ${TARGETS}}`,
      `invalid ${at}/source/options/index: web has no part 3: count from 0`,
    ],
    [
      '{source: {kind: Service}, targets: [{select: {kind: ConfigMap}, fieldPaths: [data.nothing]}]}',
      `no-target ${at}/targets/0/fieldPaths/0: ConfigMap settings has no field data.nothing: correct the path, or set the option create`,
    ],
    [
      '{source: {kind: Service}, targets: [{fieldPaths: [data.host]}]}',
      `invalid ${at}/targets/0: This target selects nothing: say below select which resources are meant`,
    ],
    [
      '{source: {kind: Service}, targets: [{select: {kind: Nothing}, fieldPaths: [data.host]}]}',
      `doubtful ${at}/targets/0/select: No resource is meant by this target: correct it`,
    ],
    [
      `{path: nothing.yaml}`,
      `missing ${at}/path: nothing.yaml does not exist: correct the path, or create it`,
    ],
    [
      `{source: {kind: Service, field: a}, ${TARGETS}}`,
      `invalid ${at}/source/field: source has no field field: remove it`,
    ],
  ])('%s', (replacement, problem) => {
    expect(build(`replacements:\n  - ${replacement}\n`).problems).toContain(problem);
  });
});

test('a delimiter divides a text even if the source is a map, which reads as nothing', () => {
  const { value, problems } = buildFixture(`
#-- kustomization.yaml
resources: [web.yaml]
replacements:
  - source: {kind: Service, fieldPath: spec.selector}
    targets: [{select: {kind: Service}, fieldPaths: [spec.type], options: {delimiter: "P", index: 1}}]
#-- web.yaml
{apiVersion: v1, kind: Service, metadata: {name: web}, spec: {type: NodePort, selector: {app: web}}}
`);
  expect(problems).toEqual([]);
  expect(value('Service web', '/spec/type')).toBe('NodeP');
});

test('a file of replacements that says nothing is refused', () => {
  const { problems } = buildFixture(`
#-- kustomization.yaml
resources: [web.yaml]
replacements: [{path: none.yaml}, {path: empty.yaml}]
#-- none.yaml
[]
#-- empty.yaml
# Nothing yet.
#-- web.yaml
{apiVersion: v1, kind: Service, metadata: {name: web}}
`);
  expect(problems).toEqual([
    'invalid kustomization.yaml /replacements/1/path: There is no replacement in empty.yaml: write one, or a list of them',
  ]);
});

test('a number of replicas is whole however it is written', () => {
  const { value, problems } = buildFixture(`
#-- kustomization.yaml
resources: [web.yaml]
replicas: [{name: web, count: 1e1}]
#-- web.yaml
{apiVersion: apps/v1, kind: Deployment, metadata: {name: web}, spec: {replicas: 1}}
`);
  expect(problems).toEqual([]);
  expect(value('Deployment web', '/spec/replicas')).toBe(10);
});
