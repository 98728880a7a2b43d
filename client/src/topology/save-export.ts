import { commands, l10n, Uri, window, workspace } from 'vscode';

/** Asks where to save an export, writes it, and offers to open it. `name` is what the file is to be called. */
export async function saveExport(name: string, text: string, encoding: 'utf8' | 'base64'): Promise<void> {
  const [folder] = workspace.workspaceFolders ?? [];
  const target = await window.showSaveDialog(
    folder ? { defaultUri: Uri.joinPath(folder.uri, name) } : { title: name },
  );
  if (!target) return;
  await workspace.fs.writeFile(target, Buffer.from(text, encoding));
  const open = l10n.t('Open');
  const file = target.path.split('/').at(-1) ?? name;
  if ((await window.showInformationMessage(l10n.t('Saved {0}.', file), open)) === open)
    await commands.executeCommand('vscode.open', target);
}
