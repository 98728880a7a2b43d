import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { composeChart } from '../../../../server/src/core/environments/helm/compose-chart.ts';
import { originsOf } from '../../../../server/src/core/environments/origins-of.ts';
import { originAt } from '../../../../server/src/core/workspace/derived-document.ts';
import { getEntry } from '../../../../server/src/core/yaml/yaml-node.ts';
import { renderChart } from '../../../../server/src/io/helm.ts';
import { readChartFolder } from '../../../../server/src/io/read-chart-folder.ts';
import { chartOf } from '../../../support/chart-files.ts';
import { isWellPlaced, leavesOf } from '../../../support/describe-composed.ts';
import { parseFixture } from '../../../support/fixture.ts';
import { expectGolden } from '../../../support/golden.ts';
import { KUBE_TOOLS } from '../../../support/kube-tools.ts';
import { ONLY_FILES } from '../../../support/only-files.ts';
import { SHOP_CHART } from '../../../support/shop-chart.ts';
import { makeTemporaryFolder } from '../../../support/temporary-folder.ts';

const golden = (name: string): URL => new URL(`golden/${name}`, import.meta.url);

describe('a chart with what charts are made of', () => {
  const chart = chartOf('file:///shop', parseFixture(SHOP_CHART).files);
  const rendered = readFileSync(golden('shop.rendered.yaml'), 'utf8');

  test('is at its places in the templates, value by value', () => {
    const { resources, unplaced } = composeChart(rendered, chart);
    const lines = resources.flatMap(({ root, asWritten }) => [
      `${textAt(root, 'kind')}${asWritten ? ', as written' : ''}`,
      ...leavesOf(root, chart).map(
        ({ path, value, altered, file, line, lineText }) =>
          `  ${path} ${altered ? '~' : '='} ${value}\n      ${file}:${line}: ${lineText}`,
      ),
    ]);
    expect(unplaced).toEqual([]);
    expectGolden(golden('shop.places.txt'), `${lines.join('\n')}\n`);
  });
});

/** The places of what a template `a.yaml` has printed, as `/path value line`. */
function placesIn(
  template: string,
  rendered: string,
  more: readonly { uri: string; text: string }[] = [],
): string[] {
  const files = [
    { uri: 'file:///c/Chart.yaml', text: 'name: c\n' },
    { uri: 'file:///c/templates/a.yaml', text: template },
  ];
  const chart = chartOf('file:///c', [
    ...files.filter(({ uri }) => more.every((one) => one.uri !== uri)),
    ...more,
  ]);
  return composeChart(rendered, chart).resources.flatMap(({ root }) =>
    leavesOf(root, chart).map(({ path, value, file, line }) => `${path} ${value} ${file}:${line}`),
  );
}

const FROM = '---\n# Source: c/templates/a.yaml\n';

