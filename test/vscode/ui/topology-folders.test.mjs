import { openWorkbench } from './workbench.mjs';

suite('the topology view of two folders, in the workbench', () => {
  /** @type {import('./workbench.mjs').Workbench} */
  let workbench;
  const view = () => workbench.page.frameLocator('iframe.webview.ready').frameLocator('#active-frame');
  // A narrow panel leaves the way to the chooser of environments as long as the map is shown, and says it all the same.
  const crumbs = (...names) => {
    const way = view().locator('.breadcrumb', { hasText: new RegExp(names.join('.*'), 's') });
    return { waitFor: () => way.waitFor({ state: 'attached' }) };
  };
  const frontend = () => view().locator('[data-id="Deployment/shop/frontend"]');
  const choose = async (name) => {
    await view().locator('vscode-single-select.environments').click();
    await view().locator('vscode-single-select.environments [role="option"]', { hasText: name }).click();
  };

  suiteSetup(async () => {
    workbench = await openWorkbench({ manifest: 'network-policy.yaml', trusted: true, second: 'staging' });
  });
  teardown(async function () {
    if (this.currentTest.state === 'failed') await workbench.shoot('failure');
  });
  suiteTeardown(() => workbench?.close());

  test('shows the folder of the manifest, then the one that is chosen', async () => {
    await workbench.page.locator('.editor-actions [aria-label^="Show Topology"]').click();
    await crumbs('shop').waitFor();
    await frontend().waitFor();
    await choose('staging');
    await crumbs('staging').waitFor();
    await frontend().waitFor();
  });

  test('a lens leads to the folder of its manifest, whatever is shown', async () => {
    // An editor that loses the focus while it is about to ask for lenses again shows dead ones until it has it back.
    await workbench.page.locator('.monaco-editor .view-line').first().click();
    await workbench.page.locator('.codelens-decoration a', { hasText: 'Show in topology' }).click();
    await crumbs('shop', 'NetworkPolicy frontend').waitFor();
    await workbench.shoot('topology-folders');
  });

  test('a reload brings back the folder that was shown', async () => {
    await choose('staging');
    await crumbs('staging').waitFor();
    await frontend().focus();
    await workbench.page.keyboard.press('f');
    await crumbs('staging', 'Deployment frontend').waitFor();
    await workbench.reload();
    await crumbs('staging', 'Deployment frontend').waitFor();
    await frontend().waitFor();
  });
});
