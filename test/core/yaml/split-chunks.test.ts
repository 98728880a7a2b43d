import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseAllDocuments, parseDocument, stringify } from 'yaml';
import type { Chunk } from '../../../server/src/core/yaml/chunk.ts';
import { splitChunks } from '../../../server/src/core/yaml/split-chunks.ts';

/** The texts of the chunks. */
function cut(text: string): string[] {
  return splitChunks(text).map(({ span }) => text.slice(span.start, span.end));
}

/** What `yaml` reads in a text: the documents that say something. It finds empty ones in other places than we do. */
function contentsOf(text: string): unknown[] {
  const documents = parseAllDocuments(text, { uniqueKeys: false });
  return 'empty' in documents
    ? []
    : documents.map((document) => document.toJS()).filter((value) => value !== null);
}

function contentsOfChunks(text: string): unknown[] {
  return cut(text)
    .map((chunk) => parseDocument(chunk, { uniqueKeys: false }).toJS())
    .filter((value) => value !== null);
}

describe('documents', () => {
  test.each([
    ['one document', 'a: 1\n', ['a: 1\n']],
    ['nothing', '', ['']],
    ['two documents', 'a: 1\n---\nb: 2\n', ['a: 1\n', '---\nb: 2\n']],
    ['a separator at the start', '---\na: 1\n---\nb: 2\n', ['---\na: 1\n', '---\nb: 2\n']],
    ['content behind the separator', '--- {a: 1}\n--- b\n', ['--- {a: 1}\n', '--- b\n']],
    ['a comment behind the separator', 'a: 1\n--- # next\nb: 2\n', ['a: 1\n', '--- # next\nb: 2\n']],
    ['a tab behind the separator', 'a: 1\n---\tb\n', ['a: 1\n', '---\tb\n']],
    ['a separator without a line break', 'a: 1\n---', ['a: 1\n', '---']],
    ['four dashes', 'a: |\n  x\n----\nb: 2\n', ['a: |\n  x\n----\nb: 2\n']],
    ['three dashes and a letter', '---a\n---b\n', ['---a\n---b\n']],
    ['three dashes and a no-break space', 'a: 1\n---\u00a0b\n', ['a: 1\n---\u00a0b\n']],
    ['three dashes that are indented', 'a: |\n  x\n  ---\n  y\n', ['a: |\n  x\n  ---\n  y\n']],
    ['three dashes within a line', 'a: b --- c\n', ['a: b --- c\n']],
    ['a separator in a block scalar', 'a: |\n  x\n---\n  y\n', ['a: |\n  x\n', '---\n  y\n']],
    ['a separator in an open quote', 'a: "x\n---\nb: 2\n', ['a: "x\n', '---\nb: 2\n']],
    ['an empty document between', 'a: 1\n---\n---\nb: 2\n', ['a: 1\n', '---\n', '---\nb: 2\n']],
    [
      'comments between',
      'a: 1\n# end of a\n---\n# start of b\nb: 2\n',
      ['a: 1\n# end of a\n', '---\n# start of b\nb: 2\n'],
    ],
    ['a licence before the first separator', '# (c)\n---\na: 1\n', ['# (c)\n', '---\na: 1\n']],
    ['Windows line breaks', 'a: 1\r\n---\r\nb: 2\r\n', ['a: 1\r\n', '---\r\nb: 2\r\n']],
    ['a byte order mark', '\uFEFF---\na: 1\n---\nb: 2\n', ['\uFEFF---\na: 1\n', '---\nb: 2\n']],
  ])('%s', (_, text, chunks) => {
    expect(cut(text)).toEqual(chunks);
  });
});

describe('document ends', () => {
  test.each([
    ['an end without a separator', 'a: 1\n...\nb: 2\n', ['a: 1\n...\n', 'b: 2\n']],
    ['an end and a separator', 'a: 1\n...\n---\nb: 2\n', ['a: 1\n...\n', '---\nb: 2\n']],
    ['an end with a comment', 'a: 1\n... # over\nb: 2\n', ['a: 1\n... # over\n', 'b: 2\n']],
    ['an end at the end', 'a: 1\n...', ['a: 1\n...', '']],
    ['Windows line breaks', 'a: 1\r\n...\r\nb: 2\r\n', ['a: 1\r\n...\r\n', 'b: 2\r\n']],
    ['dots that are indented', 'a: |\n  x\n  ...\n  y\n', ['a: |\n  x\n  ...\n  y\n']],
    ['four dots', 'a: x\n....\n', ['a: x\n....\n']],
    ['dots that go on', 'a: >\n  x\n...and so on\n', ['a: >\n  x\n...and so on\n']],
  ])('%s', (_, text, chunks) => {
    expect(cut(text)).toEqual(chunks);
  });
});

