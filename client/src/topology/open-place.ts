import { type Range, type Uri, window } from 'vscode';
import type { LanguageClient, Location } from 'vscode-languageclient/node';
import { type TopologyPlaceParams, topologyPlaceRequest } from '../../../server/src/protocol/topology.ts';
import { askAgain } from './ask-again.ts';
import { editorColumn } from './editor-column.ts';

/**
 * Opens the editor at a node or a source, never over the view. False when it is no longer there.
 * @param before is told where the cursor will be
 */
export async function openPlace(
  client: LanguageClient,
  params: TopologyPlaceParams,
  keepFocus: boolean,
  before: (uri: Uri, range: Range) => void,
): Promise<boolean> {
  const place = await askAgain(() => client.sendRequest<Location | null>(topologyPlaceRequest, params));
  if (!place) return false;
  const { uri, range } = client.protocol2CodeConverter.asLocation(place);
  before(uri, range);
  const viewColumn = editorColumn(uri);
  await window.showTextDocument(uri, { viewColumn, selection: range, preserveFocus: keepFocus });
  return true;
}
