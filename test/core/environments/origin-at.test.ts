import { expect, test } from 'vitest';
import { composedFrom } from '../../../server/src/core/environments/composed-node.ts';
import { originAt } from '../../../server/src/core/environments/origin-at.ts';
import { parseChunk } from '../../../server/src/core/yaml/parse-chunk.ts';

test.each([
  ['', 'value', ''],
  ['/a/0/b', 'value', '/a/0/b'],
  ['/a/0/b', 'key', '/a/0/b'],
  ['/a/0', 'key', '/a/0'],
  ['/a/0/nothing/at/all', 'value', '/a/0'],
  ['/a/7', 'value', '/a'],
] as const)('of %s, its %s, is %s', (path, part, origin) => {
  const { root } = parseChunk('a:\n  - b: 1\n', undefined);
  if (!root) throw new Error('nothing was parsed');
  const composed = composedFrom(root, { document: 1, path: '' });
  expect(originAt(composed, path, part)).toEqual({ document: 1, path: origin });
});
