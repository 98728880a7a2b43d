import { window } from 'vscode';
import type { TopologyAtParams } from '../../../server/src/protocol/topology.ts';
import type { LanguageServer } from '../language-client.ts';
import { nodesAt } from '../topology/nodes-at.ts';
import type { TopologyPanel } from '../topology/topology-panel.ts';

/** `Show in Topology`: what stands at a place that a lens names, else at the cursor, in the middle of the view. */
export async function showInTopology(
  server: LanguageServer,
  panel: TopologyPanel,
  given: unknown,
): Promise<void> {
  const editor = window.activeTextEditor;
  const cursor = editor && { uri: editor.document.uri.toString(), position: editor.selection.active };
  const at = isPlace(given) ? given : cursor;
  panel.show((at && (await nodesAt(server, at))) ?? []);
}

/** Menus give other things, such as the uri of the editor. */
function isPlace(given: unknown): given is TopologyAtParams {
  return (
    typeof given === 'object' &&
    given !== null &&
    'uri' in given &&
    typeof given.uri === 'string' &&
    'position' in given &&
    typeof given.position === 'object'
  );
}
