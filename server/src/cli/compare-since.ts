import { finish } from '../core/base/steps.ts';
import { compareInSteps } from '../core/features/diff/connection-changes.ts';
import type { ComparedWith } from '../core/features/topology/report-data.ts';
import { topologyChanges } from '../core/features/topology/topology-changes.ts';
import type { TopologyState } from '../core/topology/topology-state.ts';
import type { EnvironmentId } from '../core/workspace/environment.ts';
import { loadRevision } from './load-base.ts';
import type { LoadedWorkspace } from './load-workspace.ts';

/** What has been opened and closed in an environment since a revision; what goes wrong comes as a sentence. */
export async function compareSince(
  { host, preview }: LoadedWorkspace,
  environment: EnvironmentId,
  state: TopologyState,
  paths: readonly string[],
  since: string,
): Promise<ComparedWith | string> {
  const base = await loadRevision(host, paths, since);
  if (typeof base === 'string') return base;
  const now = host.snapshot();
  const former = await preview(base.undo);
  const compared = finish(compareInSteps(former, now, environment, state.connectivity));
  return { since, changes: topologyChanges(state, compared) };
}
