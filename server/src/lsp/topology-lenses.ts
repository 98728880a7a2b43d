import type { CodeLens } from 'vscode-languageserver/node';
import { isNode } from '../core/topology/is-node.ts';
import type { TopologyAtParams } from '../protocol/topology.ts';
import type { Session } from './session.ts';
import { toLocation } from './to-lsp.ts';

/**
 * A lens above each node of the topology that leads to the client's view of it; none where the client has none. They name
 * places, not nodes: which node that is takes the whole graph, and is asked when somebody wants to go there.
 */
export function topologyLenses(session: Session, uri: string): CodeLens[] {
  const { host, clientOptions, wantsLenses, environmentsOf } = session;
  const command = clientOptions().showInTopologyCommand;
  if (command === undefined || !wantsLenses() || environmentsOf(uri).length === 0) return [];
  const documents =
    host
      .snapshot()
      .manifests.get(uri)
      ?.chunks.map(({ document }) => document) ?? [];
  return documents.flatMap(({ id, facts }) =>
    facts.filter(isNode).flatMap(({ root }): CodeLens[] => {
      const range = toLocation(host, { document: id, path: root, part: 'value' })?.range;
      if (!range) return [];
      const at: TopologyAtParams = { uri, position: range.start };
      return [{ range, command: { title: '$(type-hierarchy) Show in topology', command, arguments: [at] } }];
    }),
  );
}
