import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { stringify } from 'yaml';
import { KINDS } from '../../../server/src/core/kinds/registry.gen.ts';
import { maskTemplates } from '../../../server/src/core/yaml/mask-templates.ts';
import { parseFast } from '../../../server/src/core/yaml/parse-fast.ts';
import { GIVE_UP } from '../../../server/src/core/yaml/scan-cursor.ts';
import { scanDocument } from '../../../server/src/core/yaml/scan-document.ts';
import { splitChunks } from '../../../server/src/core/yaml/split-chunks.ts';
import { textsIn } from '../../support/texts-in.ts';
import { FEATURES } from './yaml-features.ts';

/**
 * The scanner may give up whatever it likes. What it reads js-yaml must read without an error, and to the same tree,
 * down to the last offset: which of them read a chunk must never show.
 */
function expectSameTree(text: string): void {
  const scanned = scanDocument(text);
  if (scanned !== GIVE_UP) expect(scanned, JSON.stringify(text)).toStrictEqual(parseFast(text));
}

function isScanned(text: string): boolean {
  return scanDocument(text) !== GIVE_UP;
}

function chunksOf(text: string): string[] {
  return splitChunks(text).map(({ span }) => maskTemplates(text.slice(span.start, span.end)).text);
}

describe.each(Object.entries(FEATURES))('%s', (_, texts) => {
  test.each(texts)('%j', expectSameTree);
});

describe('what people write is scanned', () => {
  test.each([
    ['maps and lists', 'a: 1\nb:\n  c: 2\n  d:\n    - e\n    - f: 3\n      g: 4\nh: 5\n'],
    ['lists in the column of their key', 'a:\n- b\n- c: 1\n  d:\n  - e\nf: 2\n'],
    ['lists of lists', '- - a\n  - b\n-\n  - c\n'],
    ['a first line that is indented', '  - a: 1\n    b: 2\n  - c\n'],
    ['absent values', 'a:\nb: # c\nc:\n  -\n  - # d\n  - e\n'],
    ['quoted scalars', 'a: "b: c # d"\n\'e\' : \'it\'\'s\'\n"f": ""\ng: "x\\n\\t\\"\\\\"\n'],
    ['block scalars', 'a: |\n  b\n\n   c\nd: >-\n  e\n  f\ng: |2+ # h\n    i\n\nj:\n  - |\n    k\n'],
    ['brackets of one line', 'a: [b, "c", {d: e, f: }, [], ]\ng: {}\nh: { "i":1, j }\n'],
    ['JSON of one line', '{"a":1,"b":[{"c":null},[]],"d":"x\\ny"}\n'],
    ['comments and blank lines', '# a\n\nb: c # d\n\n  # e\nf:\n# g\n  h: i\n#'],
    ['separators', '---\na: 1\n'],
    ['Windows line breaks', 'a: 1\r\nb:\r\n  - c: |\r\n      d\r\n\r\ne: "f"\r\n'],
    ['letters of all sorts', 'a: é🚀 # 漢字\n'],
    ['templates', `a: \uE000\uE000\n#####\nb: \${c}$(d)\n`],
    ['a merge key with a map of its own', 'a:\n  <<: {b: 1, c: 2}\n  c: 3\n'],
    ['nothing', ''],
    ['nothing but comments', '# a\n\n  # b\n'],
    ['nothing but a separator', '--- # a\n\n'],
  ])('%s', (_, text) => {
    expect(isScanned(text)).toBe(true);
    expectSameTree(text);
  });
});

describe('what takes a complete parser is given up', () => {
  test.each([
    ['an anchor', 'a: &b c\n'],
    ['an alias', 'a: *b\n'],
    ['a tag', 'a: !!str b\n'],
    ['a directive', '%YAML 1.2\n---\na: 1\n'],
    ['a second document', 'a: 1\n---\nb: 2\n'],
    ['a second document that starts like a key', 'a: 1\n--- b: 2\n'],
    ['the end of a document', 'a: 1\n...\n'],
    ['content on the line of the separator', '--- a\n'],
    ['a complex key', '? a\n: b\n'],
    ['a key in brackets', '[a]: b\n'],
    ['a pair in a list', '[a: b]\n'],
    ['a plain scalar of two lines', 'a: b\n  c\n'],
    ['a quoted scalar of two lines', 'a: "b\n  c"\n'],
    ['an escaped line break', 'a: "b\\\n  c"\n'],
    ['an escape by number', 'a: "\\x41"\n'],
    ['an escape that is none', 'a: "\\q"\n'],
    ['an open quote', "a: 'b\n"],
    ['brackets of two lines', 'a: [b,\n  c]\n'],
    ['brackets that do not close', 'a: [b\n'],
    ['two commas', 'a: [b,, c]\n'],
    ['a tab before a value', 'a:\tb\n'],
    ['a tab that indents', 'a:\n\tb: 1\n'],
    ['a line break of old', 'a: 1\rb: 2\n'],
    ['a byte order mark', '\uFEFFa: 1\n'],
    ['half a character', 'a: \uD83D\n'],
    ['a NUL', 'a: \0\n'],
    ['a map behind a key', 'a: b: c\n'],
    ['a list behind a key', 'a: - b\n'],
    ['a line too deep', 'a: 1\n  b: 2\n'],
    ['a line between two columns', 'a:\n    b: 1\n  c: 2\n'],
    ['a list that ends too deep', 'a:\n    - b\n  - c\n'],
    ['a list among keys', 'a: 1\n- b\n'],
    ['a line without colon', 'a: 1\nb\n'],
    ['text behind a quote', 'a: "b" c\n'],
    ['a comment without space', 'a: "b"#c\n'],
    ['two signs of one sort for a block', 'a: |--\n  b\n'],
    ['a block that starts with too wide a blank line', 'a: |\n    \n  b\n'],
    ['spaces at the very end of a block', 'a: |\n  b\n  '],
    ['a scalar alone', 'a\n'],
    ['an endless nest', `${'['.repeat(100)}${']'.repeat(100)}\n`],
  ])('%s', (_, text) => {
    expect(isScanned(text)).toBe(false);
  });
});

