import { caveats } from '../../core/features/caveats.ts';
import { countProblems } from '../../core/features/topology/count-problems.ts';
import { connectivityOf } from '../../core/reach/pairs/connectivity.ts';
import { createAnalysis } from '../../core/rules/analysis.ts';
import { RULES } from '../../core/rules/registry.gen.ts';
import { buildTopology } from '../../core/topology/build-topology.ts';
import { createTopologyState } from '../../core/topology/topology-state.ts';
import { plainView } from '../../core/workspace/view.ts';
import { fail } from '../fail.ts';
import { loadSettings, type SettingOptions } from '../load-settings.ts';
import { loadWorkspace } from '../load-workspace.ts';
import { formatGraphJson } from '../reporters/graph-json.ts';
import { tell } from '../tell.ts';

export interface GraphOptions extends SettingOptions {
  readonly format: 'json';
}

/** Prints the graph of manifests. Returns the exit code: 0 done, 2 wrong usage or a path that cannot be used. */
export function graph(paths: readonly string[], options: GraphOptions): number {
  const settings = loadSettings(options);
  if (!settings) return 2;
  const { host, notes, pathFailed } = loadWorkspace(paths, settings);
  tell(...notes);
  if (pathFailed) return 2;
  const snapshot = host.snapshot();
  const [environment] = snapshot.environments.values();
  if (!environment) return fail('there are no manifests here');
  const analysis = createAnalysis(RULES, (rule, error) => tell(`The rule ${rule} failed: ${String(error)}`));
  analysis.invalidate(host.everything());
  for (const _ of analysis.run(snapshot, () => true)) {
    // Each step is taken; what it finds is asked for afterwards.
  }
  const view = plainView(environment);
  const state = createTopologyState(connectivityOf(view));
  const topology = buildTopology(state, countProblems(analysis), caveats(view));
  process.stdout.write(formatGraphJson(topology, state));
  return 0;
}
