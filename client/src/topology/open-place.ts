import { TabInputText, ViewColumn, window } from 'vscode';
import type { LanguageClient, Location } from 'vscode-languageclient/node';
import { type TopologyPlaceParams, topologyPlaceRequest } from '../../../server/src/protocol/topology.ts';

/**
 * Opens the editor at a node or a source, where its manifest is visible already, else beside the view. False when it is no
 * longer there.
 */
export async function openPlace(
  client: LanguageClient,
  params: TopologyPlaceParams,
  keepFocus: boolean,
): Promise<boolean> {
  const place = await client.sendRequest<Location | null>(topologyPlaceRequest, params);
  if (!place) return false;
  const { uri, range } = client.protocol2CodeConverter.asLocation(place);
  const group = window.tabGroups.all.find(({ tabs }) =>
    tabs.some(({ input }) => input instanceof TabInputText && input.uri.toString() === uri.toString()),
  );
  const viewColumn = group?.viewColumn ?? window.visibleTextEditors[0]?.viewColumn ?? ViewColumn.One;
  await window.showTextDocument(uri, { viewColumn, selection: range, preserveFocus: keepFocus });
  return true;
}
