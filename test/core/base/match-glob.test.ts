import { expect, test } from 'vitest';
import { matchGlob } from '../../../server/src/core/base/match-glob.ts';

test.each([
  ['*.yaml', 'a.yaml', true],
  ['*.yaml', 'dev/a.yaml', true],
  ['dev/*', 'dev/a/b.yaml', true],
  ['dev/*', 'prod/dev/b.yaml', false],
  ['{*.yml,*.yaml}', 'a.yml', true],
  ['{a,b{c,d}}.yaml', 'bd.yaml', true],
  ['{a,b}.yaml', 'c.yaml', false],
  ['?.yaml', 'ab.yaml', false],
  ['a*b*c', 'aXbYbc', true],
  ['a.c', 'abc', false],
  ['', '', true],
])('%s is of %s: %s', (pattern, text, isMatch) => {
  expect(matchGlob(pattern, text)).toBe(isMatch);
});

test('no pattern takes long', () => {
  expect(matchGlob(`${'*a'.repeat(1000)}b`, 'a'.repeat(5000))).toBe(false);
  expect(matchGlob('{a,b}'.repeat(50), 'c')).toBe(false);
});
