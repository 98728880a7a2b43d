import { openWorkbench } from './workbench.mjs';

suite('another language, in the workbench', () => {
  /** @type {import('./workbench.mjs').Workbench} */
  let workbench;
  suiteSetup(async () => {
    const translate = (text) => `⟦${text}⟧`;
    workbench = await openWorkbench({ manifest: 'network-policy.yaml', trusted: true, translate });
  });
  teardown(async function () {
    if (this.currentTest.state === 'failed') await workbench.shoot('failure');
  });
  suiteTeardown(() => workbench?.close());

  test('is that of the extension and of the view', async () => {
    const { page } = workbench;
    await page.locator('.statusbar-item', { hasText: '⟦Topology⟧' }).click();
    const view = page.frameLocator('iframe.webview.ready').frameLocator('#active-frame');
    await view.getByRole('button', { name: '⟦Legend⟧' }).waitFor();
    await workbench.shoot('language');
  });
});