describe('what was printed', () => {
  test('by nothing but an action is at that action', () => {
    expect(placesIn('# all of it\n{{- include "c.all" . }}\n', `${FROM}kind: Pod\nspec:\n  a: 1\n`)).toEqual([
      '/kind "Pod" templates/a.yaml:2',
      '/spec/a "1" templates/a.yaml:2',
    ]);
  });

  test('by one of several lines of actions is at the one whose template has its kind', () => {
    const helpers = `{{ define "c.pod" }}\nkind: Pod\n{{ end }}\n{{ define "c.service" }}\nkind: Service\n{{ end }}\n`;
    // Helm prints Services first.
    const printed = `${FROM}kind: Service\n${FROM}kind: Pod\n`;
    expect(
      placesIn('{{ include "c.pod" . }}\n---\n{{ include "c.service" . }}\n', printed, [
        { uri: 'file:///c/templates/_c.tpl', text: helpers },
      ]),
    ).toEqual(['/kind "Service" templates/a.yaml:3', '/kind "Pod" templates/a.yaml:1']);
  });

  test('by an action behind a key is at that value', () => {
    expect(
      placesIn('kind: Pod\nspec: {{ toYaml .Values.a | nindent 2 }}\n', `${FROM}kind: Pod\nspec:\n  a: 1\n`),
    ).toEqual(['/kind "Pod" templates/a.yaml:1', '/spec/a "1" templates/a.yaml:2']);
  });

  test('under a key that is templated is at that key', () => {
    const template =
      'kind: ConfigMap\ndata:\n  {{- range $k, $v := .Values.all }}\n  {{ $k }}: {{ $v | quote }}\n  {{- end }}\n  last: x\n';
    expect(placesIn(template, `${FROM}kind: ConfigMap\ndata:\n  a: "1"\n  b: "2"\n  last: x\n`)).toEqual([
      '/kind "ConfigMap" templates/a.yaml:1',
      '/data/a "1" templates/a.yaml:4',
      '/data/b "2" templates/a.yaml:4',
      '/data/last "x" templates/a.yaml:6',
    ]);
  });

  test('from documents that only differ inside is at the right one, though helm sorts by kind', () => {
    const service = (port: string): string =>
      `kind: Service\nmetadata:\n  name: {{ .Release.Name }}-${port}\nport: ${port}\n`;
    const template = `kind: Deployment\n---\n${service('80')}---\n${service('443')}`;
    const rendered = `${FROM}kind: Service\nmetadata:\n  name: rel-443\nport: 443\n${FROM}kind: Deployment\n`;
    expect(placesIn(template, rendered)).toEqual([
      '/kind "Service" templates/a.yaml:8',
      '/metadata/name "rel-443" templates/a.yaml:10',
      '/port "443" templates/a.yaml:11',
      '/kind "Deployment" templates/a.yaml:1',
    ]);
  });

  test('by one branch of a condition is in that branch', () => {
    const template =
      'kind: Pod\n{{- if .Values.a }}\nport: 80\n{{- else }}\nport: 443\n{{- end }}\n{{- if .Values.b }}\nspec:\n  a: {{ .Values.a }}\n{{- else }}\nspec:\n  b: 1\n{{- end }}\n';
    expect(placesIn(template, `${FROM}kind: Pod\nport: 80\nspec:\n  a: 7\n`)).toEqual([
      '/kind "Pod" templates/a.yaml:1',
      '/port "80" templates/a.yaml:3',
      '/spec/a "7" templates/a.yaml:9',
    ]);
  });

  test('by a sub-chart that is archived is at its name in Chart.yaml', () => {
    const text = 'name: c\ndependencies:\n  - name: redis\n  - name: cache\n    alias: sessions\n';
    const rendered = '---\n# Source: c/charts/sessions/templates/x.yaml\nkind: Service\n';
    expect(placesIn('', rendered, [{ uri: 'file:///c/Chart.yaml', text }])).toEqual([
      '/kind "Service" Chart.yaml:4',
    ]);
  });

  test('by a template that is broken is somewhere in it', () => {
    expect(placesIn('kind: Pod\n\tx: [\n', `${FROM}kind: Pod\nx: 1\n`)).toEqual([
      '/kind "Pod" templates/a.yaml:1',
      expect.stringContaining('/x "1" templates/a.yaml:'),
    ]);
  });
});

test('what names no template, or is empty, is no resource of the chart', () => {
  const chart = chartOf('file:///c', []);
  expect(composeChart('', chart)).toEqual({ resources: [], unplaced: [] });
  expect(composeChart(`kind: Pod\n${FROM}\n---\n# Source: c/templates/b.yaml\nkind: Pod\n`, chart)).toEqual({
    resources: [],
    unplaced: ['c/templates/b.yaml'],
  });
});

