import type { Connectivity } from '../reach/pairs/connectivity.ts';
import { type GraphIndex, indexGraph } from './graph-index.ts';
import { createTrafficLinks, type TrafficLinks } from './traffic-links.ts';

/** One state of an environment, sorted for the questions that are asked of its graph. */
export interface TopologyState {
  readonly connectivity: Connectivity;
  readonly index: GraphIndex;
  readonly links: TrafficLinks;
}

/** Sorts a state. */
export function createTopologyState(connectivity: Connectivity): TopologyState {
  const index = indexGraph(connectivity);
  return { connectivity, index, links: createTrafficLinks(connectivity, index) };
}
