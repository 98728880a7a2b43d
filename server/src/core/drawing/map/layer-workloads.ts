import { addTo, type MultiMap, valuesOf } from '../../base/multi-map.ts';
import type { NodeId } from '../../topology/topology.ts';

export type Pair = readonly [from: NodeId, to: NodeId];

/**
 * How far traffic has come to each node, from 0, by the longest way. What goes in circles is cut where it closes, and
 * what is further than the last layer stands in it.
 */
export function layerWorkloads(
  ids: readonly NodeId[],
  pairs: readonly Pair[],
  last: number,
): ReadonlyMap<NodeId, number> {
  const targets: MultiMap<NodeId, NodeId> = new Map();
  for (const [from, to] of pairs) if (from !== to) addTo(targets, from, to);
  const sources = withoutCircles(ids, targets);
  const depths = new Map<NodeId, number>();
  const depthOf = (id: NodeId): number => {
    const known = depths.get(id);
    if (known !== undefined) return known;
    const depth = Math.min(last, Math.max(-1, ...valuesOf(sources, id).map(depthOf)) + 1);
    depths.set(id, depth);
    return depth;
  };
  return new Map(ids.map((id) => [id, depthOf(id)]));
}

/** The sources of each node, without the lines that lead back to where one has come from. */
function withoutCircles(ids: readonly NodeId[], targets: MultiMap<NodeId, NodeId>): MultiMap<NodeId, NodeId> {
  const sources: MultiMap<NodeId, NodeId> = new Map();
  const state = new Map<NodeId, 'open' | 'done'>();
  const visit = (id: NodeId): void => {
    state.set(id, 'open');
    for (const to of valuesOf(targets, id)) {
      if (state.get(to) === 'open') continue;
      addTo(sources, to, id);
      if (!state.has(to)) visit(to);
    }
    state.set(id, 'done');
  };
  for (const id of ids) if (!state.has(id)) visit(id);
  return sources;
}
