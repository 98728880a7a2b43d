import assert from 'node:assert/strict';
import { commands, type Hover, MarkdownString } from 'vscode';
import { findingIn } from './support/findings.ts';
import { openManifest, positionOf, restoreManifests } from './support/manifests.ts';

suite('hover', () => {
  teardown(restoreManifests);

  test('on a policy names the workload that it selects', async () => {
    const policy = await openManifest('network-policy.yaml');
    await findingIn(policy, 'policy-uses-service-port');
    const hovers = await commands.executeCommand<Hover[]>(
      'vscode.executeHoverProvider',
      policy.uri,
      positionOf(policy, 'podSelector'),
    );
    const text = hovers.flatMap(({ contents }) => contents.map(plain)).join('\n');
    assert.match(text, /Deployment shop\/frontend/);
  });
});

function plain(content: Hover['contents'][number]): string {
  if (content instanceof MarkdownString) return content.value;
  return typeof content === 'string' ? content : content.value;
}
