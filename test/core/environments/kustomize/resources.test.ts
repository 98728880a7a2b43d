import { describe, expect, test } from 'vitest';
import { buildFixture } from '../../../support/kustomize-fixture.ts';

const SERVICE = `apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  ports:
    - port: 80
`;

describe('resources', () => {
  test('come from files, with several documents and lists, and stay as they are written', () => {
    const { names, isAsWritten, origin, problems } = buildFixture(`
#-- kustomization.yaml
resources:
  - web.yaml
  - more/list.yaml
#-- web.yaml
# The first document says nothing.
---
${SERVICE}---
apiVersion: v1
kind: ConfigMap
metadata:
  name: settings
#-- more/list.yaml
apiVersion: v1
kind: List
items:
  - apiVersion: v1
    kind: ConfigMap
    metadata:
      name: first
  - apiVersion: v1
    kind: ConfigMapList
    items:
      - apiVersion: v1
        kind: ConfigMap
        metadata:
          name: second
`);
    expect(names).toEqual(['Service web', 'ConfigMap settings', 'ConfigMap first', 'ConfigMap second']);
    expect(problems).toEqual([]);
    expect(isAsWritten('Service web')).toBe(true);
    expect(origin('Service web', '/spec/ports/0/port')).toBe('web.yaml#1 /spec/ports/0/port');
    expect(origin('ConfigMap settings', '/metadata/name')).toBe('web.yaml#2 /metadata/name');
    expect(origin('ConfigMap second', '/metadata/name')).toBe(
      'more/list.yaml /items/1/items/0/metadata/name',
    );
  });

  test('come from the kustomizations of folders, above and beside', () => {
    const { names, problems } = buildFixture(
      `
#-- overlays/dev/kustomization.yaml
resources: [../../base, ./extra/]
bases:
  - ../../other
#-- overlays/dev/extra/Kustomization
resources: [extra.yaml]
#-- overlays/dev/extra/extra.yaml
{apiVersion: v1, kind: ConfigMap, metadata: {name: extra}}
#-- base/kustomization.yml
resources: [web.yaml]
#-- base/web.yaml
${SERVICE}
#-- other/kustomization.yaml
resources: [other.yaml]
#-- other/other.yaml
apiVersion: v1
kind: ConfigMap
metadata:
  name: other
`,
      { folder: 'overlays/dev' },
    );
    expect(names).toEqual(['Service web', 'ConfigMap extra', 'ConfigMap other']);
    expect(problems).toEqual([]);
  });

  test('with one id conflict', () => {
    const { names, problems } = buildFixture(`
#-- kustomization.yaml
resources: [a.yaml, b.yaml]
#-- a.yaml
${SERVICE}
#-- b.yaml
apiVersion: v1
kind: Service
metadata:
  name: web
  namespace: default
`);
    expect(names).toEqual(['Service web']);
    expect(problems).toEqual([
      'conflict kustomization.yaml /resources/1: Service web is taken in twice: remove one of the two, or rename it',
    ]);
  });

  test('of other tools are left out', () => {
    const { names } = buildFixture(`
#-- kustomization.yaml
resources: [web.yaml, local.yaml]
#-- web.yaml
${SERVICE}
#-- local.yaml
apiVersion: v1
kind: ConfigMap
metadata:
  name: local
  annotations:
    config.kubernetes.io/local-config: "true"
`);
    expect(names).toEqual(['Service web']);
  });
});

describe('what is no resource is reported, and the rest goes on', () => {
  test.each([
    [
      'without a kind',
      'image: web\n',
      'This is no Kubernetes resource, because it has no kind: name its kind, or leave it out',
    ],
    [
      'without a name',
      'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  generateName: web-\n',
      'kustomize refuses this ConfigMap, because it has no metadata.name: give it a name',
    ],
    [
      'a list of no items',
      'apiVersion: v1\nkind: List\nitems: 3\n',
      'The items of a list must be a list: put a dash before each of them',
    ],
    ['broken', 'kind: [\n', 'The YAML of this document is broken: correct it'],
  ])('%s', (_, text, message) => {
    const { names, problems } = buildFixture(`
#-- kustomization.yaml
resources: [web.yaml, other.yaml]
#-- web.yaml
${SERVICE}
#-- other.yaml
${text}`);
    expect(names).toContain('Service web');
    expect(problems.map((problem) => problem.replace(/^.*?: /, ''))).toContain(message);
  });
});