describe('whatever is printed, and by whatever', () => {
  const files = parseFixture(SHOP_CHART).files;
  const rendered = readFileSync(golden('shop.rendered.yaml'), 'utf8');

  test('every resource has a place, though texts are cut and mixed up', () => {
    const cuts = fc.array(fc.tuple(fc.nat(6000), fc.nat(40)), { maxLength: 6 });
    const cut = (text: string, all: readonly (readonly [number, number])[]): string =>
      all.reduce((left, [start, length]) => left.slice(0, start) + left.slice(start + length), text);
    fc.assert(
      fc.property(cuts, cuts, (ofTemplates, ofRendered) => {
        const chart = chartOf(
          'file:///shop',
          files.map(({ uri, text }) => ({
            uri,
            text: uri.endsWith('Chart.yaml') ? text : cut(text, ofTemplates),
          })),
        );
        const { resources } = composeChart(cut(rendered, ofRendered), chart);
        for (const leaf of resources.flatMap(({ root }) => leavesOf(root, chart)))
          expect(leaf.line).toBeGreaterThan(0);
      }),
      { numRuns: 200 },
    );
  });

  test('long lists, and lists of lists, are not compared without end', () => {
    const nested = (depth: number): string =>
      depth === 0 ? 'x' : `[${Array.from({ length: 12 }, () => nested(depth - 1)).join(', ')}]`;
    const long = Array.from({ length: 3000 }, (_, i) => `  - ${i}\n`).join('');
    const template = `kind: Pod\nlong:\n${long}  {{- toYaml .Values.more | nindent 2 }}\nnested: ${nested(4)}\n`;
    const printed = `${FROM}kind: Pod\nlong:\n${long}  - more\nnested: ${nested(4)}\n`;
    const files = [{ uri: 'file:///c/templates/a.yaml', text: template }];
    const [resource] = composeChart(printed, chartOf('file:///c', files)).resources;
    if (!resource) throw new Error('nothing was composed');
    const origins = originsOf(resource.root);
    expect(originAt(origins, '/long/7')).toEqual({ document: 1, path: '/long/7' });
    expect(originAt(origins, '/nested/1/2/3/4')).toEqual({ document: 1, path: '/nested/1/2/3/4' });
  });
});

describe.skipIf(!KUBE_TOOLS)('the real helm', () => {
  test('makes a chart of which every value is found', async () => {
    const folder = makeTemporaryFolder(EVERYTHING);
    const env = { HELM_CACHE_HOME: folder.path, HELM_CONFIG_HOME: folder.path, HELM_DATA_HOME: folder.path };
    execFileSync(KUBE_TOOLS?.helm ?? '', ['create', 'made'], { cwd: folder.path, env });
    const rendering = await renderChart({
      helm: KUBE_TOOLS?.helm ?? '',
      chartFolder: folder.at('made'),
      ...ONLY_FILES,
      valuesFiles: [folder.at('values.yaml')],
      release: 'rel',
      namespace: undefined,
      unsaved: new Map(),
    });
    if (rendering.type === 'failed') throw new Error(rendering.error.message);
    const files = [...(readChartFolder(folder.at('made')) ?? [])];
    const chart = chartOf(
      'file:///made',
      files.map(([file, text]) => ({ uri: `file:///made/${file}`, text })),
    );
    const { resources } = composeChart(rendering.text, chart);
    const leaves = resources.flatMap(({ root }) => leavesOf(root, chart));
    expect(resources.length).toBeGreaterThanOrEqual(5);
    expect(leaves.length).toBeGreaterThan(80);
    expect(leaves.filter((leaf) => !isWellPlaced(leaf))).toEqual([]);
  });

  test('prints what is kept here', async () => {
    const folder = makeTemporaryFolder(SHOP_CHART);
    const rendering = await renderChart({
      helm: KUBE_TOOLS?.helm ?? '',
      chartFolder: folder.at('shop'),
      ...ONLY_FILES,
      valuesFiles: [folder.at('shop/values-prod.yaml')],
      release: 'rel',
      namespace: 'shop',
      unsaved: new Map(),
    });
    expect(rendering).toMatchObject({ type: 'rendered' });
    if (rendering.type === 'rendered') expectGolden(golden('shop.rendered.yaml'), rendering.text);
  });
});

test.skipIf(KUBE_TOOLS)('skipped: the helm that tests come with does not run on this system', () => {
  expect(KUBE_TOOLS).toBeUndefined();
});

/** Values with which a new chart renders all that it can. */
const EVERYTHING = `#-- values.yaml
autoscaling: { enabled: true }
ingress:
  enabled: true
  annotations: { a: b }
  tls: [{ secretName: tls, hosts: [shop.example] }]
httpRoute: { enabled: true }
podAnnotations: { a: b }
podLabels: { tier: front }
volumes: [{ name: data, emptyDir: {} }]
volumeMounts: [{ name: data, mountPath: /data }]
nodeSelector: { disk: fast }
resources: { limits: { cpu: 1 } }
`;

function textAt(node: Parameters<typeof getEntry>[0], key: string): string {
  const value = getEntry(node, key)?.value;
  return value?.type === 'scalar' ? value.text : '';
}
