import { type Disposable, window } from 'vscode';
import { type TopologyAtParams, topologyAtRequest } from '../../../server/src/protocol/topology.ts';
import type { LanguageServer } from '../language-client.ts';
import { isManifest } from './is-manifest.ts';

/** Somebody who follows the cursor. */
export interface CursorFollower extends Disposable {
  /** The next move is one that the view itself makes: to follow it would lead in a circle. */
  readonly ignoreNext: () => void;
}

/** So long the cursor rests before it is followed, in milliseconds. */
const REST = 100;

/** Calls back with the node at the cursor, whenever the cursor comes to rest in a manifest. */
export function followCursor(server: LanguageServer, at: (node: string) => void): CursorFollower {
  let timer: NodeJS.Timeout | undefined;
  let isIgnored = false;
  const listening = window.onDidChangeTextEditorSelection(({ textEditor, selections }) => {
    clearTimeout(timer);
    const [selection] = selections;
    if (isIgnored || !selection || !isManifest(textEditor.document)) {
      isIgnored = false;
      return;
    }
    timer = setTimeout(async () => {
      const params: TopologyAtParams = {
        uri: textEditor.document.uri.toString(),
        position: selection.active,
      };
      const [node] = (await nodesAt(server, params)) ?? [];
      if (node !== undefined) at(node);
    }, REST);
  });
  return {
    ignoreNext: () => {
      isIgnored = true;
    },
    dispose: () => {
      clearTimeout(timer);
      listening.dispose();
    },
  };
}

/** The nodes at a position; undefined where the server knows no such manifest. */
export async function nodesAt(
  server: LanguageServer,
  params: TopologyAtParams,
): Promise<readonly string[] | undefined> {
  try {
    const client = await server.client();
    const { ids } = await client.sendRequest<{ readonly ids: readonly string[] }>(topologyAtRequest, params);
    return ids;
  } catch {
    return undefined;
  }
}
