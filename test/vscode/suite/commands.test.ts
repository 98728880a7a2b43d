import assert from 'node:assert/strict';
import { ConfigurationTarget, commands, languages, workspace } from 'vscode';
import { findingIn, noFindingIn } from './support/findings.ts';
import { openManifest, restoreManifests } from './support/manifests.ts';

suite('commands and settings', () => {
  teardown(restoreManifests);

  test('Restart Language Server clears the diagnostics and a new server finds them again', async () => {
    const policy = await openManifest('network-policy.yaml');
    await findingIn(policy, 'policy-uses-service-port');
    let cleared = false;
    const listening = languages.onDidChangeDiagnostics(() => {
      cleared ||= languages.getDiagnostics(policy.uri).length === 0;
    });
    await commands.executeCommand('kubereach.restartServer');
    await findingIn(policy, 'policy-uses-service-port');
    listening.dispose();
    assert.equal(cleared, true);
  });

  test('kubereach.enable stops the server and starts it again', async () => {
    const policy = await openManifest('network-policy.yaml');
    await findingIn(policy, 'policy-uses-service-port');
    const settings = workspace.getConfiguration('kubereach');
    await settings.update('enable', false, ConfigurationTarget.Global);
    await noFindingIn(policy, 'policy-uses-service-port');
    await settings.update('enable', undefined, ConfigurationTarget.Global);
    await findingIn(policy, 'policy-uses-service-port');
  });
});