test('nests of any depth do no harm', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 130 }), fc.constantFrom('- ', '[', '{a: '), (depth, open) => {
      const close = { '- ': 'x', '[': ']', '{a: ': '}' }[open] ?? '';
      expectSameTree(open.repeat(depth) + close.repeat(open === '- ' ? 1 : depth));
    }),
    { numRuns: 100 },
  );
});

const EXAMPLES = [
  ...textsIn('examples').flatMap(({ text }) => chunksOf(text)),
  ...KINDS.map(({ example }) => example),
];

test('none of our own examples is given up', () => {
  expect(EXAMPLES.length).toBeGreaterThan(50);
  expect(EXAMPLES.filter((text) => !isScanned(text))).toEqual([]);
  for (const text of EXAMPLES) expectSameTree(text);
});

// Manifests of others are read where they happen to be at hand; they are never copied.
const corpus = textsIn('../shared/corpus').filter(({ path }) => !path.endsWith('.json'));
test.skipIf(corpus.length === 0)(
  'nearly no real manifest is given up (skipped without ../shared/corpus)',
  () => {
    const texts = corpus.flatMap(({ text }) => chunksOf(text));
    expect(texts.filter((text) => !isScanned(text)).length).toBeLessThan(texts.length * 0.02);
    for (const text of texts) expectSameTree(text);
  },
);

describe('random documents', () => {
  const scalar = fc.oneof(
    fc.string({ maxLength: 12 }),
    fc.string({ unit: 'grapheme', maxLength: 6 }),
    fc.integer(),
    fc.constantFrom(null, true, '', 'a\nb\n', 'a\n\n b\n\n', ' x', '# c', '- a', 'a: b', "it's", '"', '---'),
  );
  const key = fc.oneof(fc.constantFrom('a', 'spec', 'app.kubernetes.io/name', '', '<<'), fc.string());
  const { value } = fc.letrec((tie) => ({
    value: fc.oneof(
      { maxDepth: 5, withCrossShrink: true },
      scalar,
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
    lineWidth: fc.constantFrom(0, 20),
    nullStr: fc.constantFrom('', '~', 'null'),
    flowCollectionPadding: fc.boolean(),
  });
  const text = fc
    .tuple(fc.dictionary(key, value, { minKeys: 1, maxKeys: 4 }), style, fc.boolean())
    .map(([data, options, windows]) => {
      const written = stringify(data, options);
      return windows ? written.replaceAll('\n', '\r\n') : written;
    });

  test('are read alike', () => {
    fc.assert(fc.property(text, expectSameTree), { numRuns: 600 });
  });

  test('are often scanned', () => {
    expect(fc.sample(text, { numRuns: 200, seed: 1 }).filter(isScanned).length).toBeGreaterThan(60);
  });
});

describe('spoiled manifests', () => {
  const piece = fc.constantFrom(
    ...'\n :-#\t"\'[]{},|>&*!%?.\\~x0',
    ...[
      '\r',
      '\n\n',
      ': ',
      ' #',
      '- ',
      '---\n',
      '...\n',
      '|\n',
      '>-\n',
      '|2\n',
      '|+\n',
      '\\n',
      '\\x41',
      '\uE000',
    ],
    ...['# c\n', '  \n', '    ', '<<: ', '{a: b}', `\${X}`, '\uFEFF', '\u2028', '🚀', '\uD83D'],
  );
  const spoil = fc.record({
    at: fc.nat(),
    remove: fc.constantFrom<'nothing' | 'character' | 'line'>('nothing', 'character', 'line'),
    insert: fc.oneof(fc.constant(''), fc.constant('again'), piece),
  });
  const spoiled = fc
    .tuple(
      fc.constantFrom(...EXAMPLES, ...Object.values(FEATURES).flat()),
      fc.array(spoil, { minLength: 1, maxLength: 4 }),
      fc.boolean(),
    )
    .map(([text, spoils, windows]) => {
      const result = spoils.reduce((current, { at, remove, insert }) => {
        const start = at % (current.length + 1);
        const lineEnd = current.indexOf('\n', start) + 1 || current.length;
        const line = current.slice(start, remove === 'character' ? start + 1 : lineEnd);
        const rest = current.slice(remove === 'nothing' ? start : start + line.length);
        return current.slice(0, start) + (insert === 'again' ? line + line : insert) + rest;
      }, text);
      return windows ? result.replaceAll(/\r?\n/g, '\r\n') : result;
    });

  test('are read alike', () => {
    fc.assert(fc.property(spoiled, expectSameTree), { numRuns: 3000 });
  });

  test('are often scanned', () => {
    expect(fc.sample(spoiled, { numRuns: 300, seed: 1 }).filter(isScanned).length).toBeGreaterThan(60);
  });
});
