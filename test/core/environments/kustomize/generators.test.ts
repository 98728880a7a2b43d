import { describe, expect, test } from 'vitest';
import { buildFixture } from '../../../support/kustomize-fixture.ts';

const POD = `
apiVersion: v1
kind: Pod
metadata: {name: web}
spec:
  containers: [{name: web, envFrom: [{configMapRef: {name: settings}}, {secretRef: {name: keys}}]}]
  volumes: [{name: a, configMap: {name: other}}]
`;

describe('configMapGenerator', () => {
  test('reads literals, files and envs, and puts a hash behind the name, which references follow', () => {
    const { value, names, origin, problems } = buildFixture(`
#-- kustomization.yaml
namePrefix: p-
resources: [pod.yaml]
configMapGenerator:
  - name: settings
    literals:
      - URL=http://web:80/?a=b
      - QUOTED="it's"
      - EMPTY=
      - HTML=<a & b>
    files:
      - app.properties
      - renamed.txt=files/text.txt
    envs: [more.env]
    env: last.env
  - name: other
    namespace: elsewhere
  - name: unhashed
    literals: [a=b]
    options:
      disableNameSuffixHash: true
      labels: {own: "yes"}
      annotations: {note: own}
      immutable: true
generatorOptions:
  labels: {common: "yes", own: "no"}
#-- pod.yaml
${POD}
#-- app.properties
a = b
c = ü
#-- files/text.txt
text
#-- more.env
# a comment
  KEY=value=more
NOTHING

#-- last.env
LAST=1
`);
    expect(problems).toEqual([]);
    const settings = names.find((name) => name.startsWith('ConfigMap p-settings-')) ?? '';
    expect(settings).toMatch(/^ConfigMap p-settings-[a-z0-9]{10}$/);
    expect(value(settings, '/data/URL')).toBe('http://web:80/?a=b');
    expect(value(settings, '/data/QUOTED')).toBe("it's");
    expect(value(settings, '/data/KEY')).toBe('value=more');
    expect(value(settings, '/metadata/labels')).toEqual({ common: 'yes', own: 'no' });
    expect(value('ConfigMap p-unhashed', '/metadata/labels')).toEqual({ common: 'yes', own: 'yes' });
    expect(value('Pod p-web', '/spec/containers/0/envFrom/0/configMapRef/name')).toBe(
      settings.slice('ConfigMap '.length),
    );
    expect(value('Pod p-web', '/spec/volumes/0/configMap/name')).toBe('other');
    expect(origin(settings, '/metadata/name')).toBe(
      'kustomization.yaml /configMapGenerator/0/name (altered)',
    );
    expect(origin(settings, '/data/URL')).toBe(
      'kustomization.yaml /configMapGenerator/0/literals/0 (altered)',
    );
    expect(origin(settings, '/data/app.properties')).toBe(
      'kustomization.yaml /configMapGenerator/0/files/0 (altered)',
    );
    expect(origin(settings, '/data/LAST')).toBe('kustomization.yaml /configMapGenerator/0/env (altered)');
    expect(origin('Pod p-web', '/spec/containers/0/envFrom/0/configMapRef/name')).toBe(
      'pod.yaml /spec/containers/0/envFrom/0/configMapRef/name (altered)',
    );
  });

  test('merges with what a base generates, or replaces it', () => {
    const { names, value } = buildFixture(
      `
#-- overlay/kustomization.yaml
resources: [../base]
nameSuffix: -dev
configMapGenerator:
  - {name: settings, behavior: merge, literals: [b=3, c=4], options: {labels: {x: "y"}}}
  - {name: other, behavior: replace, literals: [z=1]}
secretGenerator:
  - {name: keys, behavior: merge, literals: [two=2]}
#-- base/kustomization.yaml
resources: [../pod]
configMapGenerator:
  - {name: settings, literals: [a=1, b=2], options: {labels: {base: "yes"}}}
  - {name: other, literals: [a=1], options: {disableNameSuffixHash: true}}
secretGenerator:
  - {name: keys, type: example.com/keys, literals: [one=1]}
#-- pod/kustomization.yaml
resources: [pod.yaml]
#-- pod/pod.yaml
${POD}`,
      { folder: 'overlay' },
    );
    const settings = names.find((name) => name.startsWith('ConfigMap settings')) ?? '';
    expect(value(settings, '/data')).toEqual({ a: '1', b: '3', c: '4' });
    expect(value(settings, '/metadata/labels')).toEqual({ base: 'yes', x: 'y' });
    expect(value('ConfigMap other-dev', '/data')).toEqual({ z: '1' });
  });

  test('merges with one that is no generated one', () => {
    const { value } = buildFixture(`
#-- kustomization.yaml
resources: [map.yaml]
configMapGenerator: [{name: settings, behavior: merge, literals: [b=2]}]
#-- map.yaml
apiVersion: v1
kind: ConfigMap
metadata: {name: settings, annotations: {a: b}}
data: {a: "1"}
`);
    expect(value('ConfigMap settings', '/data')).toEqual({ a: '1', b: '2' });
  });
});

