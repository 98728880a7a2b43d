import { newKey, textOf, valueAt, withEntry } from '../kustomize/edit-composed.ts';
import type { ComposedResource } from '../kustomize/kustomize-result.ts';
import { isClusterScoped } from '../kustomize/resource-id.ts';
import type { DeploymentNamespace } from './deployment.ts';

/** Puts resources into a namespace, whichever they name themselves; those of the cluster as a whole stay as they are. */
export function putIntoNamespace(
  resources: readonly ComposedResource[],
  { name, origin }: DeploymentNamespace,
): readonly ComposedResource[] {
  return resources.map((resource) => {
    const { root } = resource;
    const metadata = valueAt(root, 'metadata');
    if (metadata?.type !== 'map') return resource;
    if (isClusterScoped(textOf(valueAt(root, 'apiVersion')), textOf(valueAt(root, 'kind')))) return resource;
    const moved = withEntry(metadata, newKey('namespace', origin), newKey(name, origin));
    return { ...resource, root: withEntry(root, newKey('metadata', root.origin), moved), asWritten: false };
  });
}
