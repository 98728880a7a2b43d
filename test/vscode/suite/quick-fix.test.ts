import assert from 'node:assert/strict';
import { type CodeAction, CodeActionKind, commands, workspace } from 'vscode';
import { findingIn, noFindingIn } from './support/findings.ts';
import { openManifest, readOnDisk, restoreManifests } from './support/manifests.ts';

suite('quick fix', () => {
  teardown(restoreManifests);

  test('puts the port of the pods into the policy, and what is saved is that', async () => {
    const before = readOnDisk('network-policy.yaml');
    const policy = await openManifest('network-policy.yaml');
    const finding = await findingIn(policy, 'policy-uses-service-port');

    const actions = await commands.executeCommand<CodeAction[]>(
      'vscode.executeCodeActionProvider',
      policy.uri,
      finding.range,
      CodeActionKind.QuickFix.value,
      100,
    );
    const fix = actions.find(({ title }) => /\b80\b/.test(title));
    assert.ok(fix?.edit, `no fix among: ${actions.map(({ title }) => title).join(', ')}`);
    assert.equal(await workspace.applyEdit(fix.edit), true);
    await noFindingIn(policy, 'policy-uses-service-port');

    assert.equal(await policy.save(), true);
    assert.equal(readOnDisk('network-policy.yaml'), before.replace('port: 8080', 'port: 80'));
  });
});
