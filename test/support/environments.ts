import { nameEnvironment } from '../../server/src/core/environments/name-environment.ts';
import { qualifiedName } from '../../server/src/core/workspace/resource.ts';
import { REPOSITORY, type TestRepository } from './workspace.ts';

/** What each environment holds: `Deployment default/web`, by the name of the environment. */
export function contents({ host }: TestRepository): Readonly<Record<string, readonly string[]>> {
  const entries = [...host.snapshot().environments.values()].map(({ id, namespaces }) => [
    nameEnvironment(id, [REPOSITORY], () => false),
    [...namespaces.values()].flatMap(({ resources }) => resources.map(qualifiedName)).sort(),
  ]);
  return Object.fromEntries(entries);
}
