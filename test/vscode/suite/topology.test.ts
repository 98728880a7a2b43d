import assert from 'node:assert/strict';
import { commands, TabInputWebview, window } from 'vscode';
import { openManifest, restoreManifests } from './support/manifests.ts';

suite('the topology view', () => {
  teardown(async () => {
    await window.tabGroups.close(views());
    await restoreManifests();
  });

  test('opens beside the editor, and once only', async () => {
    await openManifest('network-policy.yaml');
    await commands.executeCommand('kubereach.showTopology');
    await until(() => views().length === 1);
    await commands.executeCommand('kubereach.showInTopology');
    assert.equal(views().length, 1);
    assert.notEqual(views()[0]?.group.viewColumn, window.activeTextEditor?.viewColumn);
    assert.equal(window.activeTextEditor?.document.fileName.endsWith('network-policy.yaml'), true);
  });
});

function views() {
  return window.tabGroups.all
    .flatMap(({ tabs }) => tabs)
    .filter(({ input }) => input instanceof TabInputWebview && input.viewType.includes('kubereach.topology'));
}

async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise((resolve) => setTimeout(resolve, 20));
}
