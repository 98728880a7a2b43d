import { expect, test } from 'vitest';
import { matchMasked } from '../../../server/src/core/yaml/match-masked.ts';
import { parseChunk } from '../../../server/src/core/yaml/parse-chunk.ts';
import { getEntry } from '../../../server/src/core/yaml/yaml-node.ts';

/** What speaks for `key: …` of a template having printed a text. */
function match(template: string, text: string): number | undefined {
  const value = getEntry(parseChunk(`key: ${template}\n`, undefined).root, 'key')?.value;
  if (value?.type !== 'scalar') throw new Error('no scalar');
  return matchMasked(value, text);
}

test.each([
  ['web', 'web', 1],
  ['web', 'api', undefined],
  ['{{ .a }}', 'anything', 0],
  ['{{ .a }}', '', 0],
  ['"{{ .a }}"', 'anything', 0],
  ['{{ .a }}-web', 'rel-web', 4 / 7],
  ['{{ .a }}-web', 'rel-api', undefined],
  ['http://{{ .a }}:{{ .b }}/', 'http://db:80/', 9 / 13],
  ['http://{{ .a }}:{{ .b }}/', 'http://db/', undefined],
  // No letter counts twice.
  ['ab{{ .a }}ba', 'aba', undefined],
])('%s may have printed %s: %s', (template, text, share) => {
  expect(match(template, text)).toEqual(share);
});

test('a line of actions alone in a block of text prints anything', () => {
  const block = '|\n  a\n  {{- if .x }}\n  b\n  {{- end }}\n  c';
  expect(match(block, 'a\nb\nc\n')).toBeGreaterThan(0);
  expect(match(block, 'a\nc\n')).toBeUndefined();
  expect(match(block, 'x\n')).toBeUndefined();
});
