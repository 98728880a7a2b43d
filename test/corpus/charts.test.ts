import { existsSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { composeChart } from '../../server/src/core/environments/helm/compose-chart.ts';
import { splitRendered } from '../../server/src/core/environments/helm/split-rendered.ts';
import { renderChart } from '../../server/src/io/helm.ts';
import { readChartFolder } from '../../server/src/io/read-chart-folder.ts';
import { chartOf } from '../support/chart-files.ts';
import { holdsItem, holdsKey, isPrinted, isWellPlaced, leavesOf } from '../support/describe-composed.ts';
import { KUBE_TOOLS } from '../support/kube-tools.ts';
import { ONLY_FILES } from '../support/only-files.ts';

// Charts that nobody here wrote, rendered with the real helm: what it prints is found again in the templates.

const CORPUS = path.join(import.meta.dirname, '../../../shared/corpus');
const isThere = existsSync(CORPUS) && KUBE_TOOLS !== undefined;

test.skipIf(isThere)('skipped: there are no charts in ../shared/corpus, or helm does not run here', () => {
  expect(isThere).toBe(false);
});

describe.skipIf(!isThere)('real charts', () => {
  test.each([
    { name: 'online-boutique/helm-chart', values: [] },
    { name: 'podinfo/charts/podinfo', values: [] },
    { name: 'podinfo/charts/podinfo', values: ['values-prod.yaml'] },
  ])('$name with the values $values', async ({ name, values }) => {
    const folder = path.join(CORPUS, name);
    const rendering = await renderChart({
      helm: KUBE_TOOLS?.helm ?? '',
      chartFolder: folder,
      ...ONLY_FILES,
      valuesFiles: values.map((file) => path.join(folder, file)),
      release: 'rel',
      namespace: 'shop',
      unsaved: new Map(),
    });
    if (rendering.type === 'failed') throw new Error(rendering.error.message);
    const files = [...(readChartFolder(folder) ?? [])];
    const chart = chartOf(
      'file:///chart',
      files.map(([file, text]) => ({ uri: `file:///chart/${file}`, text })),
    );
    const { resources, unplaced } = composeChart(rendering.text, chart);
    const sources = splitRendered(rendering.text).map(({ source }) => source);
    expect(unplaced).toEqual([]);
    expect(resources.length).toBe(sources.length);

    const byResource = resources.map(({ root }) => leavesOf(root, chart));
    byResource.forEach((leaves, i) => {
      const file = sources[i]?.replace(/^[^/]+\//, '');
      expect([...new Set(leaves.map((leaf) => leaf.file))]).toEqual([file]);
    });
    const all = byResource.flat();
    const wrong = all.filter((leaf) => !isWellPlaced(leaf));
    console.log(`${name} with [${values}]: ${resources.length} resources, ${all.length} values:`, {
      atTheirKey: all.filter(holdsKey).length,
      atTheirItem: all.filter((leaf) => !holdsKey(leaf) && holdsItem(leaf)).length,
      atWhatPrintsThem: all.filter((leaf) => !holdsKey(leaf) && isPrinted(leaf)).length,
      elsewhere: wrong.length,
    });
    expect(wrong).toEqual([]);
    // What networking is about is written in templates key by key, but for labels that helpers print.
    const ours = all.filter(({ path: at }) =>
      /\/(?:ports\/.*|metadata\/name|(?:labels|selector|matchLabels)\/[^/]*)$/.test(at),
    );
    expect(ours.filter((leaf) => !holdsKey(leaf) && !/\{\{-? include /.test(leaf.lineText))).toEqual([]);
  });
});
