import { openWorkbench } from './workbench.mjs';

suite('the topology view, in the workbench', () => {
  /** @type {import('./workbench.mjs').Workbench} */
  let workbench;
  const view = () => workbench.page.frameLocator('iframe.webview.ready').frameLocator('#active-frame');
  const shown = (id) => view().locator(`[data-id="${id}"]`);
  const [gateway, frontend] = ['Deployment/shop/gateway', 'Deployment/shop/frontend'];
  const line = (text) => workbench.page.locator('.view-line', { hasText: text });

  suiteSetup(async () => {
    workbench = await openWorkbench({ manifest: 'network-policy.yaml', trusted: true });
  });
  teardown(async function () {
    if (this.currentTest.state === 'failed') await workbench.shoot('failure');
  });
  suiteTeardown(() => workbench?.close());

  test('is offered while the editor shows a manifest that it draws', async () => {
    const { page } = workbench;
    const offers = [
      page.locator('.editor-actions [aria-label^="Show Topology"]'),
      page.locator('.statusbar-item', { hasText: 'Topology' }),
    ];
    for (const offer of offers) await offer.waitFor();
    await line('kind: NetworkPolicy').click();
    await page.keyboard.press('Control+A');
    await page.keyboard.insertText('name: not a manifest');
    for (const offer of offers) await offer.waitFor({ state: 'hidden' });
    await workbench.press('Control+Z', line('kind: NetworkPolicy'));
    for (const offer of offers) await offer.waitFor();
  });

  test('opens from the title of the editor and shows the map', async () => {
    await workbench.page.locator('.editor-actions [aria-label^="Show Topology"]').click();
    await shown(frontend).waitFor();
    await shown(`${gateway} → ${frontend} traffic`).waitFor();
    await workbench.shoot('topology');
  });

  test('a line is explained, and the reason leads to its rule', async () => {
    await shown(`${gateway} → ${frontend} traffic`).focus();
    await workbench.page.keyboard.press('Space');
    const reason = view().locator('button.place', { hasText: 'network-policy.yaml:' }).first();
    await reason.waitFor();
    await workbench.shoot('topology-explained');
    await reason.click();
    await workbench.page
      .locator('.cursor-line-number, .line-numbers.active-line-number', { hasText: /^(13|14|15|16)$/ })
      .first()
      .waitFor();
  });

  test('a label that changes in the editor changes the line', async () => {
    await line('app: gateway').locator('span', { hasText: 'gateway' }).last().click();
    await workbench.page.keyboard.press('End');
    await workbench.page.keyboard.type('s');
    await shown(`${gateway} → ${frontend} traffic`).waitFor({ state: 'detached' });
    await workbench.shoot('topology-changed');
    await workbench.page.keyboard.press('Control+Z');
    await shown(`${gateway} → ${frontend} traffic`).waitFor();
  });

  test('a reload of the window brings it back as it was', async () => {
    const crumb = view().locator('.breadcrumb', { hasText: 'Deployment frontend' });
    await shown(frontend).focus();
    await workbench.page.keyboard.press('f');
    await crumb.waitFor();
    await workbench.reload();
    await crumb.waitFor();
    await shown(frontend).waitFor();
    await workbench.shoot('topology-reloaded');
  });
});
