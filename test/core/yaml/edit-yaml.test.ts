import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { applyEdits, type TextEdit } from '../../../server/src/core/text/text-edit.ts';
import {
  addEntry,
  appendItem,
  type Editable,
  renameKey,
  setScalar,
} from '../../../server/src/core/yaml/edit-yaml.ts';
import { parseChunk } from '../../../server/src/core/yaml/parse-chunk.ts';
import { writeDocument } from '../../../server/src/core/yaml/write-yaml.ts';
import type { YamlNode } from '../../../server/src/core/yaml/yaml-node.ts';
import { childPath, parentPath, pathSteps, type YamlPath } from '../../../server/src/core/yaml/yaml-path.ts';
import type { YamlValue } from '../../../server/src/core/yaml/yaml-value.ts';
import { textsIn } from '../../support/texts-in.ts';

function open(text: string): Editable {
  return { text, root: parseChunk(text, undefined).root };
}

/** The text after an edit, or undefined when none is offered. What is offered must leave the text sound. */
function after({ text }: Editable, edit: TextEdit | undefined): string | undefined {
  if (!edit) return undefined;
  const edited = applyEdits(text, [edit]);
  expect(parseChunk(edited, undefined).problems, edited).toEqual([]);
  return edited;
}

describe('setScalar', () => {
  const set = (text: string, path: YamlPath, value: string | number): string | undefined =>
    after(open(text), setScalar(open(text), path, value));

  test.each([
    ['a plain value', 'a: b # c\n', '/a', 'x', 'a: x # c\n'],
    ['a number', 'a: 80\n', '/a', 8080, 'a: 8080\n'],
    ['double quotes stay', 'a: "b" # c\n', '/a', 'x', 'a: "x" # c\n'],
    ['single quotes stay', "a: 'b'\n", '/a', 'x', "a: 'x'\n"],
    ['quotes stay around what would need none', 'a: "b"\n', '/a', '80', 'a: "80"\n'],
    ['a number gets none', 'a: "80"\n', '/a', 80, 'a: 80\n'],
    ['quotes that the value needs itself', `a: 'b'\n`, '/a', `it's`, `a: it's\n`],
    ['a text that reads as a number', 'a: b\n', '/a', '80', 'a: "80"\n'],
    ['a text that Kubernetes reads as true', 'a: b\n', '/a', 'on', 'a: "on"\n'],
    ['a text that Kubernetes reads as a number', 'a: b\n', '/a', '0x1F', 'a: "0x1F"\n'],
    ['a text with a colon', 'a: b\n', '/a', 'x: v', 'a: "x: v"\n'],
    ['a text that ends in a space of another script', 'a: b\n', '/a', 'x\u3000', 'a: x\u3000\n'],
    ['a text with a line break', 'a: b\n', '/a', 'x\ny', 'a: "x\\ny"\n'],
    ['an item', '- a\n- b\n', '/1', 'x', '- a\n- x\n'],
    ['a value in brackets', 'a: {b: c, d: e}\n', '/a/b', 'x, v', 'a: {b: "x, v", d: e}\n'],
    ['an item in brackets', 'a: [b, c]\n', '/a/1', '[', 'a: [b, "["]\n'],
    ['an absent value', 'a:\nb: 1\n', '/a', 'x', 'a: x\nb: 1\n'],
    ['an absent value with a comment', 'a: # c\n', '/a', 'x', 'a: x # c\n'],
    ['an absent item', '-\n- b\n', '/0', 1, '- 1\n- b\n'],
    ['an absent value in brackets', '{a: , b: 1}\n', '/a', 'x', '{a: x , b: 1}\n'],
    ['an anchor without a value', 'a: &x\n', '/a', 'v', 'a: &x v\n'],
    ['null', 'a: ~\n', '/a', 'x', 'a: x\n'],
    ['a value of several lines', 'a: b\n  c\nd: 1\n', '/a', 'x', 'a: x\nd: 1\n'],
    ['a block scalar', 'a: |-\n  b\n  c\nd: 1\n', '/a', 'x', 'a: x\nd: 1\n'],
    ['a block scalar at the end', 'a: >\n  b\n', '/a', 'x', 'a: x\n'],
    ['in JSON', '{"a": "b", "c": 1}', '/a', 'x', '{"a": "x", "c": 1}'],
    ['a number by a text in JSON', '{"a": 1}', '/a', 'x', '{"a": "x"}'],
    ['an alias of a text: only here', 'a: &x b\nc: *x\n', '/c', 'd', 'a: &x b\nc: d\n'],
    ['a Windows file', 'a: b\r\nc: d\r\n', '/a', 'x', 'a: x\r\nc: d\r\n'],
    ['the document', 'a\n', '', 'b', 'b\n'],
    ['beside a template', 'a: "{{ .b }}"\nc: d\n', '/c', 'x', 'a: "{{ .b }}"\nc: x\n'],
  ])('%s', (_, text, path, value, expected) => {
    expect(set(text, path, value)).toBe(expected);
  });

  test.each([
    ['what is not there', 'a: b\n', '/c'],
    ['a map', 'a: {b: c}\n', '/a'],
    ['a list', 'a: [b]\n', '/a'],
    ['a key without a colon', '{a, b: c}\n', '/a'],
    ['what is below an alias', 'a: &x {b: 1}\nc: *x\n', '/c/b'],
    ['what a merge key brings', 'a: &x {b: 1}\nc:\n  <<: *x\n', '/c/b'],
  ])('%s is left alone', (_, text, path) => {
    expect(set(text, path, 'x')).toBeUndefined();
  });
});

