import { expect, test } from 'vitest';
import { parseChunk } from '../../../server/src/core/yaml/parse-chunk.ts';

/** What is wrong with a text: the underlined part and the message. */
function problems(text: string): string[] {
  return parseChunk(text, undefined).problems.map(
    ({ span, message }) => `${text.slice(span.start, span.end)}: ${message}`,
  );
}

test.each<[what: string, text: string, problem: string]>([
  [
    'a line too deep',
    'metadata:\n  name: x\n    bad: y\nspec: a\n',
    'bad: y: this line is indented deeper than the one above it, which has a value already',
  ],
  [
    'a line between two depths',
    'metadata:\n  name: x\n bad: y\n',
    'bad: y: this line is indented like nothing above it',
  ],
  [
    'a key below a list',
    'ports:\n  - port: 80\n  name: x\n',
    'name: x: this line is indented like nothing above it',
  ],
  [
    'a dash without a space',
    'ports:\n  - port: 80\n  -name: x\n',
    '-name: x: this line is indented like nothing above it',
  ],
  [
    'an item among keys',
    'a:\n  b: c\n  - d\n',
    '- d: an item of a list cannot stand among the keys of a map',
  ],
  [
    'a key that is half typed',
    'spec:\n  sele\n  ports: a\n',
    'sele: `sele` is no key without a colon behind it',
  ],
  [
    'a last key that is half typed',
    'spec:\n  ports: a\n  sele\n',
    'sele: `sele` is no key without a colon behind it',
  ],
  ['a second colon', 'a: b: c\n', 'b: c: there are two colons on this line; put the value in quotes'],
  ['a tab', 'a:\n\tb: c\n', '\tb: c: a tab cannot indent a line; use spaces'],
  ['a double quote that is open', 'a: "b\nc: d\n', '"b: this quote is not closed'],
  ['a single quote that is open', "a: 'b\nc: d\n", "'b: this quote is not closed"],
  ['a brace that is open', 'a: {b: {c: d}\ne: f\n', '{b: {c: d}: this `{` is not closed'],
  ['a bracket that is open', 'a: [b, [c]\ne: f\n', '[b, [c]: this `[` is not closed'],
  ['a brace of JSON that is open', '{"a": {"b": 1}\n', '{"a": {"b": 1}: this `{` is not closed'],
  ['a bracket of JSON that is open', '{"a": [1, 2\n', '[1, 2: this `[` is not closed'],
  ['a brace too many', '{"a": 1}}\n', '}: this `}` closes nothing'],
  ['a comma that is missing', '{"a": "b" "c": 1}\n', '"c": 1}: a comma is missing before `"c"`'],
  [
    'a comma that is missing at the end of a line',
    '{\n  "a": {"b": 1}\n  "c": "d"\n}\n',
    '"c": "d": a comma is missing before `"c"`',
  ],
  ['a comma that is missing in a list', '["a"\n  "b"]\n', '"b"]: a comma is missing before `"b"`'],
  ['a sign that starts no value', 'a: @b\n', '@b: a value that starts with `@` has to be in quotes'],
  [
    'an escape that is none',
    'a: "\\d+"\n',
    '\\d+": `\\d` means nothing in double quotes; write `\\\\` for a backslash',
  ],
  [
    'a word behind a quoted value',
    'cmd: "a" b\n',
    'b: `b` cannot stand behind a value that has ended; put all of it in quotes',
  ],
])('%s', (_, text, problem) => {
  expect(problems(text)).toEqual([problem]);
});

test('brackets that overflow the stack of the parser', () => {
  const [problem] = parseChunk(`a: ${'['.repeat(20_000)}${']'.repeat(20_000)}\n`, undefined).problems;
  expect(problem?.message).toBe('brackets, maps or lists are nested too deeply here');
});
