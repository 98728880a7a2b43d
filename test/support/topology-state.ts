import type { PlaceOf } from '../../server/src/core/features/topology/traffic-explanation.ts';
import { connectivityOf } from '../../server/src/core/reach/pairs/connectivity.ts';
import { buildTopology } from '../../server/src/core/topology/build-topology.ts';
import type { Topology } from '../../server/src/core/topology/topology.ts';
import { createTopologyState, type TopologyState } from '../../server/src/core/topology/topology-state.ts';
import type { Environment } from '../../server/src/core/workspace/environment.ts';
import { openWorkspace } from './workspace.ts';

/** The graph's state of a fixture. */
export function stateOf(source: string): TopologyState & { readonly environment: Environment } {
  const workspace = openWorkspace(source);
  return { ...createTopologyState(connectivityOf(workspace.view())), environment: workspace.environment() };
}

/** The graph of a fixture, without findings. */
export function topologyOf(source: string): Topology {
  return buildTopology(stateOf(source), () => ({ errors: 0, warnings: 0 }), []);
}

/** Says of a place its path alone. */
export const pathOnly: PlaceOf = ({ path }) => path;