describe('renameKey', () => {
  const rename = (text: string, path: YamlPath, key: string): string | undefined =>
    after(open(text), renameKey(open(text), path, key));

  test.each([
    ['a key', 'a: 1 # c\nb: 2\n', '/a', 'x', 'x: 1 # c\nb: 2\n'],
    ['a quoted key', '"a b": 1\n', '/a b', 'x', '"x": 1\n'],
    ['a key of an item', '- a: 1\n  b: 2\n', '/0/a', 'x', '- x: 1\n  b: 2\n'],
    ['a key with a slash', 'a/b: 1\n', '/a~1b', 'app.kubernetes.io/name', 'app.kubernetes.io/name: 1\n'],
    ['a key that reads as a number', 'a: 1\n', '/a', '1', '"1": 1\n'],
    ['a key in brackets', '{a: 1, b: 2}\n', '/b', 'x,v', '{a: 1, "x,v": 2}\n'],
    ['a key in JSON', '{"a": 1}', '/a', 'x', '{"x": 1}'],
    ['the key of a map', 'a:\n  b: 1\n', '/a', 'x', 'x:\n  b: 1\n'],
    ['the last of two equal keys', 'a: 1\nb: 2\na: 3\n', '/a', 'x', 'a: 1\nb: 2\nx: 3\n'],
  ])('%s', (_, text, path, key, expected) => {
    expect(rename(text, path, key)).toBe(expected);
  });

  test.each([
    ['what is not there', 'a: 1\n', '/b'],
    ['an item', '- a\n', '/0'],
    ['the document', 'a: 1\n', ''],
    ['what is below an alias', 'a: &x {b: 1}\nc: *x\n', '/c/b'],
    ['what a merge key brings', 'a: &x {b: 1}\nc:\n  <<: *x\n', '/c/b'],
  ])('%s is left alone', (_, text, path) => {
    expect(rename(text, path, 'x')).toBeUndefined();
  });
});

