import { finish } from '../core/base/steps.ts';
import { compareInSteps } from '../core/features/diff/connection-changes.ts';
import type { ComparedWith } from '../core/features/topology/report-data.ts';
import { topologyChanges } from '../core/features/topology/topology-changes.ts';
import type { TopologyState } from '../core/topology/topology-state.ts';
import type { EnvironmentId } from '../core/workspace/environment.ts';
import type { Host } from '../core/workspace/host.ts';
import { loadRevision } from './load-base.ts';

/** What has been opened and closed in an environment since a revision; what goes wrong comes as a sentence. */
export async function compareSince(
  host: Host,
  environment: EnvironmentId,
  state: TopologyState,
  paths: readonly string[],
  since: string,
): Promise<ComparedWith | string> {
  const base = await loadRevision(host, paths, since);
  if (typeof base === 'string') return base;
  const now = host.snapshot();
  const former = host.preview(now, base.undo).snapshot;
  const compared = finish(compareInSteps(former, now, environment, state.connectivity));
  return { since, changes: topologyChanges(state, compared) };
}
