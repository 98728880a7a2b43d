import assert from 'node:assert/strict';
import { openWorkbench } from './workbench.mjs';

suite('a folder that is not trusted, in the workbench', () => {
  /** @type {import('./workbench.mjs').Workbench} */
  let workbench;
  suiteSetup(async () => {
    workbench = await openWorkbench({
      manifest: 'network-policy.yaml',
      trusted: false,
      edit: ['app: gateway', 'app: other'],
    });
  });
  teardown(async function () {
    if (this.currentTest.state === 'failed') await workbench.shoot('failure');
  });
  suiteTeardown(() => workbench?.close());

  test('is checked in Restricted Mode', async () => {
    const { page } = workbench;
    await page.locator('.statusbar-item', { hasText: 'Restricted Mode' }).waitFor();
    await page.locator('.squiggly-error').first().waitFor();
    await workbench.shoot('restricted-mode');
  });

  test('runs git only once it is trusted', async () => {
    const { page, runCommand } = workbench;
    const lens = page.locator('.codelens-decoration', { hasText: 'closes 1 since HEAD' });
    assert.equal(await lens.count(), 0);
    await runCommand('Workspaces: Manage Workspace Trust');
    await page
      .locator('.workspace-trust-editor .monaco-button', { hasText: /^Trust/ })
      .first()
      .click();
    // The page about trust lies over the manifest.
    await page.locator('.monaco-modal-editor-block .codicon-close').first().click();
    await lens.waitFor();
    await workbench.shoot('code-lens');
  });
});
