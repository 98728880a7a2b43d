import { symlinkSync } from 'node:fs';
import { expect, test } from 'vitest';
import { uriOfPath } from '../../server/src/io/file-uri.ts';
import { findCharts } from '../../server/src/io/find-charts.ts';
import { openChart } from '../../server/src/io/open-chart.ts';
import { readChartFolder } from '../../server/src/io/read-chart-folder.ts';
import { SHOP_CHART } from '../support/shop-chart.ts';
import { makeTemporaryFolder } from '../support/temporary-folder.ts';

test('charts of a name are found, the nearest first, and not where other people’s are', () => {
  const chart = (path: string, name = 'shop'): string => `#-- ${path}/Chart.yaml\nname: ${name}\n`;
  const folder = makeTemporaryFolder(
    ['a/b/shop', 'z', '.git/x', 'node_modules/x'].map((path) => chart(path)).join('') + chart('a', 'other'),
  );
  symlinkSync(folder.path, folder.at('a/circle'), 'dir');
  expect(findCharts([folder.path], 'shop')).toEqual([folder.at('z'), folder.at('a/b/shop')]);
  expect(findCharts([folder.at('z'), folder.at('nowhere')], 'shop')).toEqual([folder.at('z')]);
  expect(findCharts([folder.path], 'nobody')).toEqual([]);
});

test('a chart is read from the disk', () => {
  const folder = makeTemporaryFolder(SHOP_CHART);
  const chart = openChart(folder.at('shop'));
  const uri = `${chart.folder}/templates/web.yaml`;
  const [first, second] = chart.documents(uri) ?? [];
  expect(chart.documents(uri)?.[0]).toBe(first);
  expect(chart.document(second?.id ?? -1)).toMatchObject({
    uri,
    text: folder.read('shop/templates/web.yaml'),
    start: first?.text.length,
  });
  expect(chart.helpers).toEqual([folder.read('shop/templates/_helpers.tpl')]);
  expect(chart.foldersIn(`${chart.folder}/charts`)).toEqual([uriOfPath(folder.at('shop/charts/cache-0'))]);
  expect(chart.foldersIn(uri)).toEqual([]);
  expect(chart.documents(`${chart.folder}/templates/nowhere.yaml`)).toBeUndefined();
});

test('all files of a chart are read, whatever they hold', () => {
  const folder = makeTemporaryFolder('#-- c/Chart.yaml\nname: c\n');
  folder.write('c/charts/a.tgz', new Uint8Array([0, 255]));
  expect(readChartFolder(folder.at('c'))).toEqual(
    new Map([
      ['Chart.yaml', 'name: c\n'],
      ['charts/a.tgz', '\0\xff'],
    ]),
  );
  symlinkSync(folder.at('c'), folder.at('c/circle'), 'dir');
  expect(readChartFolder(folder.at('c'))).toBeUndefined();
  expect(readChartFolder(folder.at('nowhere'))).toBeUndefined();
});