describe('appendItem', () => {
  const append = (text: string, path: YamlPath, value: YamlValue): string | undefined =>
    after(open(text), appendItem(open(text), path, value));
  const port = { port: 80, protocol: 'TCP' };

  test.each([
    ['an indented list', 'a:\n  - b\nc: 1\n', '/a', 'x', 'a:\n  - b\n  - x\nc: 1\n'],
    ['a list that is not indented', 'a:\n- b\nc: 1\n', '/a', 'x', 'a:\n- b\n- x\nc: 1\n'],
    ['a map', 'a:\n  - b: 1\n', '/a', port, 'a:\n  - b: 1\n  - port: 80\n    protocol: TCP\n'],
    ['a map with a list, indented as here', 'a:\n- b\n', '/a', { c: ['d'] }, 'a:\n- b\n- c:\n  - d\n'],
    [
      'a map with a list, indented as here too',
      'a:\n  - b\n',
      '/a',
      { c: ['d'] },
      'a:\n  - b\n  - c:\n      - d\n',
    ],
    ['a list in a list', '- - a\n  - b\n- - c\n', '/0', 'x', '- - a\n  - b\n  - x\n- - c\n'],
    ['the document', '- a\n', '', 'x', '- a\n- x\n'],
    ['negative numbers', 'a:\n  - -1\n', '/a', -2, 'a:\n  - -1\n  - -2\n'],
    [
      'dashes that stand far off',
      'a:\n  -   b: 1\n      c: 2\n',
      '/a',
      'x',
      'a:\n  -   b: 1\n      c: 2\n  - x\n',
    ],
    ['a comment behind the last item', 'a:\n  - b # c\nd: 1\n', '/a', 'x', 'a:\n  - b # c\n  - x\nd: 1\n'],
    [
      'a comment below the last item',
      'a:\n  - b\n  # c\nd: 1\n',
      '/a',
      'x',
      'a:\n  - b\n  - x\n  # c\nd: 1\n',
    ],
    ['a blank line below the list', 'a:\n  - b\n\nc: 1\n', '/a', 'x', 'a:\n  - b\n  - x\n\nc: 1\n'],
    ['an absent last item', 'a:\n  - b\n  -\nc: 1\n', '/a', 'x', 'a:\n  - b\n  -\n  - x\nc: 1\n'],
    [
      'a block scalar as the last item',
      'a:\n  - |\n    b\n\nc: 1\n',
      '/a',
      'x',
      'a:\n  - |\n    b\n  - x\n\nc: 1\n',
    ],
    [
      'a block scalar that keeps blank lines',
      'a:\n  - |+\n    b\n\nc: 1\n',
      '/a',
      'x',
      'a:\n  - |+\n    b\n\n  - x\nc: 1\n',
    ],
    [
      'an alias as the last item',
      'a: &x\n  b: 1\nc:\n  - d:\n      - 1\n  - *x\ne: 1\n',
      '/c',
      'v',
      'a: &x\n  b: 1\nc:\n  - d:\n      - 1\n  - *x\n  - v\ne: 1\n',
    ],
    ['no line break at the end', 'a:\n  - b', '/a', 'x', 'a:\n  - b\n  - x'],
    [
      'a Windows file',
      'a:\r\n  - b\r\nc: 1\r\n',
      '/a',
      port,
      'a:\r\n  - b\r\n  - port: 80\r\n    protocol: TCP\r\nc: 1\r\n',
    ],
    ['a byte order mark', '\uFEFF- a\n', '', 'x', '\uFEFF- a\n- x\n'],
  ])('%s', (_, text, path, value, expected) => {
    expect(append(text, path, value)).toBe(expected);
  });

  test.each([
    ['brackets', 'a: [b, c] # d\n', '/a', 'x', 'a: [b, c, x] # d\n'],
    ['brackets with spaces', 'a: [ b ]\n', '/a', port, 'a: [ b, { port: 80, protocol: TCP } ]\n'],
    ['brackets without spaces', 'a: [b]\n', '/a', port, 'a: [b, {port: 80, protocol: TCP}]\n'],
    ['a comma at the end', 'a: [b,]\n', '/a', 'x', 'a: [b, x,]\n'],
    ['a map as the last item', 'a: [{b: 1}, {b: 2}]\n', '/a', { b: 3 }, 'a: [{b: 1}, {b: 2}, {b: 3}]\n'],
    ['an empty map as the last item', 'a: [b, {}]\n', '/a', 'x', 'a: [b, {}, x]\n'],
    ['an alias as the last item', 'a: &x [1]\nb: [2, *x]\n', '/b', 3, 'a: &x [1]\nb: [2, *x, 3]\n'],
    ['a text with a comma', 'a: [b]\n', '/a', 'x, v', 'a: [b, "x, v"]\n'],
    ['brackets in brackets', 'a: {b: [c], d: [e]}\n', '/a/b', 'x', 'a: {b: [c, x], d: [e]}\n'],
    [
      'a line for each',
      'a: [\n    b,\n    c\n  ]\nd: 1\n',
      '/a',
      'x',
      'a: [\n    b,\n    c,\n    x\n  ]\nd: 1\n',
    ],
    [
      'a line for each, a comma behind the last, and comments',
      'a: [\n    b, # one\n    c, # two\n    # end\n  ]\n',
      '/a',
      'x',
      'a: [\n    b, # one\n    c, # two\n    x,\n    # end\n  ]\n',
    ],
    [
      'a comment and no comma behind the last',
      'a: [\n    b # one\n  ]\n',
      '/a',
      'x',
      'a: [\n    b, # one\n    x\n  ]\n',
    ],
    [
      'maps that close on lines of their own',
      'a: [\n    {\n      b: 1\n    },\n    {\n      b: 2\n    }\n  ]\n',
      '/a',
      { b: 3 },
      'a: [\n    {\n      b: 1\n    },\n    {\n      b: 2\n    },\n    { b: 3 }\n  ]\n',
    ],
    [
      'JSON',
      '{\n  "a": [\n    {\n      "b": "c"\n    }\n  ]\n}\n',
      '/a',
      { b: 'd', e: 1, f: true },
      '{\n  "a": [\n    {\n      "b": "c"\n    },\n    { "b": "d", "e": 1, "f": true }\n  ]\n}\n',
    ],
    ['JSON on one line', '{"a":["b"]}', '/a', 'x', '{"a":["b", "x"]}'],
    ['a Windows file', 'a: [\r\n    b\r\n  ]\r\n', '/a', 'x', 'a: [\r\n    b,\r\n    x\r\n  ]\r\n'],
  ])('in brackets: %s', (_, text, path, value, expected) => {
    expect(append(text, path, value)).toBe(expected);
  });

  test.each([
    ['empty brackets', 'a: [] # c\nb: 1\n', '/a', 'x', 'a: # c\n  - x\nb: 1\n'],
    ['empty brackets where lists are not indented', 'b:\n- c\na: []\n', '/a', 'x', 'b:\n- c\na:\n- x\n'],
    ['empty brackets in brackets', 'a: {b: []}\n', '/a/b', port, 'a: {b: [{port: 80, protocol: TCP}]}\n'],
    ['empty brackets in JSON', '{"a": []}', '/a', port, '{"a": [{"port": 80, "protocol": "TCP"}]}'],
    ['empty brackets behind a dash', '- []\n- b\n', '/0', 'x', '- - x\n- b\n'],
    ['an absent value', 'a:\nb: 1\n', '/a', 'x', 'a:\n  - x\nb: 1\n'],
    ['an absent value with comments below', 'a:\n  # - v\nb: 1\n', '/a', 'x', 'a:\n  - x\n  # - v\nb: 1\n'],
    ['an absent value at the end', 'a:', '/a', 'x', 'a:\n  - x'],
    ['null', 'a: null # c\n', '/a', 'x', 'a: # c\n  - x\n'],
    ['a missing key', 'a:\n  b: 1\n', '/a/c', 'x', 'a:\n  b: 1\n  c:\n    - x\n'],
    [
      'a missing key in a document without indented lists',
      'a:\n  b:\n  - 1\n',
      '/a/c',
      'x',
      'a:\n  b:\n  - 1\n  c:\n  - x\n',
    ],
    ['a missing key in brackets', 'a: {b: 1}\n', '/a/c', 'x', 'a: {b: 1, c: [x]}\n'],
    ['a missing key in JSON', '{"a": {"b": 1}}', '/a/c', 'x', '{"a": {"b": 1, "c": ["x"]}}'],
    ['a missing key in an empty map', 'a: {}\n', '/a/c', 'x', 'a:\n  c:\n    - x\n'],
    ['a missing key below an absent value', 'a:\nb: 1\n', '/a/c', 'x', 'a:\n  c:\n    - x\nb: 1\n'],
    [
      'a missing key of an empty item',
      'a:\n  - {}\n',
      '/a/0/from',
      { b: 1 },
      'a:\n  - from:\n      - b: 1\n',
    ],
    ['a missing key of an item in brackets', 'a: [{}]\n', '/a/0/from', { b: 1 }, 'a: [{from: [{b: 1}]}]\n'],
    ['a Windows file', 'a: []\r\nb: 1\r\n', '/a', 'x', 'a:\r\n  - x\r\nb: 1\r\n'],
  ])('where there is no list yet: %s', (_, text, path, value, expected) => {
    expect(append(text, path, value)).toBe(expected);
  });

  test('how lists are indented is seen from the first one that shows it', () => {
    const text = 'a:\n  - name:\n  - name: b\nc:\n    - d\ne:\n';
    expect(append(text, '/e', 'x')).toBe('a:\n  - name:\n  - name: b\nc:\n    - d\ne:\n  - x\n');
  });

  test.each([
    ['a text', 'a: b\n', '/a'],
    ['a map', 'a: {b: 1}\n', '/a'],
    ['far below what is not there', 'a: {b: 1}\n', '/a/c/d'],
    ['an alias of a list', 'a: &x [1]\nb: *x\n', '/b'],
    ['a list that a merge key brings', 'a: &x {b: [1]}\nc:\n  <<: *x\n', '/c/b'],
    ['an empty document', '# c\n', '/a'],
    ['brackets with nothing but a comment', 'a: [ # c\n  ]\n', '/a'],
    ['a key without a colon', '{a}\n', '/a'],
    ['a single pair in a list', 'a: [b: [1]]\n', '/a/0/c'],
  ])('%s is left alone', (_, text, path) => {
    expect(append(text, path, 'x')).toBeUndefined();
  });
});

