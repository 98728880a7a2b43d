import assert from 'node:assert/strict';
import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { commands, type Position, type TextDocument, Uri, window, workspace } from 'vscode';

/** Opens a manifest of the fixture workspace in an editor, by its path within the workspace. */
export async function openManifest(path: string): Promise<TextDocument> {
  const document = await workspace.openTextDocument(uriOf(path));
  await window.showTextDocument(document);
  return document;
}

/** The place of the first character of `text`, which the document must contain. */
export function positionOf(document: TextDocument, text: string): Position {
  const offset = document.getText().indexOf(text);
  assert.notEqual(offset, -1, `${text} is not in ${document.fileName}`);
  return document.positionAt(offset);
}

/** What is on disk, whatever the editors show. */
export function readOnDisk(path: string): string {
  return readFileSync(uriOf(path).fsPath, 'utf8');
}

/** Replaces `from` by `to` in the file itself, behind the back of every editor. */
export function changeOnDisk(path: string, from: string, to: string): void {
  const text = readOnDisk(path);
  assert.ok(text.includes(from), `${from} is not in ${path}`);
  writeFileSync(uriOf(path).fsPath, text.replace(from, to));
}

/** Closes all editors without saving, and makes the files what they are in the fixture. */
export async function restoreManifests(): Promise<void> {
  const fixture = process.env.KUBEREACH_TEST_FIXTURE;
  assert.ok(fixture, 'KUBEREACH_TEST_FIXTURE names no folder');
  await commands.executeCommand('workbench.action.files.revert');
  await commands.executeCommand('workbench.action.closeAllEditors');
  cpSync(fixture, workspaceFolder().fsPath, { recursive: true });
}

function uriOf(path: string): Uri {
  return Uri.joinPath(workspaceFolder(), path);
}

function workspaceFolder(): Uri {
  const [folder] = workspace.workspaceFolders ?? [];
  assert.ok(folder, 'no workspace is open');
  return folder.uri;
}