test('secretGenerator writes in base64', () => {
  const { names, value, problems } = buildFixture(`
#-- kustomization.yaml
secretGenerator:
  - name: keys
    literals: [a=1, long=0123456789012345678901234567890123456789012345678901234567890123456789, "exact=${'x'.repeat(51)}"]
  - name: empty
    type: kubernetes.io/tls
    files: [tls.crt]
#-- tls.crt
ü
`);
  expect(problems).toEqual([]);
  const keys = names.find((name) => name.startsWith('Secret keys-')) ?? '';
  expect(value(keys, '/data/a')).toBe('MQ==');
  expect(value(keys, '/type')).toBe('Opaque');
});

describe('what is wrong with generators', () => {
  const at = 'kustomization.yaml /configMapGenerator/0';
  test.each([
    ['{literals: [a=1]}', `invalid ${at}: This generator makes a ConfigMap without a name: give it one`],
    ['{name: a, literals: [a]}', `invalid ${at}/literals/0: a is no literal: write it as key=value`],
    [
      '{name: a, literals: [a=1, a=2]}',
      `invalid ${at}/literals/1: The key a is given twice: remove one of the two`,
    ],
    [
      '{name: a, literals: ["a b=1"]}',
      `doubtful ${at}/literals/0: a b is no key: use letters, digits, - _ and . alone`,
    ],
    [
      '{name: a, files: [nothing]}',
      `missing ${at}/files/0: nothing does not exist: correct the path, or create it`,
    ],
    ['{name: a, files: [a=b=c]}', `invalid ${at}/files/0: a=b=c names no file: write its path, or key=path`],
    [
      '{name: a, files: [https://example.com/a]}',
      `remote ${at}/files/0: https://example.com/a is not read, because it is fetched from elsewhere`,
    ],
    [
      '{name: a, envs: [bad.env]}',
      `doubtful ${at}/envs/0: a b is no key: use letters, digits, - _ and . alone`,
    ],
    [
      '{name: a, behavior: merge}',
      `no-target ${at}/name: There is no ConfigMap a to merge: correct the name, or remove behavior`,
    ],
    [
      '{name: a, behavior: mix}',
      `doubtful ${at}/behavior: There is no behavior mix: write create, merge or replace`,
    ],
    [
      '{name: taken}',
      `conflict ${at}/name: There is a ConfigMap taken already: rename one of the two, or set behavior to merge or replace`,
    ],
    [
      '{name: a, literal: [a=1]}',
      `invalid ${at}/literal: configMapGenerator has no field literal: did you mean literals?`,
    ],
  ])('%s', (generator, problem) => {
    const { problems } = buildFixture(
      `
#-- kustomization.yaml
resources: [map.yaml]
configMapGenerator:
  - ${generator}
#-- map.yaml
{apiVersion: v1, kind: ConfigMap, metadata: {name: taken}}
#-- bad.env
a b=c
`,
      generator.includes('https') ? { alone: 'the network is not there' } : {},
    );
    expect(problems).toContain(problem);
  });
});

test('keys that only the cluster refuses are written', () => {
  const { names, value } = buildFixture(`
#-- kustomization.yaml
configMapGenerator: [{name: a, files: ["k k=file.env"], envs: [file.env]}]
#-- file.env
C = 3
export E=1
`);
  expect(value(names[0] ?? '', '/data')).toEqual({
    'C ': ' 3',
    'export E': '1',
    'k k': 'C = 3\nexport E=1\n',
  });
});
