import { describe, expect, test } from 'vitest';
import { buildFixture } from '../../../support/kustomize-fixture.ts';

const WEB = `
#-- web.yaml
{apiVersion: v1, kind: Service, metadata: {name: web}, spec: {selector: {app: web}, ports: [{port: 80}]}}
`;

describe('yes and no are true and false', () => {
  test('in a kustomization', () => {
    const { value, names, problems } = buildFixture(`
#-- kustomization.yaml
resources: [web.yaml]
labels: [{pairs: {team: shop}, includeSelectors: yes}]
configMapGenerator: [{name: a, options: {disableNameSuffixHash: On}}]
${WEB}`);
    expect(problems).toEqual([]);
    expect(value('Service web', '/spec/selector')).toEqual({ app: 'web', team: 'shop' });
    expect(names).toContain('ConfigMap a');
  });

  test('in configurations and in files of replacements', () => {
    const { value, problems } = buildFixture(`
#-- kustomization.yaml
resources: [web.yaml]
commonAnnotations: {team: shop}
configurations: [config.yaml]
replacements: [{path: replacement.yaml}]
#-- config.yaml
CommonAnnotations: [{Path: spec/notes, create: yes}]
#-- replacement.yaml
Source: {kind: Service}
targets: [{select: {kind: Service}, fieldpaths: [spec.own], options: {create: y}}]
${WEB}`);
    expect(problems).toEqual([]);
    expect(value('Service web', '/spec/notes')).toEqual({ team: 'shop' });
    expect(value('Service web', '/spec/own')).toBe('web');
  });

  test('in operations, as keys too, but not in patches that look like resources', () => {
    const { value, origin, problems } = buildFixture(`
#-- kustomization.yaml
resources: [web.yaml]
patches:
  - target: {kind: Service}
    patch: |-
      - {op: add, path: /spec/a, value: y}
      - {op: add, path: /spec/b, value: {on: 2, "off": 'n', c: yEs}}
  - patch: |-
      {apiVersion: v1, kind: Service, metadata: {name: web}, spec: {d: yes}}
${WEB}`);
    expect(problems).toEqual([]);
    expect(value('Service web', '/spec/a')).toBe(true);
    expect(value('Service web', '/spec/b')).toEqual({ true: 2, off: 'n', c: 'yEs' });
    expect(value('Service web', '/spec/d')).toBe('yes');
    expect(origin('Service web', '/spec/a')).toBe('kustomization.yaml /patches/0/patch > /0/value (altered)');
  });

  test.each([
    [
      'commonLabels: {x: y}',
      '/commonLabels/x: commonLabels.x must be a text, and kustomize reads this as true: put it into quotes',
    ],
    [
      'namespace: on',
      '/namespace: namespace must be a text, and kustomize reads this as true: put it into quotes',
    ],
    [
      'namePrefix: n',
      '/namePrefix: namePrefix must be a text, and kustomize reads this as false: put it into quotes',
    ],
    [
      'configMapGenerator: [{name: a, options: {labels: {x: no}}}]',
      '/configMapGenerator/0/options/labels/x: labels.x must be a text, and kustomize reads this as false: put it into quotes',
    ],
    [
      'labels: [{pairs: {a: b}, includeSelectors: yEs}]',
      '/labels/0/includeSelectors: includeSelectors must be true or false',
    ],
    ['on: x', '/on: A kustomization has no field true: remove it'],
    [
      'commonLabels: {on: x}',
      '/commonLabels/on: kustomize cannot write the key true, because it reads as a boolean: choose another one',
    ],
    [
      'commonAnnotations: {"1": x}',
      '/commonAnnotations/1: kustomize cannot write the key 1, because it reads as a number: choose another one',
    ],
    [
      'configMapGenerator: [{name: a, literals: [true=x]}]',
      '/configMapGenerator/0/literals/0: kustomize cannot write the key true, because it reads as a boolean: choose another one',
    ],
  ])('so that %s is refused', (line, problem) => {
    const { problems } = buildFixture(`\n#-- kustomization.yaml\nresources: [web.yaml]\n${line}\n${WEB}`);
    expect(problems).toContain(`invalid kustomization.yaml ${problem}`);
  });

  test('which the configuration of a plugin does not know', () => {
    const { problems } = buildFixture(`
#-- kustomization.yaml
resources: [web.yaml]
transformers: [t.yaml]
#-- t.yaml
{apiVersion: builtin, kind: LabelTransformer, metadata: {name: a}, labels: {t: u}, fieldSpecs: [{path: spec/l, create: yes}]}
${WEB}`);
    expect(problems).toEqual(['invalid t.yaml /fieldSpecs/0/create: create must be true or false']);
  });
});

describe('keys in any capitals', () => {
  test('count at any depth', () => {
    const { value, names, problems } = buildFixture(`
#-- kustomization.yaml
resources: [web.yaml]
labels: [{pairs: {team: shop}, includeselectors: true}]
patches: [{Path: patch.yaml, target: {Kind: Service}}]
configMapGenerator: [{Name: a, Literals: [b=c], options: {disableNamesuffixHash: true}}]
#-- patch.yaml
{apiVersion: v1, kind: Service, metadata: {name: web}, spec: {type: NodePort}}
${WEB}`);
    expect(problems).toEqual([]);
    expect(value('Service web', '/spec/selector/team')).toBe('shop');
    expect(value('Service web', '/spec/type')).toBe('NodePort');
    expect(names).toContain('ConfigMap a');
  });

  test('give way to the proper name, wherever that stands', () => {
    const { names, problems } = buildFixture(
      `\n#-- kustomization.yaml\nresources: [web.yaml]\nResources: [nothing.yaml]\n${WEB}`,
    );
    expect(problems).toEqual([]);
    expect(names).toEqual(['Service web']);
  });
});

test('a number that is too large for 64 bits is a text', () => {
  const { problems } = buildFixture(
    `\n#-- kustomization.yaml\nresources: [web.yaml]\nimages: [{name: a, newTag: 12e4567}]\n${WEB}`,
  );
  expect(problems).toEqual([]);
  expect(
    buildFixture(
      `\n#-- kustomization.yaml\nresources: [web.yaml]\nimages: [{name: a, newTag: 1234e56}]\n${WEB}`,
    ).problems,
  ).toEqual(['invalid kustomization.yaml /images/0/newTag: newTag must be a text: put 1234e56 into quotes']);
});

test('what a configuration does not know is refused', () => {
  const { problems } = buildFixture(`
#-- kustomization.yaml
resources: [web.yaml]
configurations: [config.yaml]
#-- config.yaml
commonAnnotation: [{path: spec/notes, create: "true"}]
namePrefix: [{path: spec/notes, create: "true"}]
${WEB}`);
  expect(problems).toEqual([
    'invalid config.yaml /commonAnnotation: A configuration has no field commonAnnotation: did you mean commonAnnotations?',
    'invalid config.yaml /namePrefix/0/create: create must be true or false',
  ]);
});
