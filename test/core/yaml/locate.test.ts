import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { stringify } from 'yaml';
import { locate, nodeAt, type Part, targetAt } from '../../../server/src/core/yaml/locate.ts';
import { parseChunk } from '../../../server/src/core/yaml/parse-chunk.ts';
import type { YamlNode, YamlScalar } from '../../../server/src/core/yaml/yaml-node.ts';
import {
  childPath,
  isAtOrBelow,
  parentPath,
  pathSteps,
  type YamlPath,
} from '../../../server/src/core/yaml/yaml-path.ts';
import { textsIn } from '../../support/texts-in.ts';
import { FEATURES } from './yaml-features.ts';

const SERVICE = `
apiVersion: v1
kind: Service
metadata:
  name: web # the name
  labels: {app: web, "a/b": "c~d"}
spec:
  type:
  ports:
    - port: 80
      targetPort: http
    - {port: 443, name: https}
  selector: {}
  externalIPs: []
`;

const root = parse(SERVICE);

function parse(text: string): YamlNode {
  const parsed = parseChunk(text, undefined);
  if (!parsed.root) throw new Error('the fixture is empty');
  return parsed.root;
}

function textAt(path: YamlPath, part: Part): string {
  const { start, end } = locate(root, path, part);
  return SERVICE.slice(start, end);
}

describe('locate', () => {
  test.each([
    ['a value', '/metadata/name', 'value', 'web'],
    ['its key', '/metadata/name', 'key', 'name'],
    ['both', '/metadata/name', 'entry', 'name: web'],
    ['a value in brackets', '/metadata/labels/app', 'value', 'web'],
    ['a quoted value, quotes included', '/metadata/labels/a~1b', 'value', '"c~d"'],
    ['a quoted key', '/metadata/labels/a~1b', 'key', '"a/b"'],
    ['an entry of an item', '/spec/ports/0/port', 'entry', 'port: 80'],
    ['a whole entry', '/metadata/labels', 'entry', 'labels: {app: web, "a/b": "c~d"}'],
    ['the first key of an item, for the item', '/spec/ports/0', 'value', 'port'],
    ['the key of a map, for the map', '/spec', 'value', 'spec'],
    ['the key of a list, for the list', '/spec/ports', 'value', 'ports'],
    ['the key of an absent value', '/spec/type', 'value', 'type'],
    ['the first key of the document, for the document', '', 'value', 'apiVersion'],
  ] as const)('%s', (_, path, part, expected) => {
    expect(textAt(path, part)).toBe(expected);
  });

  test.each([
    ['a field that is not there: the key of its parent', '/spec/clusterIP', 'spec'],
    ['far below what is not there', '/metadata/annotations/a/b', 'metadata'],
    ['below a value', '/metadata/name/first', 'name'],
    ['an item that is not there: the key of the list', '/spec/ports/7', 'ports'],
    ['a field of an item: the first key of the item', '/spec/ports/1/protocol', 'port'],
    ['below an empty map', '/spec/selector/app', 'selector'],
    ['below an empty list', '/spec/externalIPs/0', 'externalIPs'],
    ['a field of the document: its first key', '/status', 'apiVersion'],
  ])('%s', (_, path, expected) => {
    expect(textAt(path, 'value')).toBe(expected);
    expect(textAt(path, 'key')).toBe(expected);
  });

  test('in an empty document everything is at its start', () => {
    expect(locate(undefined, '/spec/ports', 'value')).toEqual({ start: 0, end: 0 });
  });

  test('of a key that is written twice the last one counts', () => {
    const text = 'a: 1\nb: 2\na: 3\n';
    expect(locate(parse(text), '/a', 'value')).toEqual({ start: 13, end: 14 });
  });

  test('what an alias stands for is shown where the alias is; what is below it, where it is written', () => {
    const text = 'base: &b {x: &s 1}\na: *s\nc: *b\n';
    const at = (path: YamlPath, part: Part): string => {
      const { start, end } = locate(parse(text), path, part);
      return text.slice(start, end);
    };
    expect(at('/a', 'value')).toBe('*s');
    expect(at('/c', 'entry')).toBe('c: *b');
    expect(at('/c/x', 'entry')).toBe('x: &s 1');
  });
});

