import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { stringify } from 'yaml';
import { maskTemplates } from '../../../server/src/core/yaml/mask-templates.ts';
import { parseFast } from '../../../server/src/core/yaml/parse-fast.ts';
import { parseTolerant } from '../../../server/src/core/yaml/parse-tolerant.ts';
import { splitChunks } from '../../../server/src/core/yaml/split-chunks.ts';
import { describeTree } from '../../support/describe-tree.ts';
import { textsIn } from '../../support/texts-in.ts';
import { FEATURES } from './yaml-features.ts';

/**
 * Two parsers read manifests: js-yaml whatever it can, `yaml` what that gives up. They must build the same tree, or an
 * answer would depend on which one was asked. That is: the same nodes in the same order, and of every node the same
 * path, place, style, brackets and decoded text, of maps and lists the same end, too. Three things are left open:
 *
 * - The place of a key or document that is not there at all.
 * - `!!omap` and `!!pairs`, which `yaml` turns into nodes of its own sort. No manifest has one.
 * - What only one of the two calls an error. js-yaml may give up what `yaml` reads; that is what the second parser is
 *   for. What js-yaml reads, `yaml` must read without an error: otherwise a document would be broken and whole at once.
 */
function expectSameTree(text: string): void {
  let fast: ReturnType<typeof parseFast>;
  try {
    fast = parseFast(text);
  } catch {
    return;
  }
  const tolerant = parseTolerant(text);
  expect(tolerant.problems, text).toEqual([]);
  expect(describeTree(tolerant.root), text).toEqual(describeTree(fast));
}

/** How many of the texts js-yaml reads, so that no test passes because it gave all of them up. */
function countFast(texts: readonly string[]): number {
  return texts.filter((text) => {
    try {
      parseFast(text);
      return true;
    } catch {
      return false;
    }
  }).length;
}

function chunksOf(text: string): string[] {
  return splitChunks(text).map(({ span }) => maskTemplates(text.slice(span.start, span.end)).text);
}

describe.each(Object.entries(FEATURES))('%s', (_, texts) => {
  test.each(texts)('%j', (text) => {
    expectSameTree(text);
  });
});

test('js-yaml reads nearly all of that', () => {
  const texts = Object.values(FEATURES).flat();
  // What it gives up: brackets that close in the column of their key.
  expect(texts.length - countFast(texts)).toBeLessThanOrEqual(2);
});

describe('the tree itself', () => {
  test('says what is written, and where', () => {
    expect(describeTree(parseFast('a: [1, "b c"] # x\nd:\n  - e:\n    f: |\n      g\n'))).toEqual([
      '/ 0-45 map',
      'key 0-1 plain "a"',
      '/a 3-13 sequence flow',
      '/a/0 4-5 plain "1"',
      '/a/1 7-12 quoted "b c"',
      'key 18-19 plain "d"',
      '/d 23-45 sequence',
      '/d/0 25-45 map',
      'key 25-26 plain "e"',
      '/d/0/e 27-27 plain ""',
      'key 32-33 plain "f"',
      '/d/0/f 35-45 block "g\\n"',
    ]);
  });

  test('an alias stands where it is written, and what is below it elsewhere', () => {
    expect(describeTree(parseFast('a: &x {b: 1}\nc: *x\nd: &y 2\ne: *y\n'))).toEqual([
      '/ 0-32 map',
      'key 0-1 plain "a"',
      '/a 6-12 map flow',
      'key 7-8 plain "b"',
      '/a/b 10-11 plain "1"',
      'key 13-14 plain "c"',
      '/c 16-18 shared map flow',
      'key 7-8 plain "b"',
      '/c/b 10-11 plain "1"',
      'key 19-20 plain "d"',
      '/d 25-26 plain "2"',
      'key 27-28 plain "e"',
      '/e 30-32 plain "2"',
    ]);
  });

  test('a merge key gives way to what it brings, and to the own entries that win', () => {
    expect(describeTree(parseFast('a: &x {b: 1, c: 2}\nd:\n  <<: *x\n  c: 3\n')).slice(7)).toEqual([
      'key 19-20 plain "d"',
      '/d 24-37 map',
      'key 7-8 plain "b"',
      '/d/b 10-11 shared plain "1"',
      'key 33-34 plain "c"',
      '/d/c 36-37 plain "3"',
    ]);
  });

  test('an alias of nothing is a problem, and what it stands for unknown', () => {
    const { root, problems, errorCount } = parseTolerant('a: *no\nb: &b [*b]\n');
    expect(problems.map(({ span }) => span)).toEqual([{ start: 3, end: 6 }]);
    expect(errorCount).toBe(2);
    expect(describeTree(root)).toEqual([
      '/ 0-17 map',
      'key 0-1 plain "a"',
      '/a 3-6 plain templated ""',
      'key 7-8 plain "b"',
      '/b 13-17 sequence flow',
      '/b/0 14-16 plain templated ""',
    ]);
  });
});

