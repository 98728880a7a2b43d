import { expect, test } from 'vitest';
import { valueOfTemplate } from '../../../../server/src/core/features/definition/value-of-template.ts';
import { createLineIndex } from '../../../../server/src/core/text/line-index.ts';
import { SHOP_CHART } from '../../../support/shop-chart.ts';
import { openWorkspace } from '../../../support/workspace.ts';

/** The places of the value that stands in a template of the fixture: each by its file, its line and what stands there. */
function placesOf(
  template: string,
  value: string,
  valuesFiles: readonly string[] = [],
  chart = SHOP_CHART,
): string[] | undefined {
  const { host } = openWorkspace(chart);
  const snapshot = host.snapshot();
  const textOf = (uri: string): string => snapshot.manifests.get(uri)?.text ?? '';
  const uri = `file:///shop/${template}`;
  const offset = textOf(uri).indexOf(value) + value.length;
  const context = { snapshot, locator: host.locator, valuesFilesOf: () => valuesFiles };
  return valueOfTemplate(context, uri, offset)?.places.map((place) => {
    const text = textOf(place.uri);
    const { line } = createLineIndex(text).positionAt(place.span.start);
    const file = place.uri.slice('file:///shop/'.length);
    return `${file}:${line + 1} ${text.slice(place.span.start, place.span.end)}`;
  });
}

test('a value is where it is set', () => {
  expect(placesOf('templates/web.yaml', '.Values.containerPort')).toEqual(['values.yaml:6 containerPort']);
  expect(placesOf('templates/web.yaml', '.Values.database.name')).toEqual(['values.yaml:10 name']);
});

test('what a loop goes through is shown by its first', () => {
  expect(placesOf('templates/workers.yaml', '.name')).toEqual(['values.yaml:13 name']);
});

test('files that are laid over have a say', () => {
  expect(placesOf('templates/web.yaml', '.Values.replicas', ['file:///shop/values-prod.yaml'])).toEqual([
    'values.yaml:1 replicas',
    'values-prod.yaml:1 replicas',
  ]);
});

test('a chart sets the values of its sub-charts under their names, and what is global', () => {
  const template = 'charts/cache-0/templates/cache.yaml';
  expect(placesOf(template, '.Values.port')).toEqual([
    'charts/cache-0/values.yaml:1 port',
    'values.yaml:23 port',
  ]);
  expect(placesOf(template, '.Values.global.team')).toEqual(['values.yaml:25 team']);
});

test('what nobody sets is next to where it would be', () => {
  const chart = SHOP_CHART.replace('  targetPort: http\n', '');
  expect(placesOf('templates/web.yaml', '.Values.service.targetPort', [], chart)).toEqual([
    'values.yaml:3 service',
  ]);
});

test('outside of a chart, and in what is no template, there are no values', () => {
  expect(placesOf('values.yaml', 'replicas')).toBeUndefined();
});
