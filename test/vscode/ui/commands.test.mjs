import { openWorkbench } from './workbench.mjs';

suite('commands, in the workbench', () => {
  /** @type {import('./workbench.mjs').Workbench} */
  let workbench;
  const pick = (text) =>
    workbench.page.locator('.quick-input-list .monaco-list-row', { hasText: text }).first().click();
  const toast = (text) => workbench.page.locator('.notification-toast', { hasText: text });

  suiteSetup(async () => {
    workbench = await openWorkbench({ manifest: 'gateway.yaml', trusted: true });
  });
  teardown(async function () {
    if (this.currentTest.state === 'failed') await workbench.shoot('failure');
  });
  suiteTeardown(() => workbench?.close());

  test('Check Workspace counts what is wrong and shows where', async () => {
    await workbench.runCommand('Kubereach: Check Workspace');
    await toast(/3 manifests checked: 1 error/).waitFor();
    await workbench.page.locator('.markers-panel', { hasText: 'network-policy.yaml' }).waitFor();
    await workbench.shoot('check-workspace');
  });

  test('Allow Traffic writes what a connection lacks', async () => {
    await workbench.runCommand('Kubereach: Allow Traffic');
    await pick('shop/gateway');
    await pick('shop/frontend');
    await workbench.shoot('allow-traffic');
    await pick('80');
    await workbench.page.locator('.tab.active.dirty').waitFor();
    await workbench.page
      .locator('.view-line', { hasText: /port:\s80$/ })
      .first()
      .waitFor();
    await workbench.shoot('allowed');
  });
});
