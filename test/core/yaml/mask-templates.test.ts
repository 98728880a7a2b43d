import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isTemplated, maskTemplates, maskVariables } from '../../../server/src/core/yaml/mask-templates.ts';

/** The masked text as a person can read it: `@` for what became letters. */
function shown(text: string): string {
  return maskTemplates(text).text.replaceAll('\uE000', '@');
}

describe('an action inside of a value becomes letters', () => {
  test.each([
    ['a whole value', 'a: {{ .b }}\n', 'a: @@@@@@@@\n'],
    ['a part of one', 'a: x-{{ .b }}-y\n', 'a: x-@@@@@@@@-y\n'],
    ['in quotes', 'a: "{{ .b }}"\n', 'a: "@@@@@@@@"\n'],
    ['a key', '{{ .a }}: b\n', '@@@@@@@@: b\n'],
    ['a list item', '- {{ .a }}\n', '- @@@@@@@@\n'],
    ['two side by side', 'a: {{ .b }}{{ .c }} {{ .d }}\n', 'a: @@@@@@@@@@@@@@@@@@@@@@@@@\n'],
    ['two with a text between', 'a: {{ .b }}:{{ .c }}\n', 'a: @@@@@@@@:@@@@@@@@\n'],
    ['with a pipeline and quotes', 'a: {{ .b | default "x: y" | quote }}\n', `a: ${'@'.repeat(33)}\n`],
    ['before a comment', 'a: {{ .b }} # c\n', 'a: @@@@@@@@ # c\n'],
    ['without spaces', 'a: {{.b}}\n', 'a: @@@@@@\n'],
    ['nothing in it', 'a: {{}}\n', 'a: @@@@\n'],
    ['with brackets around', 'a: { b: {{ .c }} }\n', 'a: { b: @@@@@@@@ }\n'],
    ['over several lines', 'a: {{ .b\n  | quote }}\n', 'a: @@@@@\n@@@@@@@@@@@@\n'],
  ])('%s', (_, text, expected) => {
    expect(shown(text)).toBe(expected);
  });
});

describe('a line of actions alone becomes a comment and is remembered', () => {
  test.each([
    [
      'an include',
      'a:\n  {{- include "b" . | nindent 2 }}\nc: d\n',
      'a:\n  ### ####### ### # # ####### # ##\nc: d\n',
    ],
    ['a condition', '{{- if .a }}\nb: c\n{{- end }}\n', '### ## ## ##\nb: c\n### ### ##\n'],
    ['two on a line', '  {{ if .a }} {{ end }}  \nb: c\n', '  ## ## ## ## ## ### ##  \nb: c\n'],
    ['the last line without a break', 'a:\n{{ .b }}', 'a:\n## ## ##'],
    ['a pipeline of several lines', '{{ .a\n  | b }}\nc: d\n', '## ##\n  # # ##\nc: d\n'],
    ['a template and nothing else', '{{ .a }}', '## ## ##'],
  ])('%s', (_, text, expected) => {
    expect(shown(text)).toBe(expected);
    const { actionLines } = maskTemplates(text);
    for (const { start, end } of actionLines)
      expect(text.slice(start, end).trim()).toMatch(/^\{\{[\s\S]*\}\}$/);
    expect(actionLines).not.toEqual([]);
  });

  test.each([
    ['an end', '{{- end }}\nb: c\n', '### ### ##\nb: c\n'],
    ['two of them', '  {{ end }}{{- end -}}\n', '  ## ### ##### ### ###\n'],
    ['a comment of several lines', '{{/* a\n  b */}}\nc: d\n', '#### #\n  # ####\nc: d\n'],
    ['a comment', '{{- /* a */ -}}\n', '### ## # ## ###\n'],
  ])('%s prints nothing, so it is not remembered', (_, text, expected) => {
    expect(maskTemplates(text)).toEqual({ text: expected, actionLines: [] });
  });

  test('Windows line breaks stay', () => {
    const { text, actionLines } = maskTemplates('{{ if .a }}\r\nb: c\r\n');
    expect(text).toBe('## ## ## ##\r\nb: c\r\n');
    expect(actionLines).toEqual([{ start: 0, end: 11 }]);
  });
});

test.each(['a: b\n', 'a: {{ .b\n', 'a: }} b\n', 'a: { { .b } }\n', 'a: {b: {c: d}}\n'])(
  '%j has no actions',
  (text) => {
    expect(maskTemplates(text)).toEqual({ text, actionLines: [] });
  },
);

test('whatever the text, it stays as long as it was and keeps its line breaks', () => {
  const pieces = fc.array(
    fc.constantFrom('{{', '}}', '{', '}', ' ', '\t', '\n', '\r\n', 'a: ', '"', '😀', '- '),
  );
  fc.assert(
    fc.property(pieces, (parts) => {
      const text = parts.join('');
      const masked = maskTemplates(text);
      expect(masked.text).toHaveLength(text.length);
      expect(masked.text.replace(/[^\r\n]/g, '')).toBe(text.replace(/[^\r\n]/g, ''));
      for (const { start, end } of masked.actionLines)
        expect(masked.text.slice(start, end)).toMatch(/^[\s#]*$/);
    }),
    { numRuns: 1000 },
  );
});

test.each([
  ['braces that nobody closes', '{{'.repeat(1_000_000)],
  ['a line of actions', 'x{{a}}'.repeat(200_000)],
  ['actions and spaces', `{{a}}${' '.repeat(1_000_000)}`.repeat(2)],
])('%s: a megabyte is read in one go', (_, text) => {
  expect(maskTemplates(text).text).toHaveLength(text.length);
});

test.each([
  ['\u0024{HOST}', true],
  ['$(HOST):80', true],
  ['http://\u0024{HOST:-web}:80', true],
  ['$HOST', false],
  ['US$', false],
  ['{b}', false],
])('%s is not final: %s', (text, expected) => {
  expect(isTemplated(text)).toBe(expected);
});

test.each([
  ['\u0024{HOST}:80', '#######:80'],
  ['a $(HOST) b', 'a ####### b'],
  ['\u0024{A:-\u0024{B}}c', '##########c'],
  ['\u0024{A\nb', '###\nb'],
  ['$(date +%F) $HOST', '$(date +%F) $HOST'],
])('variables are hidden, and nothing else: %s', (text, expected) => {
  expect(maskVariables(text).replaceAll('\uE000', '#')).toBe(expected);
});