describe('directives', () => {
  test.each([
    ['at the start', '%YAML 1.2\n---\na: 1\n---\nb: 2\n', ['%YAML 1.2\n---\na: 1\n', '---\nb: 2\n']],
    [
      'with comments and blank lines',
      '# (c)\n\n%YAML 1.2\n# x\n---\na: 1\n',
      ['# (c)\n\n%YAML 1.2\n# x\n---\na: 1\n'],
    ],
    [
      'after a document',
      'a: 1\n...\n%TAG ! tag:x,2000:\n---\nb: 2\n',
      ['a: 1\n...\n', '%TAG ! tag:x,2000:\n---\nb: 2\n'],
    ],
    ['behind a byte order mark', '\uFEFF%YAML 1.2\n---\na: 1\n', ['\uFEFF%YAML 1.2\n---\na: 1\n']],
    ['that are none', 'a: 1\n%x\n---\nb: 2\n', ['a: 1\n%x\n', '---\nb: 2\n']],
  ])('%s', (_, text, chunks) => {
    expect(cut(text)).toEqual(chunks);
  });

  test('what only looks like directives is decided at once, however many blank lines there are', () => {
    const text = `%YAML 1.2\n${'\n'.repeat(2000)}x\n---\na: 1\n`;
    expect(cut(text)).toEqual([`%YAML 1.2\n${'\n'.repeat(2000)}x\n`, '---\na: 1\n']);
  });
});

/** So many items of the shortest sort are more than 64 KB. */
const ITEMS = 900;

/** A list of more than 64 KB, as `kubectl get -o yaml` prints it. */
function largeList(options: {
  readonly head: string;
  readonly indent: string;
  readonly tail: string;
  readonly eol?: string;
  readonly item?: (n: number) => readonly string[];
}): string {
  const item = options.item ?? plainItem;
  const items = Array.from({ length: ITEMS }, (_, n) =>
    item(n)
      .map((line, i) => `${options.indent}${i === 0 ? '- ' : '  '}${line}\n`)
      .join(''),
  );
  const text = `${options.head}${items.join('')}${options.tail}`;
  return options.eol === undefined ? text : text.replaceAll('\n', options.eol);
}

function plainItem(n: number): string[] {
  return [
    'apiVersion: v1',
    'kind: Service',
    'metadata:',
    `  name: s${n}`,
    'spec:',
    '  ports:',
    '  - port: 80',
  ];
}

function roles(chunks: readonly Chunk[]): string[] {
  return [...new Set(chunks.map(({ role }) => role.type))];
}

describe('large lists', () => {
  test.each([
    [
      'as kubectl prints it',
      'apiVersion: v1\nitems:\n',
      '',
      'kind: List\nmetadata:\n  resourceVersion: ""\n',
    ],
    ['kind first', 'apiVersion: v1\nkind: List\nitems:\n', '', ''],
    ['indented', 'apiVersion: v1\nkind: List\nitems:\n', '  ', ''],
    ['behind a separator', '---\napiVersion: v1\nkind: "List"\nitems:\n', '  ', ''],
    ['with comments', 'kind: List # all\nitems: # these\n# first\n\n', '', '# last\n'],
  ])('%s: every item is a chunk', (_, head, indent, tail) => {
    const text = largeList({ head, indent, tail });
    const chunks = splitChunks(text);
    const items = chunks.filter(({ role }) => role.type === 'list-item');
    expect(items).toHaveLength(ITEMS);
    expect(contentsOf(text.slice(items[7]?.span.start, items[7]?.span.end))).toEqual([
      [{ apiVersion: 'v1', kind: 'Service', metadata: { name: 's7' }, spec: { ports: [{ port: 80 }] } }],
    ]);
    expect(chunks.map(({ span }) => text.slice(span.start, span.end)).join('')).toBe(text);
  });

  test('Windows line breaks change nothing', () => {
    const text = largeList({ head: 'kind: List\nitems:\n', indent: '', tail: '', eol: '\r\n' });
    expect(splitChunks(text).filter(({ role }) => role.type === 'list-item')).toHaveLength(ITEMS);
  });

  test('the items of a typed list know what they are', () => {
    const text = largeList({
      head: 'apiVersion: apps/v1\nkind: DeploymentList\nitems:\n',
      indent: '',
      tail: '',
    });
    expect(splitChunks(text)[1]?.role).toEqual({
      type: 'list-item',
      list: { apiVersion: 'apps/v1', kind: 'DeploymentList' },
    });
  });

  test('what stands in an item does not end it', () => {
    const item = (n: number): string[] => [
      'kind: ConfigMap',
      'data:',
      `  name: c${n}`,
      '  script: |',
      '    - not an item',
      '    kind: Neither',
      '# a comment in the first column',
      '',
      '\t',
      '  rest: x',
    ];
    const text = largeList({ head: 'kind: List\nitems:\n', indent: '', tail: 'metadata: {}\n', item });
    const chunks = splitChunks(text);
    expect(chunks).toHaveLength(ITEMS + 2);
    expect(chunks.slice(1, -1).every(({ role }) => role.type === 'list-item')).toBe(true);
  });

  test('the next document is not part of the list', () => {
    const text = `${largeList({ head: 'kind: List\nitems:\n', indent: '', tail: '' })}---\nkind: Service\n`;
    expect(splitChunks(text).at(-1)?.role).toEqual({ type: 'document' });
  });

  test.each([
    ['an alias behind a key', 'labels: *common'],
    ['an alias in brackets', 'args: [*common]'],
    ['an alias with a comment', 'labels: *common # shared'],
    ['a merge key in brackets', 'labels: {<<: *common}'],
    ['an alias in a list', '- *common'],
  ])('%s points into another item, so nothing is cut', (_, line) => {
    const cut = (isShared: boolean): Chunk[] => {
      const item = (n: number): string[] => [
        n === 0 || !isShared ? 'metadata: &common {}' : `name: s${n}`,
        ...plainItem(n),
        line,
      ];
      return splitChunks(largeList({ head: 'kind: List\nitems:\n', indent: '', tail: '', item }));
    };
    expect(roles(cut(true))).toEqual(['document']);
    // What stays within one item does no harm.
    expect(cut(false)).toHaveLength(ITEMS + 1);
  });

  test('an alias may point to the head', () => {
    const item = (n: number): string[] => [...plainItem(n), 'labels: *common'];
    const head = 'kind: List\nmetadata: &common {}\nitems:\n';
    expect(roles(splitChunks(largeList({ head, indent: '', tail: '', item })))).toEqual(['document']);
  });

  test('texts that look like anchors or like aliases alone do no harm', () => {
    const item = (n: number): string[] => [
      ...plainItem(n),
      'args:',
      '  - |',
      '    run & wait &job',
      '  - rm *.tmp * x',
    ];
    expect(splitChunks(largeList({ head: 'kind: List\nitems:\n', indent: '', tail: '', item }))).toHaveLength(
      ITEMS + 1,
    );
  });

  test.each([
    ['another kind', 'kind: ConfigMap\nitems:\n', ''],
    ['no items', 'kind: List\nmetadata: {}\nother:\n', ''],
    ['a small list', 'kind: List\nitems:\n- a: 1\n', undefined],
  ])('%s is one document', (_, head, indent) => {
    const text = indent === undefined ? head : largeList({ head, indent, tail: '' });
    expect(roles(splitChunks(text))).toEqual(['document']);
  });
});

