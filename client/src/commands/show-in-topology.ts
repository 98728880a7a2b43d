import { window } from 'vscode';
import type { LanguageServer } from '../language-client.ts';
import { nodesAt } from '../topology/follow-cursor.ts';
import type { TopologyPanel } from '../topology/topology-panel.ts';

/** `Show in Topology`: what is given, or what stands at the cursor, in the middle of the view. */
export async function showInTopology(
  server: LanguageServer,
  panel: TopologyPanel,
  given: unknown,
): Promise<void> {
  const editor = window.activeTextEditor;
  if (isNode(given) || !editor) return panel.show(isNode(given) ? given.id : undefined);
  const at = { uri: editor.document.uri.toString(), position: editor.selection.active };
  panel.show((await nodesAt(server, at))?.[0]);
}

/** A node by its id, as whoever runs the command may give it. */
function isNode(given: unknown): given is { readonly id: string } {
  return typeof given === 'object' && given !== null && 'id' in given && typeof given.id === 'string';
}
