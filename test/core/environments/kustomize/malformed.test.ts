import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { buildFixture } from '../../../support/kustomize-fixture.ts';
import { kustomizeFolder, textsOf } from '../../../support/kustomize-folder.ts';

const WEB = '\n#-- web.yaml\n{apiVersion: v1, kind: Service, metadata: {name: web}}\n';

describe('a malformed kustomization', () => {
  const FILE = 'kustomization.yaml';
  test.each([
    ['', `invalid ${FILE} : This kustomization is empty: list what it takes in below resources`],
    [
      'apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\n',
      `invalid ${FILE} : This kustomization is empty: list what it takes in below resources`,
    ],
    ['- web.yaml\n', `invalid ${FILE} : This kustomization is empty: list what it takes in below resources`],
    [
      'kind: Kustomize\nresources: [web.yaml]\n',
      `invalid ${FILE} /kind: The kind of a kustomization is Kustomization or Component`,
    ],
    [
      'apiVersion: v1\nresources: [web.yaml]\n',
      `invalid ${FILE} /apiVersion: The apiVersion of a Kustomization is kustomize.config.k8s.io/v1beta1`,
    ],
    [
      'kind: Component\napiVersion: kustomize.config.k8s.io/v1beta1\nresources: [web.yaml]\n',
      `invalid ${FILE} /apiVersion: The apiVersion of a Component is kustomize.config.k8s.io/v1alpha1`,
    ],
    [
      'resource: [web.yaml]\n',
      `invalid ${FILE} /resource: A kustomization has no field resource: did you mean resources?`,
    ],
    [
      'resources: web.yaml\n',
      `invalid ${FILE} /resources: resources must be a list: put a dash before each item`,
    ],
    ['resources: [{path: web.yaml}]\n', `invalid ${FILE} /resources/0: resources must be a text`],
    ['resources: [""]\n', `invalid ${FILE} /resources/0: There is no path: name a file or a folder`],
    [
      'namePrefix: 1\nresources: [web.yaml]\n',
      `invalid ${FILE} /namePrefix: namePrefix must be a text: put 1 into quotes`,
    ],
    ['namespace: {name: a}\nresources: [web.yaml]\n', `invalid ${FILE} /namespace: namespace must be a text`],
    [
      'labels: {a: b}\nresources: [web.yaml]\n',
      `invalid ${FILE} /labels: labels must be a list: put a dash before each item`,
    ],
    ['labels: [a]\nresources: [web.yaml]\n', `invalid ${FILE} /labels/0: labels must be a map of fields`],
    [
      'labels: [{pairs: {a: b}, includeSelectors: "yes"}]\nresources: [web.yaml]\n',
      `invalid ${FILE} /labels/0/includeSelectors: includeSelectors must be true or false`,
    ],
    [
      'replicas: [{name: web, count: many}]\nresources: [web.yaml]\n',
      `invalid ${FILE} /replicas/0/count: count must be a whole number`,
    ],
    ['resources: [web.yaml\n', `invalid ${FILE} : The YAML of this kustomization is broken: correct it`],
    [
      'crds: [nothing.yaml]\nresources: [web.yaml]\n',
      `missing ${FILE} /crds/0: nothing.yaml does not exist: correct the path, or create it`,
    ],
    [
      'resources: [web.yaml]\nsortOptions: {order: nope}\n',
      `invalid ${FILE} /sortOptions/order: The order of sortOptions is fifo or legacy: write one of the two`,
    ],
    [
      'resources: [web.yaml]\nsortOptions: {legacySortOptions: {orderFirst: [Service]}}\n',
      `invalid ${FILE} /sortOptions: The order of sortOptions is fifo or legacy: write one of the two`,
    ],
    [
      'resources: [web.yaml]\nsortOptions: {order: fifo, legacySortOptions: {orderFirst: [Service]}}\n',
      `invalid ${FILE} /sortOptions/legacySortOptions: These options are for the order legacy: remove them, or set that order`,
    ],
    [
      'resources: [web.yaml]\nreplicas: [{name: web, count: 2.5}]\n',
      `invalid ${FILE} /replicas/0/count: count must be a whole number`,
    ],
  ])('%j', (text, problem) => {
    const { problems } = buildFixture(`\n#-- kustomization.yaml\n${text}${WEB}`);
    expect(problems).toContain(problem);
  });

  test('has no other beside it', () => {
    const { problems } = buildFixture(
      `\n#-- kustomization.yaml\nresources: [web.yaml]\n#-- kustomization.yml\nresources: [web.yaml]\n${WEB}`,
    );
    expect(problems).toEqual([
      `invalid ${FILE} : kustomize refuses a folder with two kustomizations: remove this one or kustomization.yml`,
    ]);
  });

  test('may have its fields in any capitals, as Go reads them', () => {
    const { names, problems } = buildFixture(
      `\n#-- kustomization.yaml\nResources: [web.yaml]\nNAMEPREFIX: a-\n${WEB}`,
    );
    expect(problems).toEqual([]);
    expect(names).toEqual(['Service a-web']);
  });
});

test('a kustomization that takes in two of which each takes in two ends', () => {
  const levels = Array.from({ length: 40 }, (_, i) => i);
  const files = levels.map(
    (i) => `\n#-- k${i}/kustomization.yaml\nresources: [../k${i + 1}, ./../k${i + 1}]\nnamePrefix: a\n`,
  );
  const { result } = buildFixture(`${files.join('')}\n#-- k40/kustomization.yaml\nnamePrefix: b\n`, {
    folder: 'k0',
    alone: 'kustomize does not end',
  });
  expect(result.resources).toEqual([]);
});

