import { describe, expect, test } from 'vitest';
import { buildFixture } from '../../../support/kustomize-fixture.ts';

const SERVICES = ['web', 'my-app', 'shop', 's', 'Api.V2'];

function build(pattern: string) {
  const services = SERVICES.map((name) => `{apiVersion: v1, kind: Service, metadata: {name: ${name}}}`);
  const { value, problems } = buildFixture(`
#-- kustomization.yaml
resources: [all.yaml]
patches:
  - target: {kind: Service, name: '${pattern}'}
    patch: '[{"op": "add", "path": "/spec", "value": {}}]'
#-- all.yaml
${services.join('\n---\n')}
`);
  return { met: SERVICES.filter((name) => value(`Service ${name}`, '/spec') !== undefined), problems };
}

describe('patterns of targets', () => {
  test.each([
    ['my\\-app', ['my-app']],
    ['s\\z', ['s']],
    ['\\As', ['s']],
    ['[[:alpha:]]+', ['web', 'shop', 's']],
    ['[[:^upper:]]+', ['web', 'my-app', 'shop', 's']],
    ['[^[:upper:]x]+', ['web', 'my-app', 'shop', 's']],
    ['(?P<x>s)hop', ['shop']],
    ['(?<x>s)(?:hop)?', ['shop', 's']],
    ['s{,2}|web', ['web']],
    ['s{1}', ['s']],
    ['(?i)SHOP|API.*', ['shop', 'Api.V2']],
    ['sh(?i)OP', ['shop']],
    ['(?i:S)hop', ['shop']],
    ['(?i)S(?-i:H)OP|s', ['s']],
    ['(?i)[R-T]', ['s']],
    ['[]w]eb', ['web']],
    ['[x-]|[\\w-]+', ['web', 'my-app', 'shop', 's']],
    ['\\QApi.V2\\E', ['Api.V2']],
    ['\\pLeb', ['web']],
    ['\\p{Lu}\\P{Lu}+\\p{^Ll}2', ['Api.V2']],
    ['\\p{Latin}+', ['web', 'shop', 's']],
    ['\\x77\\x{65}\\142', ['web']],
    ['(?m)^web$', ['web']],
    ['(?s).eb', ['web']],
    ['(?U)w+eb', ['web']],
    ['my\\b.app', ['my-app']],
    ['[\\s\\D]eb|[\\d-z]', ['web']],
    ['\\w+\\.\\S\\d', ['Api.V2']],
    ['we]|w}|{web|s', ['s']],
    ['()web|', ['web']],
  ])('%s', (pattern, names) => {
    const { met, problems } = build(pattern);
    expect(problems).toEqual([]);
    expect(met).toEqual(names);
  });

  test.each([
    '(?=s).*',
    '(?<!s)hop',
    '(.)\\1',
    '(?>w)eb',
    '(?x)web',
    'w**',
    'w{1}{1}',
    'w{1001}',
    'w{2,1}',
    '*web',
    'w|+',
    '[b-a]',
    '[a-\\d]',
    '[[:foo:]]',
    '[\\b]',
    'we[',
    'we)',
    '(we',
    '\\y',
    '\\Z',
    '\\u0077eb',
    '\\8',
    '\\p{Klingon}',
  ])('%s is none', (pattern) => {
    expect(build(pattern).problems).toContain(
      `invalid kustomization.yaml /patches/0/target/name: The name ${pattern} is no regular expression: correct it`,
    );
  });
});

test('a step of a path means any part of a text', () => {
  const { value, problems } = buildFixture(`
#-- kustomization.yaml
resources: [pod.yaml]
replacements:
  - sourceValue: nginx
    targets: [{select: {kind: Pod}, fieldPaths: ['spec.containers.[name=^[[:alpha:]]+\\z].image']}]
#-- pod.yaml
{apiVersion: v1, kind: Pod, metadata: {name: a}, spec: {containers: [{name: a-b, image: x}, {name: ab, image: x}]}}
`);
  expect(problems).toEqual([]);
  expect(value('Pod a', '/spec/containers')).toEqual([
    { name: 'a-b', image: 'x' },
    { name: 'ab', image: 'nginx' },
  ]);
});