describe('addEntry', () => {
  const add = (text: string, path: YamlPath, value: YamlValue): string | undefined =>
    after(open(text), addEntry(open(text), path, value));

  test.each([
    ['a map', 'a:\n  b: 1\nc: 2\n', '/a/x', 'v', 'a:\n  b: 1\n  x: v\nc: 2\n'],
    ['the document', 'a: 1\n', '/x', 'v', 'a: 1\nx: v\n'],
    ['a document behind its separator', '---\na: 1\n', '/x', 'v', '---\na: 1\nx: v\n'],
    ['an item', 'a:\n  - b: 1\n  - c: 2\n', '/a/0/x', 'v', 'a:\n  - b: 1\n    x: v\n  - c: 2\n'],
    ['an item far behind its dash', '-   b: 1\n', '/0/x', 'v', '-   b: 1\n    x: v\n'],
    ['an item in a list in a list', '- - b: 1\n', '/0/0/x', 'v', '- - b: 1\n    x: v\n'],
    ['four spaces', 'a:\n    b: 1\n', '/a/x', { v: 1 }, 'a:\n    b: 1\n    x:\n      v: 1\n'],
    [
      'a comment behind the last value',
      'a:\n  b: 1 # c\nd: 1\n',
      '/a/x',
      'v',
      'a:\n  b: 1 # c\n  x: v\nd: 1\n',
    ],
    [
      'a map that ends in a list',
      'a:\n  b:\n    - 1\n  # c\nd: 1\n',
      '/a/x',
      'v',
      'a:\n  b:\n    - 1\n  x: v\n  # c\nd: 1\n',
    ],
    [
      'a map that ends in brackets',
      'a:\n  b: [1,\n    2]\nd: 1\n',
      '/a/x',
      'v',
      'a:\n  b: [1,\n    2]\n  x: v\nd: 1\n',
    ],
    [
      'a map that ends in an alias',
      'a: &q\n  r: 1\nb:\n  c:\n    e: 1\n  d: *q\n',
      '/b/x',
      'v',
      'a: &q\n  r: 1\nb:\n  c:\n    e: 1\n  d: *q\n  x: v\n',
    ],
    [
      'a map with a merge key',
      'a: &q {r: 1}\nb:\n  <<: *q\n  d: 1\n',
      '/b/x',
      'v',
      'a: &q {r: 1}\nb:\n  <<: *q\n  d: 1\n  x: v\n',
    ],
    ['an empty map', 'a: {} # c\nb: 1\n', '/a/x', 'v', 'a: # c\n  x: v\nb: 1\n'],
    ['an absent map', 'a:\nb: 1\n', '/a/x', 'v', 'a:\n  x: v\nb: 1\n'],
    ['an absent item', '-\n- b\n', '/0/x', { v: 1, z: 2 }, '- x:\n    v: 1\n    z: 2\n- b\n'],
    ['brackets', 'a: {b: c}\n', '/a/x', 'v', 'a: {b: c, x: v}\n'],
    ['brackets with spaces', 'a: { b: c }\n', '/a/x', { v: 1 }, 'a: { b: c, x: { v: 1 } }\n'],
    ['brackets of several lines', 'a: {\n    b: c\n  }\n', '/a/x', 'v', 'a: {\n    b: c,\n    x: v\n  }\n'],
    ['an absent value in brackets', 'a: {b: }\n', '/a/x', 'v', 'a: {b:, x: v }\n'],
    ['a key that needs quotes', 'a: 1\n', '/on', 'v', 'a: 1\n"on": v\n'],
    ['a key with a slash', 'a:\n  b: 1\n', '/a/c~1d', 'v', 'a:\n  b: 1\n  c/d: v\n'],
    ['JSON', '{\n  "a": 1\n}\n', '/x', { v: ['z'] }, '{\n  "a": 1,\n  "x": { "v": [ "z" ] }\n}\n'],
    ['no line break at the end', 'a:\n  b: 1', '/a/x', 'v', 'a:\n  b: 1\n  x: v'],
    ['a Windows file', 'a:\r\n  b: 1\r\n', '/a/x', { v: 1 }, 'a:\r\n  b: 1\r\n  x:\r\n    v: 1\r\n'],
    ['a byte order mark', '\uFEFFa: 1\n', '/x', 'v', '\uFEFFa: 1\nx: v\n'],
    ['a templated first key', '{{ .a }}: {{ .b }}\n', '/x', 'v', '{{ .a }}: {{ .b }}\nx: v\n'],
    ['a text of several lines', 'a:\n  b: 1\n', '/a/x', 'v\n\nz\n', 'a:\n  b: 1\n  x: |\n    v\n\n    z\n'],
  ])('to %s', (_, text, path, value, expected) => {
    expect(add(text, path, value)).toBe(expected);
  });

  test('the same thing twice is written twice, not as an alias', () => {
    const labels = { app: 'web' };
    expect(add('a: 1\n', '/x', [labels, labels])).toBe('a: 1\nx:\n  - app: web\n  - app: web\n');
  });

  test.each([
    ['a key that is there', 'a: 1\n', '/a'],
    ['a key that a merge key brings', 'a: &x {b: 1}\nc:\n  <<: *x\n', '/c/b'],
    ['an item', '- a\n', '/0'],
    ['below a text', 'a: b\n', '/a/x'],
    ['below a list', 'a: [b]\n', '/a/x'],
    ['far below', 'a: {b: 1}\n', '/x/v/z'],
    ['below an alias', 'a: &x {b: 1}\nc: *x\n', '/c/d'],
    ['in brackets that hold a merge key alone', 'a: &x {b: 1}\nc: {<<: *x}\n', '/c/d'],
    ['the document itself', 'a: 1\n', ''],
    ['below an explicit key', '? a\n: b\n', '/x'],
    ['below a key with an anchor', '&k a: b\n', '/x'],
  ])('%s is left alone', (_, text, path) => {
    expect(add(text, path, 'x')).toBeUndefined();
  });
});

