import { commands, Disposable, StatusBarAlignment, type TextEditor, window, workspace } from 'vscode';
import { isManifest } from './is-manifest.ts';

/** The context key that menus ask for. */
const KEY = 'kubereach.isManifest';

/** Shows the item in the status bar, and what menus have, while the active editor shows a manifest of the topology. */
export function showWhenManifest(): Disposable {
  const item = window.createStatusBarItem('kubereach.topology', StatusBarAlignment.Right, 50);
  item.name = 'Kubereach Topology';
  item.text = '$(type-hierarchy) Topology';
  item.tooltip = 'Show who reaches whom';
  item.command = 'kubereach.showTopology';
  const look = (editor: TextEditor | undefined): void => {
    const isShown = editor !== undefined && isManifest(editor.document);
    void commands.executeCommand('setContext', KEY, isShown);
    if (isShown) item.show();
    else item.hide();
  };
  look(window.activeTextEditor);
  return Disposable.from(
    item,
    window.onDidChangeActiveTextEditor(look),
    workspace.onDidSaveTextDocument(() => look(window.activeTextEditor)),
  );
}
