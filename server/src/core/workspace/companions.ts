import type { ResourceFacts } from '../model/resource-facts.ts';
import type { Environment, EnvironmentId } from './environment.ts';
import type { NamespaceIndex } from './namespace-index.ts';

/** Finds the environments that one of them may be applied together with, each time the same. */
export type Companions = (environment: EnvironmentId) => readonly Environment[];

/**
 * Of environments that define the same resource only one can be in a cluster, as of overlays for development and production.
 * All others may be: charts and kustomizations of one service each, and the policies of all of them in a folder. What one
 * of them lacks, another one may have.
 */
export function companionsIn(environments: ReadonlyMap<EnvironmentId, Environment>): Companions {
  const known = new Map<EnvironmentId, readonly Environment[]>();
  return (id) => {
    const environment = environments.get(id);
    const found =
      known.get(id) ??
      [...environments.values()].filter(
        (other) => environment && other.id !== id && !areRivals(environment, other),
      );
    known.set(id, found);
    return found;
  };
}

function areRivals(one: Environment, other: Environment): boolean {
  return [...one.namespaces].some(([namespace, { resources }]) => {
    const theirs = other.namespaces.get(namespace)?.byName;
    return theirs !== undefined && resources.some(({ facts }) => isDefinedIn(theirs, facts));
  });
}

/** Only of what the network consists of: several may bring the Namespace, or certificates, that they need. */
function isDefinedIn(byName: NamespaceIndex['byName'], facts: ResourceFacts): boolean {
  const { group, kind, name, workload, service, policy, route } = facts;
  if (name?.value === undefined || !(workload || service || policy || route)) return false;
  return byName.get(`${group}/${kind}`)?.has(name.value) === true;
}
