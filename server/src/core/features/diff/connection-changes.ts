import { finish, type Steps } from '../../base/steps.ts';
import { type ConnectionChange, compareConnections } from '../../reach/changes/compare-connections.ts';
import { type ChangedPorts, createChangeExplainer } from '../../reach/changes/explain-change.ts';
import { type Connectivity, connectivityInSteps } from '../../reach/pairs/connectivity.ts';
import { type Environment, type EnvironmentId, emptyEnvironment } from '../../workspace/environment.ts';
import { DEFAULT_SETTINGS } from '../../workspace/settings.ts';
import type { Snapshot } from '../../workspace/snapshot.ts';
import { plainView } from '../../workspace/view.ts';

/** What changes open and close in an environment, with the states before and after. */
export interface ConnectionChanges {
  readonly before: ComparedState;
  readonly after: ComparedState;
  /** One by one, because there may be very many, and whoever has something else to do can stop. */
  readonly changes: () => Iterable<ConnectionChange>;
  /** What happens to the ports of a change, and why. */
  readonly explain: (change: ConnectionChange) => readonly ChangedPorts[];
}

/** One of two states that are compared. */
export interface ComparedState {
  /** For the places in it. Of the manifests, the state before holds only those that have changed. */
  readonly snapshot: Snapshot;
  readonly environment: Environment;
  readonly connectivity: Connectivity;
}

/** Compares two states of an environment. */
export function connectionChanges(former: Snapshot, now: Snapshot, id: EnvironmentId): ConnectionChanges {
  return finish(compareInSteps(former, now, id, undefined));
}

/**
 * The same step by step. `known` is a former answer for the present one or for one
 * near to it, from which is taken what still holds.
 */
export function* compareInSteps(
  former: Snapshot,
  now: Snapshot,
  id: EnvironmentId,
  known: Connectivity | undefined,
): Steps<ConnectionChanges> {
  const after = yield* stateOf(now, id, known);
  const before = yield* stateOf(former, id, after.connectivity, after.environment);
  return {
    before,
    after,
    changes: () => compareConnections(before.connectivity, after.connectivity),
    explain: createChangeExplainer(before.connectivity.view, after.connectivity.view),
  };
}

function* stateOf(
  snapshot: Snapshot,
  id: EnvironmentId,
  known: Connectivity | undefined,
  other?: Environment,
): Steps<ComparedState> {
  const environment =
    snapshot.environments.get(id) ?? emptyEnvironment(id, other?.settings ?? DEFAULT_SETTINGS);
  const connectivity = yield* connectivityInSteps(plainView(environment), known);
  return { snapshot, environment, connectivity };
}
