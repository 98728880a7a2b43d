import { chmodSync, existsSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { renderKey } from '../../server/src/core/environments/helm/render-key.ts';
import { renderChart } from '../../server/src/io/helm.ts';
import { readRenderInput } from '../../server/src/io/read-render-input.ts';
import { createRenderCache } from '../../server/src/io/render-cache.ts';
import type { RenderRequest } from '../../server/src/io/render-request.ts';
import { KUBE_TOOLS } from '../support/kube-tools.ts';
import { ONLY_FILES } from '../support/only-files.ts';
import { makeTemporaryFolder, type TemporaryFolder } from '../support/temporary-folder.ts';

const CHART = '#-- bad/Chart.yaml\napiVersion: v2\nname: bad\nversion: 0.1.0\n';

function request(folder: TemporaryFolder, more: Partial<RenderRequest> = {}): RenderRequest {
  const helm = KUBE_TOOLS?.helm ?? 'helm';
  const chartFolder = folder.at('bad');
  const nothing = { ...ONLY_FILES, valuesFiles: [], namespace: undefined, unsaved: new Map() };
  return { helm, chartFolder, release: 'rel', ...nothing, ...more };
}

test.skipIf(KUBE_TOOLS)('skipped: the helm that tests come with does not run on this system', () => {
  expect(KUBE_TOOLS).toBeUndefined();
});

describe.skipIf(!KUBE_TOOLS)('the real helm', () => {
  const render = (source: string, more: Partial<RenderRequest> = {}): ReturnType<typeof renderChart> =>
    renderChart(request(makeTemporaryFolder(CHART + source), more));

  test('renders with values, a release and a namespace, and leaves tests and definitions out', async () => {
    const folder = makeTemporaryFolder(`${CHART}#-- bad/values.yaml
port: 1
#-- more.yaml
port: 2
#-- bad/crds/crd.yaml
kind: CustomResourceDefinition
#-- bad/templates/tests/test.yaml
kind: Pod
metadata: { name: test, annotations: { helm.sh/hook: test } }
#-- bad/templates/a.yaml
kind: Service
metadata: { name: {{ .Release.Name }}, namespace: {{ .Release.Namespace }} }
port: {{ .Values.port }}
`);
    const rendering = await renderChart(
      request(folder, { valuesFiles: [folder.at('more.yaml')], namespace: 'shop' }),
    );
    expect(rendering).toEqual({
      type: 'rendered',
      text: '---\n# Source: bad/templates/a.yaml\nkind: Service\nmetadata: { name: rel, namespace: shop }\nport: 2\n',
    });
  });

  test.each([
    [
      'needs',
      'nothing where there must be something',
      'a: b\nc: {{ .Values.x.y.z }}',
      [2, 13],
      '<.Values.x.y.z>: nil pointer evaluating interface {}.y',
    ],
    [
      'template',
      'an action that nobody closes',
      'a: {{ .Values.x \n',
      [1, undefined],
      'unclosed action started at bad/templates/a.yaml:1',
    ],
    [
      'template',
      'a function that is none',
      'a: b\nc: {{ nope }}',
      [2, undefined],
      'function "nope" not defined',
    ],
    ['needs', 'what the chart itself demands', 'a: {{ required "say x" .Values.x }}', [1, 6], 'say x'],
    [
      'template',
      'what is no YAML when it is printed',
      'a: b\n  c: d',
      [undefined, undefined],
      'what it prints is no YAML: yaml: line 2: mapping values are not allowed in this context',
    ],
  ] as const)('of the sort %s, tells the place of %s', async (type, _, template, [line, column], message) => {
    expect(await render(`#-- bad/templates/a.yaml\n${template}`)).toEqual({
      type: 'failed',
      error: { type, message, at: { source: 'bad/templates/a.yaml', line, column } },
    });
  });

  test('tells where it happened, not from where that was included', async () => {
    const helpers = '#-- bad/templates/_h.tpl\n{{- define "x" }}\n{{ .Values.a.b }}\n{{ end }}\n';
    expect(await render(`${helpers}#-- bad/templates/a.yaml\na: {{ include "x" . }}`)).toMatchObject({
      error: { type: 'needs', at: { source: 'bad/templates/_h.tpl', line: 2 } },
    });
  });

  test('fetches nothing: sub-charts have to be there, and so has what a schema refers to', async () => {
    const missing =
      'dependencies:\n  - { name: redis, version: 1.0.0, repository: "https://charts.example" }\n';
    expect(await renderChart(request(makeTemporaryFolder(CHART + missing)))).toMatchObject({
      error: {
        type: 'dependencies',
        message: expect.stringContaining('missing in charts/ directory: redis'),
      },
    });
    const schema = '{ "properties": { "a": { "$ref": "http://schemas.example/a.json" } } }';
    expect(await render(`#-- bad/values.schema.json\n${schema}`)).toMatchObject({
      error: { type: 'needs', message: expect.stringContaining('proxyconnect') },
    });
  });

  test('renders what is not saved yet, and leaves the disk as it is', async () => {
    const folder = makeTemporaryFolder(
      `${CHART}#-- bad/templates/a.yaml\na: 1\n#-- bad/values.yaml\nb: 1\n#-- more.yaml\nc: 1\n`,
    );
    const unsaved = new Map([
      [folder.at('bad/templates/a.yaml'), 'a: 2 # é\nb: {{ .Values.b }}\nc: {{ .Values.c }}\n'],
      [folder.at('bad/templates/new/b.yaml'), 'd: 2\n'],
      [folder.at('more.yaml'), 'c: 2\n'],
    ]);
    const asked = request(folder, { valuesFiles: [folder.at('more.yaml')], unsaved });
    expect(await renderChart(asked)).toEqual({
      type: 'rendered',
      text: '---\n# Source: bad/templates/a.yaml\na: 2 # é\nb: 1\nc: 2\n---\n# Source: bad/templates/new/b.yaml\nd: 2\n',
    });
    expect(folder.read('bad/templates/a.yaml')).toBe('a: 1');
    expect(existsSync(folder.at('bad/templates/new'))).toBe(false);
    const broken = { ...asked, unsaved: new Map([[folder.at('more.yaml'), 'c: [']]) };
    expect(await renderChart(broken)).toMatchObject({
      error: { message: expect.stringContaining(`failed to parse ${folder.at('more.yaml')}`) },
    });
  });

  const PRINTED = `${CHART}#-- bad/values.yaml
own: 1
#-- bad/templates/a.yaml
values: {{ omit .Values "global" | toJson }}
`;

  test('lays texts over files, and single values over both', async () => {
    const folder = makeTemporaryFolder(`${PRINTED}#-- more, "or less".yaml\na: 1\nb: 1\nc: 1\n`);
    const valuesFiles = [folder.at('more, "or less".yaml')];
    const assignments = [
      { name: 'c', value: '3', isText: true },
      { name: 'd[0]', value: '--output-dir=x', isText: false },
    ];
    const asked = request(folder, { valuesFiles, valuesTexts: ['{ "b": 2, "c": 2 }'], assignments });
    const values = { a: 1, b: 2, c: '3', d: ['--output-dir=x'] };
    expect(await renderChart(asked)).toMatchObject({
      text: expect.stringContaining(`values: ${JSON.stringify({ ...values, own: 1 })}\n`),
    });
    expect(await renderChart({ ...asked, replacesOwn: true })).toMatchObject({
      text: expect.stringContaining(`values: ${JSON.stringify(values)}\n`),
    });
    expect(await renderChart({ ...asked, valuesTexts: ['a: ['] })).toMatchObject({
      error: { message: expect.stringContaining('failed to parse the values that it is deployed with') },
    });
    expect(folder.read('bad/values.yaml')).toBe('own: 1');
  });

  test.each([{ release: '--output-dir=made' }, { namespace: '--output-dir=made' }])(
    'takes no name for an option: %o',
    async (more) => {
      const folder = makeTemporaryFolder(PRINTED);
      await renderChart(request(folder, more));
      const { release = 'rel' } = more;
      expect(existsSync(folder.at('made'))).toBe(false);
      expect((await renderChart(request(folder, { release }))).type).toBe(
        release === 'rel' ? 'rendered' : 'failed',
      );
    },
  );

  test('does not render a library', async () => {
    const folder = makeTemporaryFolder(`${CHART}type: library\n`);
    expect(await renderChart(request(folder))).toMatchObject({ error: { type: 'library' } });
  });
});

describe('a program that is no helm', () => {
  test('is not there', async () => {
    const folder = makeTemporaryFolder(CHART);
    expect(await renderChart(request(folder, { helm: folder.at('nowhere') }))).toEqual({
      type: 'failed',
      error: { type: 'not-installed', message: `${folder.at('nowhere')} is not installed` },
    });
  });

  const script = (text: string): RenderRequest => {
    const folder = makeTemporaryFolder(`${CHART}#-- helm\n#!/bin/sh\n${text}\n`);
    chmodSync(folder.at('helm'), 0o755);
    return request(folder, { helm: folder.at('helm') });
  };

  test.skipIf(process.platform === 'win32')('is ended with all that it has started', async () => {
    const begun = script('(sleep 2; touch "$2/too-late") & wait');
    expect(await renderChart(begun, { time: 100, size: 1000 })).toMatchObject({
      error: { type: 'timed-out' },
    });
    await renderChart(script('sleep 2.5'));
    expect(existsSync(`${begun.chartFolder}/too-late`)).toBe(false);
  });

  test.skipIf(process.platform === 'win32')('prints without end', async () => {
    expect(await renderChart(script('yes'), { time: 10_000, size: 1000 })).toMatchObject({
      error: { type: 'too-large' },
    });
  });
});

test('the key of a request says all that it depends on, saved or not', () => {
  const folder = makeTemporaryFolder(`${CHART}#-- bad/templates/a.yaml\na: é\n#-- more.yaml\nc: 1\n`);
  const keyOf = (more: Partial<RenderRequest> = {}): string => {
    const input = readRenderInput(request(folder, { valuesFiles: [folder.at('more.yaml')], ...more }));
    if (!input) throw new Error('the chart cannot be read');
    return renderKey(input);
  };
  const saved = keyOf();
  expect(keyOf({ unsaved: new Map([[folder.at('bad/templates/a.yaml'), 'a: é']]) })).toBe(saved);
  expect(keyOf({ unsaved: new Map([[folder.at('other.yaml'), 'x']]) })).toBe(saved);
  const others = [
    keyOf({ unsaved: new Map([[folder.at('bad/templates/a.yaml'), 'a: 2\n']]) }),
    keyOf({ unsaved: new Map([[folder.at('bad/templates/b.yaml'), '']]) }),
    keyOf({ unsaved: new Map([[folder.at('more.yaml'), 'c: 2\n']]) }),
    keyOf({ valuesFiles: [folder.at('nowhere.yaml')] }),
    keyOf({ release: 'other' }),
    keyOf({ valuesTexts: ['c: 1'] }),
    keyOf({ assignments: [{ name: 'c', value: '1', isText: false }] }),
    keyOf({ replacesOwn: true }),
  ];
  expect(new Set([saved, ...others]).size).toBe(9);
  expect(readRenderInput(request(folder, { chartFolder: folder.at('nowhere') }))).toBeUndefined();
});

test('a chart is rendered once for each key, and again where helm was at fault', async () => {
  const asked: string[] = [];
  const renderOnce = createRenderCache(async ({ release }) => {
    asked.push(release);
    if (release === 'needy') return { type: 'failed', error: { type: 'needs', message: '', at: undefined } };
    return release === 'late'
      ? { type: 'failed', error: { type: 'timed-out', message: '' } }
      : { type: 'rendered', text: release };
  });
  const ask = (key: string, release: string): ReturnType<typeof renderOnce> =>
    renderOnce(key, {
      helm: '',
      chartFolder: '',
      ...ONLY_FILES,
      valuesFiles: [],
      release,
      namespace: undefined,
      unsaved: new Map(),
    });
  await Promise.all([ask('a', 'one'), ask('a', 'one'), ask('b', 'two')]);
  await ask('a', 'one');
  expect(asked).toEqual(['one', 'two']);
  await ask('c', 'late');
  await ask('c', 'late');
  await ask('d', 'needy');
  await ask('d', 'needy');
  expect(asked).toEqual(['one', 'two', 'late', 'late', 'needy']);
});