describe('paths', () => {
  test('that lead nowhere are missing', () => {
    const { problems, names } = buildFixture(`
#-- kustomization.yaml
resources: [web.yml, nothing/here, base]
#-- web.yaml
${SERVICE}
#-- base/web.yaml
${SERVICE}
`);
    expect(names).toEqual([]);
    expect(problems).toEqual([
      'missing kustomization.yaml /resources/0: web.yml does not exist: did you mean web.yaml?',
      'missing kustomization.yaml /resources/1: There is no kustomization in the folder nothing/here: correct the path, or create it',
      'missing kustomization.yaml /resources/2: There is no kustomization in the folder base: correct the path, or create it',
    ]);
  });

  test('to files outside of the folder are read, though kustomize refuses them', () => {
    const { problems, names } = buildFixture(
      `
#-- overlay/kustomization.yaml
resources: [../web.yaml]
#-- web.yaml
${SERVICE}
`,
      { folder: 'overlay' },
    );
    expect(names).toEqual(['Service web']);
    expect(problems).toEqual([
      'outside overlay/kustomization.yaml /resources/0: kustomize refuses web.yaml, because it is not in the folder of ' +
        'this kustomization or below: move it, or give its folder a kustomization and name the folder',
    ]);
  });

  test('that are absolute, or lead out of the workspace, are not followed', () => {
    const { problems, result } = buildFixture(`
#-- kustomization.yaml
resources: [/etc/web.yaml, ../../../../../../../nowhere-at-all]
`);
    expect(problems).toEqual([
      'outside kustomization.yaml /resources/0: /etc/web.yaml is an absolute path: write it relative to this folder',
      'outside kustomization.yaml /resources/1: ../../../../../../../nowhere-at-all is not read, because it leads out of the workspace',
    ]);
    expect(result.open).toBe(true);
  });

  test('that lead back are cycles', () => {
    const { problems, names } = buildFixture(
      `
#-- a/kustomization.yaml
resources: [../b, web.yaml]
#-- a/web.yaml
${SERVICE}
#-- b/kustomization.yaml
resources: [../a, ../b, ..]
#-- kustomization.yaml
namePrefix: x-
`,
      { folder: 'a' },
    );
    expect(names).toEqual(['Service web']);
    expect(problems).toEqual([
      'cycle b/kustomization.yaml /resources/0: ../a leads back to a kustomization that takes this one in: remove one of the two',
      'cycle b/kustomization.yaml /resources/1: ../b leads back to a kustomization that takes this one in: remove one of the two',
      'cycle b/kustomization.yaml /resources/2: kustomize refuses .., because this kustomization lies in it: move one of the two',
    ]);
  });

  test.each([
    'https://github.com/example/shop//deploy?ref=v1',
    'https://example.com/web.yaml',
    'git@github.com:example/shop.git',
    'github.com/example/shop',
    'ssh://git@example.com/shop//deploy',
    'git::https://example.com/shop.git',
  ])('to elsewhere are open: %s', (path) => {
    const { problems, names, result } = buildFixture(
      `
#-- kustomization.yaml
resources: ["${path}", web.yaml]
#-- web.yaml
${SERVICE}
`,
      { alone: 'the network is not there' },
    );
    expect(names).toEqual(['Service web']);
    expect(result.open).toBe(true);
    expect(problems).toEqual([
      `remote kustomization.yaml /resources/0: ${path} is not read, because it is fetched from elsewhere`,
    ]);
  });

  test('with variables are unknown', () => {
    const { problems, result } = buildFixture(
      `
#-- kustomization.yaml
resources: ["\${BASE}/web"]
`,
      { alone: 'who replaces the variable is not there' },
    );
    expect(problems).toEqual([]);
    expect(result.open).toBe(true);
  });
});

test('a kustomization that is not there makes nothing', () => {
  const { result } = buildFixture('\n#-- web.yaml\nkind: Service\n', {
    alone: 'there is no document in which a problem could be shown',
  });
  expect(result).toEqual({ resources: [], problems: [], open: true });
});

test('a list without items is a resource that needs no name', () => {
  const { names, problems } = buildFixture(
    '\n#-- kustomization.yaml\nresources: [list.yaml]\n#-- list.yaml\n{apiVersion: v1, kind: List, metadata: {}}\n',
  );
  expect(problems).toEqual([]);
  expect(names).toEqual(['List ']);
});
