import { window } from 'vscode';
import type { LanguageServer } from '../language-client.ts';
import { nodesAt } from '../topology/follow-cursor.ts';
import type { ShownNode, TopologyPanel } from '../topology/topology-panel.ts';

/** `Show in Topology`: what is given, or what stands at the cursor, in the middle of the view. */
export async function showInTopology(
  server: LanguageServer,
  panel: TopologyPanel,
  given: unknown,
): Promise<void> {
  if (isNode(given)) {
    panel.show(given);
    return;
  }
  const editor = window.activeTextEditor;
  const [id] = editor
    ? ((await nodesAt(server, { uri: editor.document.uri.toString(), position: editor.selection.active })) ??
      [])
    : [];
  panel.show(id === undefined ? undefined : { id, environment: '' });
}

function isNode(given: unknown): given is ShownNode {
  return typeof given === 'object' && given !== null && 'id' in given && typeof given.id === 'string';
}
