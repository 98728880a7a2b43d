import { type Connectivity, connectivityOf } from '../core/reach/pairs/connectivity.ts';
import { createTopologyState, type TopologyState } from '../core/topology/topology-state.ts';
import type { Environment } from '../core/workspace/environment.ts';
import type { Host } from '../core/workspace/host.ts';
import { plainView } from '../core/workspace/view.ts';

/**
 * Makes what gives the graph of an environment as it is now. It is made when somebody asks, out of what still holds of the
 * one before; only the last one of each environment is kept.
 */
export function createTopologyStates(host: Host): (environment: string) => TopologyState | undefined {
  const last = new Map<string, { readonly environment: Environment; readonly state: TopologyState }>();
  return (id) => {
    const environment = host.snapshot().environments.get(id);
    if (!environment) {
      last.delete(id);
      return undefined;
    }
    const known = last.get(id);
    if (known?.environment === environment) return known.state;
    const before: Connectivity | undefined = known?.state.connectivity;
    const state = createTopologyState(connectivityOf(plainView(environment), before));
    last.set(id, { environment, state });
    return state;
  };
}