describe('targetAt', () => {
  /** What the cursor `|` touches. */
  function target(marked: string): string | undefined {
    const found = targetAt(parse(marked.replace('|', '')), marked.indexOf('|'));
    return found && `${found.part} ${found.path}`;
  }

  test.each([
    ['on a key', 'a: 1\nb|b: 2\n', 'key /bb'],
    ['before a key', 'a:\n  |b: 1\n', 'key /a/b'],
    ['between a key and its colon', 'a|: 1\n', 'key /a'],
    ['before a value', 'a: |1\n', 'value /a'],
    ['after a value', 'a: 1|\n', 'value /a'],
    ['where a value is absent', 'a:|\n', 'value /a'],
    ['in quotes', 'a: "b |c"\n', 'value /a'],
    ['on the opening quote', 'a: |"b c"\n', 'value /a'],
    ['in brackets', '{a: 1, b: [2, 3|]}\n', 'value /b/1'],
    ['on an item of a list', 'a:\n  - b\n  - c|c\n', 'value /a/1'],
    ['on a key of an item', 'a:\n  - b: 1\n    c|: 2\n', 'key /a/0/c'],
    ['in a block scalar', 'a: >\n  text|\n', 'value /a'],
    ['on an alias', 'a: &x 1\nb: *|x\n', 'value /b'],
    ['on a key with a slash', 'a:\n  b/|c: 1\n', 'key /a/b~1c'],
    ['on a merged key: where it is written', 'a: &x {b|: 1}\nc:\n  <<: *x\n', 'key /a/b'],
  ])('%s', (_, marked, expected) => {
    expect(target(marked)).toBe(expected);
  });

  test.each([
    ['on a comment', 'a: 1 # c|\n'],
    ['on a blank line', 'a:\n|\n  b: 1\n'],
    ['on a dash', 'a:\n  |- b: 1\n'],
    ['before the first bracket', 'a: |{b: 1}\n'],
    ['on an alias of a map', 'a: &x {b: 1}\nc: *|x\n'],
  ])('%s there is nothing', (_, marked) => {
    expect(target(marked)).toBeUndefined();
  });
});

/** Every scalar of a tree whose text stands at its path, with that path. */
function scalars(node: YamlNode, path: YamlPath): { path: YamlPath; scalar: YamlScalar }[] {
  if (node.shared) return [];
  if (node.type === 'scalar') return [{ path, scalar: node }];
  if (node.type === 'sequence') return node.items.flatMap((item, i) => scalars(item, childPath(path, i)));
  // Of a key that is written twice only the last one has a path.
  const last = new Map(node.entries.map((entry) => [entry.key.text, entry]));
  return [...last.values()].flatMap(({ key, value }) => scalars(value, childPath(path, key.text)));
}

/** Demands that every scalar is found again by its place, and every place by its path. */
function expectRoundTrip(text: string): number {
  const tree = parseChunk(text, undefined).root;
  const found = tree ? scalars(tree, '') : [];
  for (const { path, scalar } of found) {
    const { start, end } = scalar.span;
    // Where a block scalar ends the next line begins, and with it perhaps the next key.
    for (const offset of [start, scalar.style === 'block' ? end - 1 : end])
      expect(targetAt(tree, offset)?.path, `${path} in ${text}`).toBe(path);
    if (start < end) expect(locate(tree, path, 'value'), `${path} in ${text}`).toEqual({ start, end });
    expect(nodeAt(tree, path)?.span).toEqual({ start, end });
  }
  return found.length;
}

describe('every scalar is found again by its place', () => {
  test('in our examples', () => {
    expect(textsIn('examples').reduce((sum, { text }) => sum + expectRoundTrip(text), 0)).toBeGreaterThan(
      300,
    );
  });

  const { 'keys of other sorts': _, ...features } = FEATURES;
  test.each(Object.entries(features))('in YAML with %s', (_name, texts) => {
    for (const text of texts) expectRoundTrip(text);
  });

  test('in random documents', () => {
    const { value } = fc.letrec((tie) => ({
      value: fc.oneof(
        { maxDepth: 3 },
        fc.string(),
        fc.integer(),
        fc.array(tie('value'), { maxLength: 3 }),
        fc.dictionary(fc.oneof(fc.string(), fc.constantFrom('a', 'b/c', '~', '0')), tie('value'), {
          maxKeys: 3,
        }),
      ),
    }));
    const style = fc.record({ collectionStyle: fc.constantFrom('any', 'flow'), indentSeq: fc.boolean() });
    fc.assert(
      fc.property(value, style, (data, options) => {
        expectRoundTrip(stringify(data, options));
      }),
      { numRuns: 250 },
    );
  });
});

describe('paths', () => {
  test('any key can be a step', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.string(), fc.constantFrom('a/b', '~', '~1', '/', ''))), (steps) => {
        const path = steps.reduce((parent, step) => childPath(parent, step), '');
        expect(pathSteps(path)).toEqual(steps);
        expect(parentPath(path)).toBe(
          steps.slice(0, -1).reduce((parent, step) => childPath(parent, step), ''),
        );
        expect(isAtOrBelow(path, parentPath(path))).toBe(true);
      }),
    );
  });

  test('a name that goes on is not below', () => {
    expect(isAtOrBelow('/spec/ports', '/spec/port')).toBe(false);
    expect(isAtOrBelow('/spec/port/0', '/spec/port')).toBe(true);
  });
});
