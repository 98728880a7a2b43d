import assert from 'node:assert/strict';
import { openWorkbench } from './workbench.mjs';

const WEB = `apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  selector:
    app: web
  ports:
    - port: 80
      targetPort: 8080
---
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  selector:
    matchLabels: { app: web }
  template:
    metadata:
      labels: { app: web }
    spec:
      containers:
        - name: web
          image: web
          ports:
            - containerPort: 8080
`;

const PROD = `namespace: prod
resources: [../../base]
patches:
  - target: { kind: Deployment }
    patch: |-
      - op: replace
        path: /spec/template/spec/containers/0/ports/0/containerPort
        value: 9090
`;

suite('environments, in the workbench', () => {
  /** @type {import('./workbench.mjs').Workbench} */
  let workbench;
  const item = () => workbench.page.locator('.statusbar-item[id$="kubereach.environment"]');
  const hover = async (text) => {
    await workbench.page.keyboard.press('Escape');
    await workbench.page
      .locator('.view-line span', { hasText: new RegExp(`^${text}$`) })
      .first()
      .hover();
    const found = workbench.page.locator('.monaco-hover-content', { hasText: 'Deployment' }).first();
    await found.waitFor();
    return found.textContent();
  };

  suiteSetup(async () => {
    workbench = await openWorkbench({
      manifest: 'kustomize/base/web.yaml',
      trusted: true,
      files: {
        'kustomize/base/web.yaml': WEB,
        'kustomize/base/kustomization.yaml': 'resources: [web.yaml]\n',
        'kustomize/overlays/dev/kustomization.yaml': 'namespace: dev\nresources: [../../base]\n',
        'kustomize/overlays/prod/kustomization.yaml': PROD,
      },
    });
  });
  teardown(async function () {
    if (this.currentTest.state === 'failed') await workbench.shoot('failure');
  });
  suiteTeardown(() => workbench?.close());

  test('the status bar names the one that answers are given in', async () => {
    await item().filter({ hasText: 'kustomize/overlays/dev' }).waitFor();
    assert.match(await hover('Service'), /dev\/web/);
  });

  test('it switches to another one, and hover follows', async () => {
    await item().locator('a').click();
    await workbench.page.locator('.quick-input-list .monaco-list-row', { hasText: 'overlays/prod' }).click();
    await item().filter({ hasText: 'kustomize/overlays/prod' }).waitFor();
    assert.match(await hover('Service'), /prod\/web/);
    await workbench.shoot('environment');
  });

  test('a finding of one environment says in which it holds', async () => {
    await workbench.page.locator('.squiggly-warning, .squiggly-error').first().waitFor();
    await workbench.page
      .locator('.view-line span', { hasText: /^8080$/ })
      .first()
      .hover();
    const found = workbench.page.locator('.monaco-hover-content', { hasText: 'Only in' }).first();
    await found.waitFor();
    assert.match(
      await found.textContent(),
      /Only in kustomize\/overlays\/prod|Only in `kustomize\/overlays\/prod`/,
    );
  });
});
