import axe from 'axe-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { shopAnswers } from './fixture-topology.ts';
import { CHROMIUM, type Harness, startHarness, type ViewPage } from './harness.ts';
import type { ThemeName } from './themes.ts';

const THEME_NAMES: readonly ThemeName[] = ['dark', 'light', 'hc-dark', 'hc-light'];

describe.skipIf(CHROMIUM === undefined)('the topology view is accessible', () => {
  let harness: Harness;
  beforeAll(async () => {
    harness = await startHarness();
  }, 60_000);
  afterAll(() => harness?.close());

  const faults = async (view: ViewPage): Promise<readonly string[]> => {
    await view.settle();
    return await view.page.evaluate(`axe.run({ preload: false }).then(({ violations }) =>
      violations.map(({ id, nodes }) => id + ': ' + nodes.map(({ html }) => html.slice(0, 160)).join(' | ')))`);
  };

  test.each(THEME_NAMES)('in %s', async (theme) => {
    const view = await harness.open({ answers: shopAnswers(), theme });
    const { page } = view;
    // Through the debugger, which the content security policy does not keep out.
    await page.evaluate(axe.source);
    expect(await faults(view)).toEqual([]);
    await page.locator('[data-id="ns:shop"]').click();
    await page.locator('[data-id="Deployment/shop/api"]').waitFor();
    expect(await faults(view)).toEqual([]);
    await page.locator('[data-id="Deployment/shop/api"]').focus();
    await page.keyboard.press('f');
    await view.settle();
    await page.locator('.edge').first().focus();
    await page.keyboard.press('Space');
    await page.locator('.explain .verdict').first().waitFor();
    expect(await faults(view)).toEqual([]);
    await page.getByRole('button', { name: 'Legend' }).click();
    await page.getByRole('tab', { name: 'Matrix' }).click();
    await page.locator('.matrix').waitFor();
    expect(await faults(view)).toEqual([]);
    await page.keyboard.press('?');
    expect(await faults(view)).toEqual([]);
    expect(view.complaints).toEqual([]);
  });
});
