import { expect, test } from 'vitest';
import { actionLines } from '../../../server/src/core/yaml/action-lines.ts';

test('are the lines of actions alone, but for those that only end something', () => {
  const text = [
    '{{- if .Values.a }}',
    'a: {{ .Values.a }}',
    '  {{- include "labels" . | nindent 4 }}  ',
    '{{- else }}',
    '  {{ with .Values.b }}{{ toYaml . | indent 2 }}{{ end }}',
    '{{- $x := 1 }}',
    '{{- end }}',
  ].join('\n');
  const lines = actionLines(text);
  expect(lines.map(({ prints, indent, text: line }) => [line, prints, indent])).toEqual([
    ['{{- if .Values.a }}', false, undefined],
    ['{{- include "labels" . | nindent 4 }}', true, 4],
    ['{{- else }}', false, undefined],
    ['{{ with .Values.b }}{{ toYaml . | indent 2 }}{{ end }}', true, 2],
    ['{{- $x := 1 }}', false, undefined],
  ]);
  for (const { span, text: line } of lines) expect(text.slice(span.start, span.end)).toBe(line);
});