/** Lines that mean something to the splitter, and others. */
const lines = fc.constantFrom(
  '---',
  '--- # c',
  '--- a',
  '---a',
  '...',
  '... # c',
  '....',
  '%YAML 1.2',
  '# c',
  '',
  ' ',
  'a: 1',
  '- b',
  'a: "x',
  '  ---',
  'a: |',
  '  x',
);
const anyText = fc
  .tuple(
    fc.constantFrom('', '\uFEFF'),
    fc.array(fc.tuple(lines, fc.constantFrom('\n', '\r\n', '\n'))),
    fc.boolean(),
  )
  .map(([mark, all, end]) => mark + all.map(([line, eol]) => line + eol).join('') + (end ? '---' : ''));

test('chunks touch one another and together are the whole text, whatever it is', () => {
  fc.assert(
    fc.property(fc.oneof(anyText, fc.string({ unit: 'binary' })), (text) => {
      let end = 0;
      for (const { span } of splitChunks(text)) {
        expect(span.start).toBe(end);
        expect(span.end).toBeGreaterThanOrEqual(span.start);
        end = span.end;
      }
      expect(end).toBe(text.length);
    }),
    { numRuns: 200 },
  );
});

/** Sound YAML: documents in several styles, with what may stand between them. */
const soundText = fc
  .array(
    fc.record({
      value: fc.oneof(
        fc.dictionary(
          fc.constantFrom('a', 'b', 'kind'),
          fc.oneof(fc.string(), fc.constantFrom('x\n---\ny', '---', '...', 'a\n...\n', '# c')),
          { minKeys: 1 },
        ),
        fc.array(fc.constantFrom('---', 'x', '... '), { minLength: 1 }),
      ),
      flow: fc.boolean(),
      before: fc.constantFrom(
        '---\n',
        '--- # next\n',
        '...\n---\n',
        '...\n# c\n%YAML 1.2\n---\n',
        '\n# c\n---\n',
      ),
    }),
    { maxLength: 5 },
  )
  .map((documents) =>
    documents
      .map(({ value, flow, before }, i) => {
        // Nothing can end before the first document.
        const head = i === 0 ? before.replace('...\n', '') : before;
        return head + stringify(value, { collectionStyle: flow ? 'flow' : 'any' });
      })
      .join(''),
  );

test('the chunks of sound YAML say what `yaml` reads in the whole text', () => {
  fc.assert(
    fc.property(soundText, fc.boolean(), (text, windows) => {
      const written = windows ? text.replaceAll('\n', '\r\n') : text;
      expect(contentsOfChunks(written)).toEqual(contentsOf(written));
    }),
    { numRuns: 150 },
  );
});

test('the items of a large list say what `yaml` reads in the whole list', () => {
  const text = largeList({ head: 'apiVersion: v1\nitems:\n', indent: '', tail: 'kind: List\n' });
  const items = splitChunks(text)
    .filter(({ role }) => role.type === 'list-item')
    .flatMap(({ span }) => contentsOf(text.slice(span.start, span.end)).flat());
  expect([{ apiVersion: 'v1', items, kind: 'List' }]).toEqual(contentsOf(text));
});
