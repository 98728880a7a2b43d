import { filledEnvironments } from '../core/environments/filled-environments.ts';
import { nameEnvironment } from '../core/environments/name-environment.ts';
import type { Environment, EnvironmentId } from '../core/workspace/environment.ts';
import type { Host } from '../core/workspace/host.ts';
import { uriOfPath } from '../io/file-uri.ts';
import { PLAIN } from './load-workspace.ts';

/** What a command line says about environments. */
export interface EnvironmentOption {
  /** The name of one, as `kubereach environments` lists it. */
  readonly environment?: string | undefined;
}

/** The environment that a command is about, or what is wrong with how it is asked for. */
export function chooseEnvironment(
  host: Host,
  { environment: wanted }: EnvironmentOption,
): Environment | string {
  const nameOf = environmentNames(host);
  const snapshot = host.snapshot();
  const filled = filledEnvironments(snapshot);
  const [only, another] = filled;
  if (!only) return 'there are no manifests here';
  const there = `there ${listed(filled.map(({ id }) => nameOf(id)))}`;
  if (wanted !== undefined) {
    // One that is empty is there for whoever knows its name: a kustomization may have lost its last resource.
    const all = [...snapshot.environments.values()];
    return all.find(({ id }) => nameOf(id) === wanted) ?? `there is no environment ${wanted}; ${there}`;
  }
  if (!another) return only;
  return `these manifests are not applied together: choose one with --environment; ${there}`;
}

/** Tells what people call environments: their folders, seen from here; `plain` is what is in none of its own. */
export function environmentNames(host: Host): (id: EnvironmentId) => string {
  const { environments } = host.snapshot();
  const exists = (id: EnvironmentId): boolean => environments.has(id);
  return (id) => (id === PLAIN ? 'plain' : nameEnvironment(id, [uriOfPath(process.cwd())], exists));
}

function listed(names: readonly string[]): string {
  return names.length === 1 ? `is ${names[0]}` : `are ${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
}
