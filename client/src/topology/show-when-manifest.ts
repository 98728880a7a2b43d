import { commands, Disposable, l10n, StatusBarAlignment, type TextEditor, window, workspace } from 'vscode';
import { isManifest } from './is-manifest.ts';

/** The context key that menus ask for. */
const KEY = 'kubereach.isManifest';

/** So long after an edit it is looked again, in milliseconds. */
const REST = 300;

/** Shows the item in the status bar, and what menus have, while an editor shows a manifest of the topology. */
export function showWhenManifest(): Disposable {
  const item = window.createStatusBarItem('kubereach.topology', StatusBarAlignment.Right, 50);
  item.name = l10n.t('Kubereach Topology');
  item.text = `$(type-hierarchy) ${l10n.t('Topology')}`;
  item.tooltip = l10n.t('Show who reaches whom');
  item.command = 'kubereach.showTopology';
  let timer: NodeJS.Timeout | undefined;
  let last: TextEditor | undefined;
  let wasManifest: boolean | undefined;
  const look = (): void => {
    clearTimeout(timer);
    // While the view has the focus no text editor is active, and the one beside it is still what it is about.
    last = window.activeTextEditor ?? window.visibleTextEditors.find((editor) => editor === last);
    const isShown = last !== undefined && isManifest(last.document);
    if (isShown === wasManifest) return;
    wasManifest = isShown;
    void commands.executeCommand('setContext', KEY, isShown);
    if (isShown) item.show();
    else item.hide();
  };
  look();
  return Disposable.from(
    item,
    window.onDidChangeActiveTextEditor(look),
    window.onDidChangeVisibleTextEditors(look),
    // A document whose language changes is opened anew.
    workspace.onDidOpenTextDocument((document) => {
      if (document === last?.document) look();
    }),
    workspace.onDidChangeTextDocument(({ document }) => {
      if (document !== last?.document) return;
      clearTimeout(timer);
      timer = setTimeout(look, REST);
    }),
    { dispose: () => clearTimeout(timer) },
  );
}