test('a document is written as people write manifests', () => {
  const policy = { kind: 'NetworkPolicy', spec: { podSelector: {}, policyTypes: ['Ingress'], ingress: [] } };
  expect(writeDocument(policy)).toBe(
    'kind: NetworkPolicy\nspec:\n  podSelector: {}\n  policyTypes:\n    - Ingress\n  ingress: []\n',
  );
});

/** What a tree says, as JSON does, with nothing merged away: texts, and whether they are strings to Kubernetes. */
function dataOf(node: YamlNode | undefined): unknown {
  if (!node) return undefined;
  if (node.type === 'scalar') {
    return node.style === 'plain' && /^(?:-?\d+|true|false|null|~|)$/.test(node.text)
      ? `=${node.text}`
      : node.text;
  }
  if (node.type === 'sequence') return node.items.map(dataOf);
  return Object.fromEntries(node.entries.map(({ key, value }) => [key.text, dataOf(value)]));
}

/** The same of plain data that is to be written. */
function written(value: YamlValue): unknown {
  if (typeof value === 'string') return value;
  if (typeof value !== 'object') return `=${value}`;
  if (Array.isArray(value)) return value.map(written);
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, written(item)]));
}

/** The data with something else at a path, which exists or whose parent does. */
function withValue(data: unknown, path: YamlPath, change: (old: unknown) => unknown): unknown {
  const [step, ...rest] = pathSteps(path);
  if (step === undefined) return change(data);
  const below = rest.reduce((parent, next) => childPath(parent, next), '');
  if (Array.isArray(data))
    return data.map((item, i) => (String(i) === step ? withValue(item, below, change) : item));
  const map = typeof data === 'object' && data !== null ? data : {};
  return { ...map, [step]: withValue((map as Record<string, unknown>)[step], below, change) };
}

