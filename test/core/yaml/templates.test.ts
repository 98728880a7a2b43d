import { describe, expect, test } from 'vitest';
import { nodeAt } from '../../../server/src/core/yaml/locate.ts';
import { type ParsedChunk, parseChunk } from '../../../server/src/core/yaml/parse-chunk.ts';
import type { YamlNode } from '../../../server/src/core/yaml/yaml-node.ts';
import { childPath, type YamlPath } from '../../../server/src/core/yaml/yaml-path.ts';

/** The paths of every map and list that may hold more than can be seen, and of every value that is unknown. */
function unknown({ root }: ParsedChunk): { open: YamlPath[]; templated: YamlPath[] } {
  const open: YamlPath[] = [];
  const templated: YamlPath[] = [];
  const visit = (node: YamlNode, path: YamlPath): void => {
    if (node.type === 'scalar') {
      if (node.templated) templated.push(path);
      return;
    }
    if (node.open) open.push(path || '/');
    if (node.type === 'sequence') {
      for (const [i, item] of node.items.entries()) visit(item, childPath(path, i));
    } else {
      for (const { key, value } of node.entries)
        visit(value, childPath(path, key.templated ? '{{}}' : key.text));
    }
  };
  if (root) visit(root, '');
  return { open, templated };
}

function parse(text: string): ParsedChunk {
  const parsed = parseChunk(text, undefined);
  expect(parsed.problems, text).toEqual([]);
  return parsed;
}

test('a plain document is neither open nor templated', () => {
  const parsed = parse('a:\n  b: 1\nc: [d]\n');
  expect(unknown(parsed)).toEqual({ open: [], templated: [] });
  expect(parsed.templated).toBe(false);
});

test('a templated value is unknown, its neighbours are not', () => {
  const parsed = parse('a: {{ .x }}\nb: {c: "{{ .y }}-z", d: 1}\ne:\n  - {{ .w }}\n  - f\n');
  expect(unknown(parsed)).toEqual({ open: [], templated: ['/a', '/b/c', '/e/0'] });
  expect(parsed.templated).toBe(true);
});

test('a templated key leaves its map open', () => {
  expect(unknown(parse('a:\n  {{ .key }}: 1\n  b: 2\nc: 3\n')).open).toEqual(['/a']);
});

test('an include below a key leaves the key open and unknown', () => {
  expect(unknown(parse('a:\n  labels:\n    {{- include "labels" . | nindent 4 }}\nb: 1\n'))).toEqual({
    open: ['/', '/a'],
    templated: ['/a/labels'],
  });
});

test('an include beside entries leaves their map open, and what is before it closed', () => {
  const text = 'a:\n  b: 1\n  c:\n    d: 2\n  {{- include "more" . | nindent 2 }}\ne:\n  f: 3\n';
  // Indentation means nothing to a template: what it prints may go into the map above it, too.
  expect(unknown(parse(text))).toEqual({ open: ['/', '/a', '/a/c'], templated: [] });
});

test('what one branch prints may end a map that another branch goes on with', () => {
  const text =
    'spec:\n  ingress:\n  {{- if .custom }}\n{{ include "rules-and-types" . }}\n  {{- else }}\n    - from: []\n  {{- end }}\nkind: x\n';
  expect(unknown(parse(text)).open).toEqual(['/', '/spec', '/spec/ingress']);
});

test('brackets close what is in them', () => {
  const before = 'a: {b: [1]}\n{{ include "more" . }}\nc: []\n{{ include "more" . }}\n';
  expect(unknown(parse(before)).open).toEqual(['/']);
  const within = 'a: {b: [1],\n  {{ include "more" . }}\n  c: [\n  {{ include "items" . }}\n  ]}\n';
  expect(unknown(parse(within)).open).toEqual(['/', '/a', '/a/c']);
});

test('conditions between items leave the list open', () => {
  const text = 'ports:\n  - port: 80\n  {{- if .tls }}\n  - port: 443\n  {{- end }}\nother:\n  - 1\n';
  expect(unknown(parse(text))).toEqual({ open: ['/', '/ports', '/ports/0'], templated: [] });
});

test('a range over items leaves the list open and the items unknown', () => {
  const text = 'ports:\n  {{- range .ports }}\n  - port: {{ .port }}\n  {{- end }}\n';
  expect(unknown(parse(text))).toEqual({ open: ['/', '/ports'], templated: ['/ports/0/port'] });
});

test('a condition around the whole document leaves the document open, and the rest as it is', () => {
  expect(unknown(parse('{{- if .x }}\na:\n  b: 1\nc:\n  d: 2\n{{- end }}\n')).open).toEqual(['/']);
});

test('what prints nothing leaves nothing open', () => {
  const text = 'a:\n  b: 1\n{{/* why\n   it is so */}}\n  {{- /* why */ -}}\n{{- end }} {{- end }}\nc: 2\n';
  expect(unknown(parse(text))).toEqual({ open: [], templated: [] });
});

describe('every part keeps its place', () => {
  const text = [
    '{{- if .Values.enabled }}',
    'apiVersion: v1',
    'kind: Service',
    'metadata:',
    '  name: {{ include "shop.fullname" . }}-web',
    '  labels:',
    '    {{- include "shop.labels" . | nindent 4 }}',
    '    tier: "{{ .Values.tier }}"',
    '    "quoted": plain',
    'spec:',
    '  type: {{ .Values.type | default "ClusterIP" }} # why',
    '  ports:',
    '    {{- range .Values.ports }}',
    '    - port: {{ .port }}',
    '      name: {{ .name | quote }}',
    '    {{- end }}',
    '    - port: 80 # after',
    '  selector: {app: {{ .Chart.Name }}, tier: web}',
    '{{- end }}',
    '',
  ].join('\n');

  test.each([
    ['/apiVersion', 'v1'],
    ['/metadata/name', '{{ include "shop.fullname" . }}-web'],
    ['/metadata/labels/tier', '"{{ .Values.tier }}"'],
    ['/metadata/labels/quoted', 'plain'],
    ['/spec/type', '{{ .Values.type | default "ClusterIP" }}'],
    ['/spec/ports/0/port', '{{ .port }}'],
    ['/spec/ports/0/name', '{{ .name | quote }}'],
    ['/spec/ports/1/port', '80'],
    ['/spec/selector', '{app: {{ .Chart.Name }}, tier: web}'],
    ['/spec/selector/app', '{{ .Chart.Name }}'],
    ['/spec/selector/tier', 'web'],
  ])('%s is `%s`', (path, expected) => {
    const node = nodeAt(parse(text).root, path);
    expect(text.slice(node?.span.start, node?.span.end)).toBe(expected);
  });
});

test('a block scalar full of templates is one unknown value', () => {
  const text = 'data:\n  conf: |\n    {{ if .a }}\n    listen {{ .port }}\n    {{ end }}\n  other: 1\n';
  expect(unknown(parse(text)).templated).toEqual(['/data/conf']);
});

test('an action that nobody has closed yet breaks its document', () => {
  expect(parseChunk('a: 1\nb: {{ .Val\nc: 2\n', undefined).problems.map(({ type }) => type)).toEqual([
    'invalid-yaml',
  ]);
});
