import assert from 'node:assert/strict';
import { commands, version } from 'vscode';
import { activatedExtension } from './support/activated-extension.ts';

suite('the extension in VS Code', () => {
  test('runs in the release under test', () => {
    const expected = process.env.KUBEREACH_TEST_VERSION;
    assert.equal(version, expected === '' ? version : expected);
  });

  test('is activated by opening a YAML file', async () => {
    const extension = await activatedExtension();
    assert.equal(extension.isActive, true);
  });

  test('registers every command that its manifest names', async () => {
    const extension = await activatedExtension();
    const named: { command: string }[] = extension.packageJSON.contributes.commands;
    const registered = new Set(await commands.getCommands(true));
    assert.deepEqual(
      named.map(({ command }) => command).filter((command) => !registered.has(command)),
      [],
    );
  });
});
