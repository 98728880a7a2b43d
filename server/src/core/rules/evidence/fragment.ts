import type { Resource } from '../../workspace/resource.ts';

/**
 * True for a piece of a workload, such as a patch, which other manifests complete: the API server would
 * refuse a controller of this group whose pods have no labels to find them by.
 */
export function isFragment({ facts }: Resource): boolean {
  const labels = facts.workload?.labels;
  return facts.group === 'apps' && labels !== undefined && labels.entries.length === 0 && !labels.open;
}