describe('random documents', () => {
  const scalar = fc.oneof(
    fc.string(),
    fc.string({ unit: 'grapheme' }),
    fc.integer(),
    fc.boolean(),
    fc.constant(null),
    fc.constantFrom(
      'a\nb\n',
      'a\n\n b\n\n',
      ' x',
      'x ',
      '# c',
      '- a',
      '{a}',
      'a: b',
      '*a',
      '&a',
      "'",
      '"',
      '|',
      '<<',
      '\t',
    ),
  );
  const key = fc.oneof(fc.constantFrom('a', 'b', 'spec', 'app.kubernetes.io/name', ''), fc.string());
  const { collection } = fc.letrec((tie) => ({
    value: fc.oneof({ maxDepth: 4, withCrossShrink: true }, scalar, tie('collection')),
    collection: fc.oneof(
      fc.array(tie('value'), { maxLength: 4 }),
      fc.dictionary(key, tie('value'), { maxKeys: 4 }),
    ),
  }));
  const style = fc.record({
    collectionStyle: fc.constantFrom('any', 'block', 'flow'),
    defaultStringType: fc.constantFrom(
      'PLAIN',
      'QUOTE_DOUBLE',
      'QUOTE_SINGLE',
      'BLOCK_FOLDED',
      'BLOCK_LITERAL',
    ),
    defaultKeyType: fc.constantFrom('PLAIN', 'QUOTE_DOUBLE', 'QUOTE_SINGLE'),
    indent: fc.constantFrom(1, 2, 4),
    indentSeq: fc.boolean(),
    lineWidth: fc.constantFrom(0, 20, 80),
    nullStr: fc.constantFrom('', '~', 'null'),
    flowCollectionPadding: fc.boolean(),
  });
  const text = fc.tuple(collection, style, fc.boolean()).map(([data, options, windows]) => {
    const written = stringify(data, options);
    return windows ? written.replaceAll('\n', '\r\n') : written;
  });

  test('are read alike by both parsers', () => {
    fc.assert(fc.property(text, expectSameTree), { numRuns: 600 });
  });

  test('are mostly read by js-yaml', () => {
    const texts = fc.sample(text, { numRuns: 200, seed: 1 });
    expect(countFast(texts)).toBeGreaterThan(180);
  });

  const piece = fc.constantFrom(
    'a: ',
    'b:\n',
    '- ',
    '  ',
    '\n',
    '"',
    "'",
    '{',
    '}',
    '[',
    ']',
    ', ',
    ': ',
    '|\n',
    '>-\n',
    '&x ',
    '*x',
    '<<: ',
    '# c\n',
    '\r\n',
    '!t ',
    '~',
    'x',
  );

  test('and what is no YAML at all is read alike where both can read it', () => {
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const garbage = `${pieces.join('')}\n`;
        const { root, errorCount } = parseTolerant(garbage);
        if (errorCount === 0 && !describeTree(root).includes('no key')) expectSameTree(garbage);
      }),
      // The same garbage each time: two foreign parsers may well differ in a corner that no manifest ever gets to.
      { numRuns: 1500, seed: 1 },
    );
  });
});

test('our own examples', () => {
  const texts = textsIn('examples').flatMap((file) => chunksOf(file.text));
  expect(countFast(texts)).toBe(texts.length);
  for (const text of texts) expectSameTree(text);
});

// Manifests of others are read where they happen to be at hand; they are never copied.
const corpus = textsIn('../shared/corpus');
test.skipIf(corpus.length === 0)('real manifests (skipped where ../shared/corpus is missing)', () => {
  const texts = corpus.flatMap((file) => chunksOf(file.text));
  expect(countFast(texts)).toBeGreaterThan(texts.length * 0.99);
  for (const text of texts) expectSameTree(text);
});

const generator = process.env.KUBEREACH_WORKSPACE_GENERATOR ?? '../shared/tools/generate-workspace.mjs';
describe.skipIf(!existsSync(generator))('a generated workspace (skipped without its generator)', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'kubereach-'));
    execFileSync(process.execPath, [
      generator,
      '--out',
      folder,
      '--files',
      '80',
      '--mb',
      '0.4',
      '--big-mb',
      '0.1',
    ]);
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test('is read alike by both parsers', () => {
    const texts = textsIn(path.join(folder, 'workspace')).flatMap((file) => chunksOf(file.text));
    expect(countFast(texts)).toBe(texts.length);
    for (const text of texts) expectSameTree(text);
  });
});