function pathsOf(node: YamlNode, path: YamlPath): YamlPath[] {
  if (node.type === 'scalar') return [path];
  const below =
    node.type === 'sequence'
      ? node.items.flatMap((item, i) => pathsOf(item, childPath(path, i)))
      : node.entries.flatMap(({ key, value }) => pathsOf(value, childPath(path, key.text)));
  return [path, ...below];
}

describe('an edit that is offered does what it says and nothing else', () => {
  const texts = textsIn('examples').flatMap(({ text }) => text.split(/^---\n/m));
  const styled = fc
    .constantFrom(...texts)
    .chain((text) =>
      fc.constantFrom(text, text.replaceAll('\n', '\r\n'), text.trimEnd(), asJson(text), `\uFEFF${text}`),
    );
  const values = fc.letrec<{ value: YamlValue; scalar: string | number }>((tie) => ({
    scalar: fc.oneof(
      fc.string({ unit: 'grapheme' }),
      fc.integer(),
      fc.constantFrom('on', 'a, b', '#', '- x', '{', 'a\nb', '~'),
    ),
    value: fc.oneof(
      { maxDepth: 2 },
      tie('scalar'),
      fc.boolean(),
      fc.array(tie('value'), { maxLength: 2 }),
      fc.dictionary(fc.constantFrom('x', 'y/z', 'on', 'a,b'), tie('value'), { maxKeys: 2 }),
    ),
  }));
  const places = styled.chain((text) => {
    const { root } = open(text);
    return fc.record({
      text: fc.constant(text),
      path: fc.constantFrom(...(root ? pathsOf(root, '') : [''])),
    });
  });

  function expectData(
    text: string,
    edit: TextEdit | undefined,
    expected: (data: unknown) => unknown,
  ): boolean {
    const edited = after(open(text), edit);
    if (edited === undefined) return false;
    expect(dataOf(open(edited).root), edited).toEqual(expected(dataOf(open(text).root)));
    if (/^\s*[{[]/.test(text)) JSON.parse(edited.replace('\uFEFF', ''));
    return true;
  }

  test('setScalar', () => {
    let offered = 0;
    fc.assert(
      fc.property(places, values.scalar, ({ text, path }, value) => {
        const done = expectData(text, setScalar(open(text), path, value), (data) =>
          withValue(data, path, () => written(value)),
        );
        if (done) offered += 1;
      }),
      { numRuns: 250 },
    );
    expect(offered).toBeGreaterThan(20);
  });

  test('renameKey', () => {
    let offered = 0;
    const newKey = fc.string({ unit: 'grapheme' }).map((key) => `new ${key}`);
    fc.assert(
      fc.property(places, newKey, ({ text, path }, key) => {
        const rename = (map: unknown): unknown =>
          Object.fromEntries(
            Object.entries(map as object).map(([k, v]) => [k === pathSteps(path).at(-1) ? key : k, v]),
          );
        const done = expectData(text, renameKey(open(text), path, key), (data) =>
          withValue(data, parentPath(path), rename),
        );
        if (done) offered += 1;
      }),
      { numRuns: 250 },
    );
    expect(offered).toBeGreaterThan(20);
  });

  test('appendItem', () => {
    let offered = 0;
    fc.assert(
      fc.property(places, values.value, fc.boolean(), ({ text, path }, value, isNew) => {
        const at = isNew ? childPath(path, 'brand new') : path;
        const done = expectData(text, appendItem(open(text), at, value), (data) =>
          withValue(data, at, (old) => [...(Array.isArray(old) ? old : []), written(value)]),
        );
        if (done) offered += 1;
      }),
      { numRuns: 350 },
    );
    expect(offered).toBeGreaterThan(20);
  });

  test('addEntry', () => {
    let offered = 0;
    fc.assert(
      fc.property(places, values.value, ({ text, path }, value) => {
        const at = childPath(path, 'brand new');
        const done = expectData(text, addEntry(open(text), at, value), (data) =>
          withValue(data, at, () => written(value)),
        );
        if (done) offered += 1;
      }),
      { numRuns: 250 },
    );
    expect(offered).toBeGreaterThan(20);
  });
});

/** The document as JSON, over several lines. */
function asJson(text: string): string {
  const plain = (node: YamlNode | undefined): unknown => {
    if (!node) return null;
    if (node.type === 'scalar')
      return /^\d+$/.test(node.text) && node.style === 'plain' ? Number(node.text) : node.text;
    if (node.type === 'sequence') return node.items.map(plain);
    return Object.fromEntries(node.entries.map(({ key, value }) => [key.text, plain(value)]));
  };
  return JSON.stringify(plain(open(text).root), undefined, 2);
}
