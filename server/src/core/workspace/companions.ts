import type { ResourceFacts } from '../model/resource-facts.ts';
import type { Environment, EnvironmentId } from './environment.ts';
import { isOfNetwork } from './is-of-network.ts';
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

function isDefinedIn(byName: NamespaceIndex['byName'], facts: ResourceFacts): boolean {
  const { group, kind, name } = facts;
  if (name?.value === undefined || !isOfNetwork(facts)) return false;
  return byName.get(`${group}/${kind}`)?.has(name.value) === true;
}
