import type { ComparedWith } from '../../core/features/topology/report-data.ts';
import { namespaceLinks } from '../../core/topology/namespace-links.ts';
import type { Topology } from '../../core/topology/topology.ts';
import type { NamespaceLinks, TopologyChanges } from '../../core/topology/topology-question.ts';
import type { TopologyState } from '../../core/topology/topology-state.ts';

/** The form of `graph --format json`: one object. Fields are added, never changed or taken away. */
export interface JsonGraph extends Topology {
  /** Who means to reach whom inside each namespace, with what becomes of it. */
  readonly inside: readonly NamespaceLinks[];
  /** With `--since`: what has been opened and closed. */
  readonly changes?: TopologyChanges & { readonly since: string };
}

/** The graph as one JSON object in lines of its own. */
export function formatGraphJson(
  topology: Topology,
  state: TopologyState,
  compared: ComparedWith | undefined,
): string {
  const inside = topology.namespaces
    .map(({ name }) => namespaceLinks(state, name))
    .filter(({ links }) => links.length > 0);
  const changes = compared && { since: compared.since, ...compared.changes };
  const graph: JsonGraph = { ...topology, inside, ...(changes ? { changes } : {}) };
  return `${JSON.stringify(graph, null, 2)}\n`;
}
