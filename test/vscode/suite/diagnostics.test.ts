import assert from 'node:assert/strict';
import { DiagnosticSeverity } from 'vscode';
import { findingIn, noFindingIn } from './support/findings.ts';
import { changeOnDisk, openManifest, restoreManifests } from './support/manifests.ts';

suite('diagnostics', () => {
  teardown(restoreManifests);

  test('a policy that allows the port of the Service instead of the pods is marked at that port', async () => {
    const policy = await openManifest('network-policy.yaml');
    const finding = await findingIn(policy, 'policy-uses-service-port');
    assert.equal(policy.getText(finding.range), '8080');
    assert.equal(finding.severity, DiagnosticSeverity.Error);
  });

  test('the rule id leads to the page about the rule', async () => {
    const finding = await findingIn(await openManifest('network-policy.yaml'), 'policy-uses-service-port');
    const { code } = finding;
    assert.ok(typeof code === 'object', 'the code has no link');
    assert.match(code.target.toString(), /policy-uses-service-port/);
  });

  test('a change on disk to a file that is not open is picked up, and its undoing too', async () => {
    const policy = await openManifest('network-policy.yaml');
    await findingIn(policy, 'policy-uses-service-port');
    changeOnDisk('frontend.yaml', 'targetPort: 80\n', 'targetPort: 8080\n');
    await noFindingIn(policy, 'policy-uses-service-port');
    changeOnDisk('frontend.yaml', 'targetPort: 8080\n', 'targetPort: 80\n');
    await findingIn(policy, 'policy-uses-service-port');
  });
});
