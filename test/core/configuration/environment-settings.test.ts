import { expect, test } from 'vitest';
import { readConfiguration } from '../../../server/src/core/configuration/read-configuration.ts';

test('takes the environments that are named, by their paths', () => {
  const { environments, problems } = readConfiguration(`environments:
  staging: { paths: [k8s/common/, ./k8s/staging] }
  production: { paths: [k8s], namespace: shop }
`);
  expect(environments).toEqual([
    { name: 'staging', paths: ['k8s/common', 'k8s/staging'], namespace: undefined },
    { name: 'production', paths: ['k8s'], namespace: 'shop' },
  ]);
  expect(problems).toEqual([]);
});

test.each([
  ['environments: 3', '3'],
  ['environments: { a: 3 }', '3'],
  ['environments: { a: {} }', '{}'],
  ['environments: { a: { paths: [../b] } }', '../b'],
  ['environments: { a: { paths: [/b] } }', '/b'],
  ['environments: { a: { paths: [] } }', 'paths'],
  ['environments: { a: { paths: [b/*.yaml, c] } }', 'b/*.yaml'],
  ['environments: { "": { paths: [b] } }', '""'],
  ['environments: { a: { paths: [b], namespace: Shop } }', 'Shop'],
  ['environments: { a: { paths: [b], namespaces: shop } }', 'namespaces'],
])('tells what is wrong: %s', (text, place) => {
  const { problems } = readConfiguration(text);
  expect(problems.map(({ span }) => text.slice(span.start, span.end))).toEqual([
    expect.stringContaining(place === '{}' || place === '3' ? '' : place),
  ]);
});
