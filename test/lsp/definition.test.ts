import { expect, test } from 'vitest';
import { startLspClient } from '../support/lsp-client.ts';
import { SHOP_CHART } from '../support/shop-chart.ts';

test('leads from a template to the values, as they are now', async () => {
  const client = await startLspClient(SHOP_CHART);
  const template = 'shop/templates/web.yaml';
  const offset = client.textOf(template).getText().indexOf('service.targetPort') + 'service.'.length;
  expect(client.answer.capabilities.definitionProvider).toBe(true);
  expect(await client.definitions(template, offset)).toEqual(['shop/values.yaml:5 targetPort']);
  client.open('shop/values.yaml');
  client.replace('shop/values.yaml', 'replicas: 1\n', '');
  expect(await client.definitions(template, offset)).toEqual(['shop/values.yaml:4 targetPort']);
});

test('leads to the values that the configuration lays over those of the chart too', async () => {
  const client = await startLspClient(
    `#-- kubereach.yaml\ncharts:\n  shop: { values: [shop/values-prod.yaml] }\n${SHOP_CHART}`,
  );
  const template = 'shop/templates/ingress.yaml';
  const offset = client.textOf(template).getText().indexOf('enabled');
  expect(await client.definitions(template, offset)).toEqual([
    'shop/values.yaml:20 enabled',
    'shop/values-prod.yaml:8 enabled',
  ]);
});

test('leads there from a named template too, once it is open', async () => {
  const client = await startLspClient(SHOP_CHART);
  const template = 'shop/templates/_more.tpl';
  client.open(template, '{{ define "shop.more" }}{{ .Values.image }}{{ end }}');
  expect(await client.definitions(template, 40)).toEqual(['shop/values.yaml:2 image']);
});

test('leads nowhere from what is no value', async () => {
  const client = await startLspClient(SHOP_CHART);
  expect(await client.definitions('shop/templates/web.yaml', 0)).toEqual([]);
  expect(await client.definitions('nowhere.yaml', 0).catch(() => [])).toEqual([]);
});
