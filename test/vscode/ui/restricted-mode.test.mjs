import { openWorkbench } from './workbench.mjs';

suite('a folder that is not trusted, in the workbench', () => {
  /** @type {import('./workbench.mjs').Workbench} */
  let workbench;
  suiteSetup(async () => {
    workbench = await openWorkbench({ manifest: 'network-policy.yaml', trusted: false });
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
});
