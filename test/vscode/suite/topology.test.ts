import assert from 'node:assert/strict';
import {
  type CodeLens,
  ConfigurationTarget,
  commands,
  languages,
  TabInputWebview,
  type TextDocument,
  ViewColumn,
  window,
  workspace,
} from 'vscode';
import { activatedExtension } from './support/activated-extension.ts';
import { findingIn, noFindingIn } from './support/findings.ts';
import { openManifest, restoreManifests } from './support/manifests.ts';
import { until } from './support/until.ts';

suite('the topology view', () => {
  teardown(async () => {
    await window.tabGroups.close(views());
    await restoreManifests();
  });

  test('opens beside the editor, and once only', async () => {
    await openManifest('network-policy.yaml');
    await commands.executeCommand('kubereach.showTopology');
    await isOpen();
    await commands.executeCommand('kubereach.showInTopology');
    assert.equal(views().length, 1);
    assert.notEqual(views()[0]?.group.viewColumn, window.activeTextEditor?.viewColumn);
    assert.equal(window.activeTextEditor?.document.fileName.endsWith('network-policy.yaml'), true);
  });

  test('opens from the lens above a resource', async () => {
    const policy = await openManifest('network-policy.yaml');
    const { command } = await until('a lens', () => lensOf(policy));
    assert.equal(command?.command, 'kubereach.showInTopology');
    await commands.executeCommand(command.command, ...(command.arguments ?? []));
    await isOpen();
  });

  test('has commands behind everything that its menus and keys name', async () => {
    const { contributes } = (await activatedExtension()).packageJSON;
    const named: { command: string }[] = [
      ...Object.values(contributes.menus),
      contributes.keybindings,
    ].flat();
    const known = new Set(contributes.commands.map(({ command }: { command: string }) => command));
    assert.deepEqual(
      named.map(({ command }) => command).filter((command) => !known.has(command)),
      [],
    );
    const [button] = contributes.menus['editor/title'];
    assert.equal(button.command, 'kubereach.showTopology');
    assert.match(button.when, /kubereach\.isManifest/);
  });

  test('starts no server that is switched off', async () => {
    const policy = await openManifest('network-policy.yaml');
    await commands.executeCommand('kubereach.showTopology');
    const { group } = await isOpen();
    await findingIn(policy, 'policy-uses-service-port');
    const settings = workspace.getConfiguration('kubereach');
    await settings.update('enable', false, ConfigurationTarget.Global);
    await noFindingIn(policy, 'policy-uses-service-port');
    // A page that is hidden is gone: shown again it asks for everything.
    await window.showTextDocument(policy, { viewColumn: group.viewColumn, preview: false });
    await commands.executeCommand('kubereach.showTopology');
    await until('the view to be in front', () => (views()[0]?.isActive ? true : undefined));
    // So long the page takes to load and a server to start, with time to spare.
    await new Promise((resolve) => setTimeout(resolve, 5000));
    assert.deepEqual(languages.getDiagnostics(policy.uri), []);
    await settings.update('enable', undefined, ConfigurationTarget.Global);
    await findingIn(policy, 'policy-uses-service-port');
    assert.notEqual(group.viewColumn, ViewColumn.One);
  });
});

async function lensOf(document: TextDocument): Promise<CodeLens | undefined> {
  const lenses = await commands.executeCommand<CodeLens[]>('vscode.executeCodeLensProvider', document.uri, 9);
  return lenses.find(({ command }) => command?.title.endsWith('Show in topology'));
}

function isOpen() {
  return until('the view', () => views()[0]);
}

function views() {
  return window.tabGroups.all
    .flatMap(({ tabs }) => tabs)
    .filter(({ input }) => input instanceof TabInputWebview && input.viewType.includes('kubereach.topology'));
}
