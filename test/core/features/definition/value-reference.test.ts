import { expect, test } from 'vitest';
import { valueReferenceAt } from '../../../../server/src/core/features/definition/value-reference.ts';

/** The value at the cursor `|` of a template, and the text that refers to it. */
function at(marked: string): string | undefined {
  const offset = marked.indexOf('|');
  const text = marked.slice(0, offset) + marked.slice(offset + 1);
  const found = valueReferenceAt(text, offset);
  return (
    found &&
    `${found.steps.join('/').replaceAll('\n', '*')} by ${text.slice(found.span.start, found.span.end)}`
  );
}

test.each([
  ['{{ .Values.a.b| }}', 'a/b by .Values.a.b'],
  ['{{ .Values.a|.b }}', 'a by .Values.a'],
  ['{{ .Val|ues.a.b }}', ' by .Values'],
  ['{{- |.Values.a -}}', ' by .Values'],
  ['{{ $.Values.a| }}', 'a by $.Values.a'],
  ['{{ .Values.a | default .Values.b| }}'.replace('a |', 'a ¦'), 'b by .Values.b'],
  ['{{ printf "%s }}" .Values.a| }}', 'a by .Values.a'],
  ['{{ (.Values.a|).b }}', 'a by .Values.a'],
  ['{{ index .Values "a-b|" "c" }}', 'a-b by index .Values "a-b"'],
  ['{{ index $.Values.x "a-b" "c|" }}', 'x/a-b/c by index $.Values.x "a-b" "c"'],
  ['{{ if .Values.a|}}', 'a by .Values.a'],
  ['{{ .Release.Name| }}', undefined],
  ['{{ "Values.a|" }}', undefined],
  ['a: .Values.a|', undefined],
  ['{{/* .Values.a| */}}{{ .Values.b }}', undefined],
  ['{{ .Values.a| ', undefined],
])('%s: %s', (marked, reference) => {
  expect(at(marked)).toBe(reference);
});

test.each([
  ['{{ with .Values.a }}{{ .b| }}{{ end }}', 'a/b by .b'],
  ['{{ with .Values.a }}{{ $.Values.b| }}{{ end }}', 'b by $.Values.b'],
  ['{{ with .Values.a }}{{ .Values.b| }}{{ end }}', 'b by .Values.b'],
  ['{{ with .Values.a }}{{ end }}{{ .b| }}', undefined],
  ['{{ with .Values.a }}{{ else }}{{ .Values.b| }}{{ end }}', 'b by .Values.b'],
  ['{{ with .Values.a }}{{ else with .Values.b }}{{ .c| }}{{ end }}', 'b/c by .c'],
  ['{{ with (include "x" .) }}{{ .b| }}{{ end }}', undefined],
  ['{{ range .Values.a }}{{ if .b }}{{ .c| }}{{ end }}{{ end }}', 'a/*/c by .c'],
  ['{{ range $i, $one := .Values.a }}{{ $one.b| }}{{ end }}', 'a/*/b by $one.b'],
  ['{{ range .Values.a }}{{ range .b }}{{ .c| }}{{ end }}{{ end }}', 'a/*/b/*/c by .c'],
  ['{{- $a := .Values.a -}}{{ $a.b| }}', 'a/b by $a.b'],
  ['{{ define "x" }}{{ with .Values.a }}{{ .b| }}', 'a/b by .b'],
  ['{{ end }}{{ .Values.a| }}', 'a by .Values.a'],
])('%s: %s', (marked, reference) => {
  expect(at(marked)).toBe(reference);
});
