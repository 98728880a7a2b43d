import { setImmediate as nextTurn } from 'node:timers/promises';
import { isWithin } from '../core/base/folder-of.ts';
import type { Steps } from '../core/base/steps.ts';
import { rootOf } from '../core/environments/plan-folders.ts';
import { type ConnectionChanges, compareInSteps } from '../core/features/diff/connection-changes.ts';
import {
  hasChangedPolicies,
  type PolicyChanges,
  policyChanges,
} from '../core/features/diff/policy-changes.ts';
import type { Connectivity } from '../core/reach/pairs/connectivity.ts';
import type { Environment } from '../core/workspace/environment.ts';
import type { Host } from '../core/workspace/host.ts';
import type { Resource } from '../core/workspace/resource.ts';
import type { ManifestChange } from '../core/workspace/snapshot.ts';
import { pathOfUri } from '../io/file-uri.ts';
import { createRevisionReader, type RevisionReader } from '../io/revision-reader.ts';

/** What has changed in an environment since the last commit. */
export interface FolderComparison {
  /** Undefined where no policy is new or edited, unless all is asked for: then nobody has to know who can reach whom. */
  readonly compared: ConnectionChanges | undefined;
  readonly policies: ReadonlyMap<Resource, PolicyChanges>;
}

/**
 * Compares an environment with the last commit. Undefined when it is in no git work tree, when nothing is known of it, when it
 * is a chart that is rendered and in which something has changed, and when something changes meanwhile: then it is to be asked again. The answer is kept for as long as both sides stay the same.
 */
export type CompareFolder = (environment: string, extent?: Extent) => Promise<FolderComparison | undefined>;

/** Whether it is compared only where policies have changed, or whatever has. */
export type Extent = 'policies' | 'everything';

/** A slice ends after this many milliseconds, as those of the findings do. */
const SLICE = 10;

/** Makes a comparer that has compared nothing. `isRendered` tells the charts that helm has rendered. */
export function createFolderComparer(
  host: Host,
  folders: () => readonly string[],
  isRendered: (environment: string) => boolean,
): CompareFolder {
  const readers = new Map<string, RevisionReader>();
  const known = new Map<string, Known>();
  return async (id, extent = 'policies') => {
    const snapshot = host.snapshot();
    const environment = snapshot.environments.get(id);
    const folder = rootOf(id, folders());
    if (!environment || !folder?.startsWith('file:')) return undefined;
    const isOurs = (uri: string): boolean => rootOf(uri, folders()) === folder;
    const texts = new Map<string, string>();
    for (const { uri, text } of snapshot.manifests.values()) if (isOurs(uri)) texts.set(uri, text);
    const read = readers.get(folder) ?? createRevisionReader(pathOfUri(folder));
    readers.set(folder, read);
    const found = await read(texts, 'HEAD');
    if (found.type === 'failure' || host.snapshot() !== snapshot) return undefined;
    const before = known.get(id);
    const isKnown = before?.environment === environment && before.tree === found.tree;
    if (isKnown && (extent === 'policies' || before.comparison.compared)) return before.comparison;
    const undo = found.changes.filter(({ uri }) => isOurs(uri));
    // What helm would make of the chart as it was is not known: what it makes of it now must not stand for that.
    const chart = isRendered(id) ? snapshot.division.composed.get(id)?.whole : undefined;
    if (chart !== undefined && undo.some(({ uri }) => isWithin(uri, chart))) return undefined;
    const steps = compareEnvironment(host, id, undo, extent, before?.connectivity);
    const comparison = await doInSlices(steps, () => host.snapshot() === snapshot);
    if (!comparison) return undefined;
    const connectivity = comparison.compared?.after.connectivity ?? before?.connectivity;
    known.set(id, { environment, tree: found.tree, connectivity, comparison });
    return comparison;
  };
}

function* compareEnvironment(
  host: Host,
  id: string,
  undo: readonly ManifestChange[],
  extent: Extent,
  known: Connectivity | undefined,
): Steps<FolderComparison> {
  const now = host.snapshot();
  const former = host.preview(now, undo).snapshot;
  const [before, after] = [former, now].map(({ environments }) => environments.get(id));
  if (!after || (extent === 'policies' && before && !hasChangedPolicies(before, after)))
    return { compared: undefined, policies: new Map() };
  const compared = yield* compareInSteps(former, now, id, known);
  const policies = yield* policyChanges(compared);
  return { compared, policies };
}

/** Does the steps, and lets others have their turn in between; undefined when they are no longer to be done. */
async function doInSlices<T>(steps: Steps<T>, goesOn: () => boolean): Promise<T | undefined> {
  for (let sliceEnd = Date.now() + SLICE; ; ) {
    const step = steps.next();
    if (step.done) return step.value;
    if (Date.now() < sliceEnd) continue;
    await nextTurn();
    if (!goesOn()) return undefined;
    sliceEnd = Date.now() + SLICE;
  }
}

/** The last answer about a folder, and what it is about. */
interface Known {
  readonly environment: Environment;
  readonly tree: string;
  readonly connectivity: Connectivity | undefined;
  readonly comparison: FolderComparison;
}
