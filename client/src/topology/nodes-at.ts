import {
  type NodeRef,
  type TopologyAtParams,
  type TopologyAtResult,
  topologyAtRequest,
} from '../../../server/src/protocol/topology.ts';
import type { LanguageServer } from '../language-client.ts';
import { askAgain } from './ask-again.ts';

/** The nodes at a position; undefined where the server does not run, or knows no such manifest. */
export async function nodesAt(
  server: LanguageServer,
  params: TopologyAtParams,
): Promise<readonly NodeRef[] | undefined> {
  try {
    const client = await server.running();
    const found = await askAgain(async () =>
      client?.sendRequest<TopologyAtResult>(topologyAtRequest, params),
    );
    return found?.nodes;
  } catch {
    return undefined;
  }
}