const FILES = textsOf(`
#-- overlay/kustomization.yaml
resources: [../base, extra.yaml]
components: [../component]
namespace: shop
namePrefix: p-
commonLabels: {team: shop}
labels: [{pairs: {a: b}, includeTemplates: true}]
replicas: [{name: web, count: 2}]
patches:
  - path: patch.yaml
  - target: {kind: Service}
    patch: |-
      - {op: add, path: /spec/ports/-, value: {port: 1}}
      - {op: remove, path: /spec/selector}
configMapGenerator: [{name: settings, behavior: merge, literals: [b=2], files: [extra.yaml], envs: [a.env]}]
replacements:
  - source: {kind: Service, fieldPath: spec.ports.0.port}
    targets: [{select: {kind: Deployment}, fieldPaths: ["spec.template.spec.containers.[name=web].env.*.value"], options: {create: true, delimiter: "-", index: 1}}]
vars: [{name: WEB, objref: {apiVersion: v1, kind: Service, name: web}, fieldref: {fieldPath: "spec.ports[0].port"}}]
configurations: [config.yaml]
transformers: [transformer.yaml]
#-- overlay/extra.yaml
apiVersion: v1
kind: List
items: [{apiVersion: v1, kind: Pod, metadata: {name: a}, spec: {containers: [{name: a, args: [$(WEB)]}]}}]
#-- overlay/a.env
A=1
#-- overlay/patch.yaml
apiVersion: apps/v1
kind: Deployment
metadata: {name: web, annotations: {a: null}}
spec: {template: {spec: {containers: [{name: web, ports: [{containerPort: 1}]}, {$patch: delete, name: side}]}}}
#-- overlay/config.yaml
nameReference: [{kind: Service, fieldSpecs: [{path: spec/service, kind: Widget}]}]
#-- overlay/transformer.yaml
{apiVersion: builtin, kind: LabelTransformer, metadata: {name: a}, labels: {t: u}, fieldSpecs: [{path: metadata/labels, create: true}]}
#-- component/kustomization.yaml
kind: Component
patchesStrategicMerge: ["{apiVersion: v1, kind: Service, metadata: {name: web}, spec: {type: NodePort}}"]
#-- base/kustomization.yaml
resources: [all.yaml]
configMapGenerator: [{name: settings, literals: [a=1]}]
#-- base/all.yaml
{apiVersion: v1, kind: Service, metadata: {name: web}, spec: {selector: {app: web}, ports: [{port: 80}, {port: 81, protocol: UDP}]}}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: web, labels: {app: web}}
spec: {template: {spec: {containers: [{name: web, env: [{name: A, value: a-b}]}, {name: side}]}}}
`);

const piece = fc.constantFrom(
  ...[
    '',
    ' ',
    '\n',
    '\n---\n',
    ': ',
    '[',
    ']',
    '{',
    '}',
    '"',
    "'",
    '- ',
    '&a ',
    '*a',
    '<<: *a',
    '|-\n',
    'null',
    '~',
    '1',
    'true',
  ],
  ...[
    '$patch: replace',
    '$patch',
    '/',
    '..',
    '../overlay',
    '{{ .Values.a }}',
    '$' + '{A}',
    '$(WEB)',
    '[name=web]',
    '*',
    '\\',
    '__proto__',
    'constructor',
    '\uD800',
    '\uFFFD',
    '.+(',
    '-1',
  ],
);

test('nothing makes it throw, or say what is at no place', () => {
  const paths = [...FILES.keys()];
  const edit = fc.record({
    path: fc.constantFrom(...paths),
    at: fc.double({ min: 0, max: 1, noNaN: true }),
    remove: fc.nat(12),
    insert: piece,
  });
  fc.assert(
    fc.property(fc.array(edit, { minLength: 1, maxLength: 6 }), (edits) => {
      const texts = new Map(FILES);
      for (const { path, at, remove, insert } of edits) {
        const text = texts.get(path) ?? '';
        const start = Math.floor(at * text.length);
        texts.set(path, text.slice(0, start) + insert + text.slice(start + remove));
      }
      const { build, locate } = kustomizeFolder(texts);
      const { resources, problems } = build('overlay');
      for (const { at, message } of problems) {
        expect(locate(at.document).path).not.toBe('');
        expect(message).toMatch(/^\S.*[^.]$/su);
      }
      for (const { root, base } of resources) {
        expect(root.type).toBe('map');
        expect(locate(base).path).not.toBe('');
      }
    }),
    { numRuns: 500 },
  );
});

test('what is asked for stays inside of the workspace', () => {
  const { files } = kustomizeFolder(
    textsOf(
      '\n#-- kustomization.yaml\nresources: [../../a, /b, ../workspace2/c, https://example.com/d, "%2e%2e/e", a b]\n',
    ),
  );
  const asked: string[] = [];
  const noting =
    <T>(answer: (uri: string) => T) =>
    (uri: string): T => {
      asked.push(uri);
      return answer(uri);
    };
  const { problems } = kustomizeFolder(
    textsOf(
      '\n#-- kustomization.yaml\nresources: [../../a, /b, ../workspace2/c, https://example.com/d, "%2e%2e/e", a b]\n',
    ),
  ).buildWith(
    {
      ...files,
      documents: noting(files.documents),
      text: noting(files.text),
      kustomizationIn: noting(files.kustomizationIn),
    },
    '',
  );
  expect(problems.map(({ type }) => type)).toEqual([
    'outside',
    'outside',
    'outside',
    'remote',
    'missing',
    'missing',
  ]);
  expect(asked.every((uri) => files.isInside(uri))).toBe(true);
  expect(asked).toContain('file:///workspace/%252e%252e/e');
  expect(asked).toContain('file:///workspace/a%20b');
});
