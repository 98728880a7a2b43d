import { type Disposable, type Position, type TextEditor, type Uri, window } from 'vscode';
import type { NodeRef } from '../../../server/src/protocol/topology.ts';
import type { LanguageServer } from '../language-client.ts';
import { isManifest } from './is-manifest.ts';
import { nodesAt } from './nodes-at.ts';

/** Somebody who follows the cursor. */
export interface CursorFollower extends Disposable {
  /** The view itself puts the cursor there: to follow it would lead in a circle. */
  readonly ignore: (uri: Uri, position: Position) => void;
}

/** So long the cursor rests before it is followed, in milliseconds. */
const REST = 100;

/** Calls back with the nodes at the cursor, whenever the cursor comes to rest in a manifest. */
export function followCursor(
  server: LanguageServer,
  isWanted: () => boolean,
  at: (nodes: readonly NodeRef[]) => void,
): CursorFollower {
  let timer: NodeJS.Timeout | undefined;
  let ours: { readonly uri: string; readonly position: Position } | undefined;
  let turn = 0;
  const moved = (editor: TextEditor | undefined): void => {
    clearTimeout(timer);
    turn += 1;
    if (editor === undefined || !isWanted() || !isManifest(editor.document)) return;
    const uri = editor.document.uri.toString();
    const position = editor.selection.active;
    if (ours?.uri === uri && ours.position.isEqual(position)) return;
    const own = turn;
    timer = setTimeout(async () => {
      ours = undefined;
      const nodes = await nodesAt(server, { uri, position });
      // Where the cursor has gone on meanwhile, that is what counts.
      if (own === turn && nodes !== undefined) at(nodes);
    }, REST);
  };
  const listening = [
    window.onDidChangeTextEditorSelection(({ textEditor }) => moved(textEditor)),
    window.onDidChangeActiveTextEditor(moved),
  ];
  return {
    ignore: (uri, position) => {
      ours = { uri: uri.toString(), position };
    },
    dispose: () => {
      clearTimeout(timer);
      for (const each of listening) each.dispose();
    },
  };
}
