import { expect, test } from 'vitest';
import { KINDS } from '../../server/src/core/kinds/registry.gen.ts';
import { codeOf, matchesIn, repositoryFiles, textOf } from '../support/source-files.ts';

/**
 * Words of the trade that are the names of kinds as well. `Service`, `Endpoints` and `Route` are types of the vocabulary in
 * model/; `Pod` and `Namespace` are what policies are about, whatever kind wrote them down. The engine may say them in
 * comments and types; it may not ask whether something is one, which the next test looks after.
 */
const VOCABULARY = ['Service', 'Endpoints', 'Route', 'Pod', 'Namespace'];

const REACH = repositoryFiles().filter((file) => /^server\/src\/core\/reach\/.*\.ts$/.test(file));

// In their own spelling, alone, in the plural or within a longer name, in code as in comments: `isNetworkPolicy` too.
test('reach knows no kind by its name', () => {
  const names = KINDS.map(({ kind }) => kind).filter((kind) => !VOCABULARY.includes(kind));
  expect(names).toContain('NetworkPolicy');
  const pattern = new RegExp(`\\b\\w*(?:${names.join('|')})(?![a-z])\\w*`, 'g');
  expect(REACH.length).toBeGreaterThan(5);
  expect(REACH.flatMap((file) => matchesIn(file, textOf(file), pattern))).toEqual([]);
});

// Comparing the kinds of two resources is fine: whose kind that is, the engine does not know.
test('reach asks of nothing whether it is of some kind', () => {
  const names = KINDS.map(({ kind }) => kind).join('|');
  const asked = new RegExp(`['"\`](?:${names})['"\`]`, 'g');
  expect(REACH.flatMap((file) => matchesIn(file, codeOf(file), asked))).toEqual([]);
});
