import type { Environment } from '../workspace/environment.ts';
import type { Snapshot } from '../workspace/snapshot.ts';

/**
 * The environments to tell people of: those that hold resources. A pipeline's file or values beside a chart are read like
 * manifests, and nobody applies them. Where nothing holds a resource, it is all of them.
 */
export function filledEnvironments({ environments }: Pick<Snapshot, 'environments'>): readonly Environment[] {
  const all = [...environments.values()];
  const filled = all.filter(isFilled);
  return filled.length > 0 ? filled : all;
}

function isFilled({ namespaces }: Environment): boolean {
  return namespaces.size > 0;
}
