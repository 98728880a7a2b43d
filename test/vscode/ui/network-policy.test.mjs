import assert from 'node:assert/strict';
import { appears, openWorkbench } from './workbench.mjs';

suite('a policy that allows the wrong port, in the workbench', () => {
  /** @type {import('./workbench.mjs').Workbench} */
  let workbench;
  const line = (text) => workbench.page.locator('.view-line', { hasText: text });
  const hover = (text) => workbench.page.locator('.monaco-hover:visible', { hasText: text });
  /**
   * Points at a place that no hover of before covers any more, until its hover says that. One that opens while findings
   * are being replaced by newer ones has none of them, as long as it is open.
   */
  const pointAt = async (place, said) => {
    for (let attempt = 0; attempt < 5; attempt++) {
      await workbench.page.mouse.move(0, 0);
      await hover(/./).waitFor({ state: 'hidden' });
      await place.hover();
      if (await appears(hover(said))) return;
    }
    throw new Error(`no hover says ${said}`);
  };
  const squiggle = () => workbench.page.locator('.squiggly-error');

  suiteSetup(async () => {
    workbench = await openWorkbench({ manifest: 'network-policy.yaml', trusted: true });
  });
  teardown(async function () {
    if (this.currentTest.state === 'failed') await workbench.shoot('failure');
  });
  suiteTeardown(() => workbench?.close());

  test('the port has a squiggle', async () => {
    await squiggle().first().waitFor();
    await workbench.shoot('squiggle');
    assert.equal(await squiggle().count(), 1);
  });

  test('hovering the port tells which rule is broken', async () => {
    await pointAt(line('port: 8080').locator('span', { hasText: '8080' }).last(), 'policy-uses-service-port');
    await workbench.shoot('finding');
  });

  test('hovering the selector tells which workload it selects', async () => {
    const selector = line('podSelector').first().locator('span', { hasText: 'podSelector' }).last();
    await pointAt(selector, /Selects.*Deployment shop\/frontend/);
    await workbench.shoot('hover');
  });

  test('the language status counts the error', async () => {
    await pointAt(workbench.page.locator('#status\\.languageStatus'), '1 error');
    await workbench.shoot('status');
  });

  test('the first quick fix puts the port of the pods there', async () => {
    await line('port: 8080').locator('span', { hasText: '8080' }).last().click();
    const fix = workbench.page.locator('.action-widget .monaco-list-row.focused', { hasText: /\b80\b/ });
    await workbench.press('Control+.', fix);
    await workbench.shoot('quick-fix');
    await workbench.page.keyboard.press('Enter');
    await squiggle().waitFor({ state: 'detached' });
    assert.equal(await line(/port:\s80$/).count(), 1);
    await workbench.shoot('fixed');
  });

  test('saving writes the fix, and nothing else, to disk', async () => {
    const before = await workbench.readManifest();
    await workbench.press('Control+S', workbench.page.locator('.tab.active:not(.dirty)'));
    await workbench.shoot('saved');
    assert.equal(await workbench.readManifest(), before.replace('port: 8080', 'port: 80'));
  });
});
