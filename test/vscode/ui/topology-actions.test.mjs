import assert from 'node:assert/strict';
import { openWorkbench } from './workbench.mjs';

suite('what can be done in the topology view, in the workbench', () => {
  /** @type {import('./workbench.mjs').Workbench} */
  let workbench;
  const view = () => workbench.page.frameLocator('iframe.webview.ready').frameLocator('#active-frame');
  const shown = (id) => view().locator(`[data-id="${id}"]`);
  const [gateway, frontend] = ['Deployment/shop/gateway', 'Deployment/shop/frontend'];
  const traffic = `${gateway} → ${frontend} traffic`;
  const line = (text) => workbench.page.locator('.view-line', { hasText: text });
  const crumb = (text) => view().locator('.breadcrumb', { hasText: text });
  const toast = (text) => workbench.page.locator('.notification-toast', { hasText: text });
  const tab = (text) => workbench.page.locator('.tab.active', { hasText: text });
  const button = (name) => view().getByRole('button', { name });

  suiteSetup(async () => {
    workbench = await openWorkbench({ manifest: 'network-policy.yaml', trusted: true });
  });
  teardown(async function () {
    if (this.currentTest.state === 'failed') await workbench.shoot('failure');
  });
  suiteTeardown(() => workbench?.close());

  test('a lens above a resource puts it in the middle, also where the view is not open yet', async () => {
    await workbench.page.locator('.codelens-decoration a', { hasText: 'Show in topology' }).click();
    await crumb('NetworkPolicy frontend').waitFor();
    await shown('NetworkPolicy/shop/frontend').waitFor();
    await workbench.shoot('topology-lens');
    // The keyboard stays in the editor until somebody takes it along.
    await view().locator('.picture [tabindex="0"]').focus();
    await workbench.page.keyboard.press('Escape');
    await shown(traffic).waitFor();
  });

  test('copies a command that tries the traffic', async () => {
    await shown(traffic).focus();
    await workbench.page.keyboard.press('Space');
    await view().locator('vscode-button', { hasText: 'Copy test command' }).click();
    await workbench.page.locator('.statusbar-item', { hasText: 'Copied' }).waitFor();
    assert.match(await workbench.page.evaluate('navigator.clipboard.readText()'), /^kubectl /);
  });

  test('Allow this writes the rule, beside the view', async () => {
    await view().locator('vscode-button', { hasText: 'Allow this' }).click();
    await workbench.page.locator('.tab.dirty', { hasText: 'network-policy.yaml' }).waitFor();
    await line(/port:\s80$/)
      .first()
      .waitFor();
    await tab('Kubereach Topology').waitFor();
    await view()
      .locator('.explain .verdict', { hasText: /allowed/i })
      .first()
      .waitFor();
    await workbench.shoot('topology-allowed');
    await workbench.page.keyboard.press('Control+Z');
    await workbench.page.locator('.tab:not(.dirty)', { hasText: 'network-policy.yaml' }).waitFor();
  });

  test('is right again after the server has been restarted', async () => {
    await workbench.runCommand('Kubereach: Restart Language Server');
    await shown(traffic).waitFor();
    await line('app: gateway').locator('span', { hasText: 'gateway' }).last().click();
    await workbench.page.keyboard.press('End');
    await workbench.page.keyboard.type('s');
    await shown(traffic).waitFor({ state: 'detached' });
    await workbench.page.keyboard.press('Control+Z');
    await shown(traffic).waitFor();
  });

  test('saves an export', async () => {
    await button('Export').click();
    await view().getByRole('menuitem', { name: 'Mermaid' }).click();
    await workbench.page.locator('.quick-input-widget').getByRole('button', { name: 'OK' }).click();
    await toast('Saved topology.mmd.').waitFor();
    assert.match(await workbench.readFile('topology.mmd'), /^flowchart LR/);
  });

  test('marks what the cursor comes to, once it follows', async () => {
    const { page } = workbench;
    const isMarked = (id) => view().locator(`[data-id="${id}"].is-selected`);
    await view().locator('vscode-checkbox', { hasText: 'Follow cursor' }).click();
    await page.locator('.explorer-folders-view .monaco-list-row', { hasText: 'frontend.yaml' }).click();
    // The view was worked in last, and the file opens beside it all the same.
    await tab('frontend.yaml').waitFor();
    await tab('Kubereach Topology').waitFor();
    await line('kind: Deployment').click();
    await isMarked(frontend).waitFor();
    await workbench.shoot('topology-followed');
  });
});
