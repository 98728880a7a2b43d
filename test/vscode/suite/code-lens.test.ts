import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import path from 'node:path';
import { type CodeLens, commands, Range, type TextDocument, WorkspaceEdit, window, workspace } from 'vscode';
import { activatedExtension } from './support/activated-extension.ts';
import { openManifest, positionOf, restoreManifests } from './support/manifests.ts';
import { until } from './support/until.ts';

suite('code lens', () => {
  const folder = (): string => workspace.workspaceFolders?.[0]?.uri.fsPath ?? '';
  suiteSetup(async function () {
    if (spawnSync('git', ['--version']).status !== 0) this.skip();
    await activatedExtension();
    const git = (...args: string[]): unknown => execFileSync('git', args, { cwd: folder(), stdio: 'pipe' });
    git('init', '--quiet');
    git('add', '--all');
    git(
      '-c',
      'user.name=test',
      '-c',
      'user.email=test@example.com',
      'commit',
      '--quiet',
      '--message',
      'shop',
    );
  });
  teardown(restoreManifests);
  suiteTeardown(() => rmSync(path.join(folder(), '.git'), { recursive: true, force: true }));

  test('says above a policy what its change opens and closes, and lists it', async () => {
    const policy = await openManifest('network-policy.yaml');
    const edit = new WorkspaceEdit();
    const start = positionOf(policy, 'port: 8080');
    edit.replace(policy.uri, new Range(start, start.translate(0, 10)), 'port: 9090');
    assert.equal(await workspace.applyEdit(edit), true);

    const lens = await until('a lens', () => lensOf(policy));
    assert.match(lens.command?.title ?? '', /^(?:opens|closes) \d+.* since HEAD$/);
    await commands.executeCommand(lens.command?.command ?? '', ...(lens.command?.arguments ?? []));
    const shown = window.activeTextEditor?.document;
    assert.equal(shown?.languageId, 'diff');
    assert.match(
      shown?.getText() ?? '',
      /^NetworkPolicy .* since HEAD\n\n[+-] .* : TCP (?:8080|9090)\n {4}network-policy\.yaml:\d+/,
    );
  });
});

async function lensOf(document: TextDocument): Promise<CodeLens | undefined> {
  const lenses = await commands.executeCommand<CodeLens[]>('vscode.executeCodeLensProvider', document.uri, 9);
  return lenses.find(({ command }) => command?.title.endsWith('since HEAD'));
}
