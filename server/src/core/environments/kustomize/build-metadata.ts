import type { ComposedMap, ComposedNode, ComposedScalar } from '../composed-node.ts';
import { entryOf, itemsOf, newKey, newMap, newScalar, textOf, valueAt, withEntry } from './edit-composed.ts';
import type { Kustomization } from './read-kustomization.ts';
import { type Resource, withRoot } from './resource.ts';

/**
 * Adds what `buildMetadata` of the topmost kustomization asks for. What it says, such as the version of kustomize, is known
 * only where kustomize runs. Source: https://kubectl.docs.kubernetes.io/references/kustomize/kustomization/buildmetadata/
 */
export function addBuildMetadata(
  resources: readonly Resource[],
  { root }: Kustomization,
): readonly Resource[] {
  const options = itemsOf(valueAt(root, 'buildMetadata'));
  return options.reduce((changed, option) => {
    const place = PLACES.find(({ name }) => name === textOf(option));
    if (!place) return changed;
    return changed.map((resource) =>
      withRoot(resource, withUnknown(resource.root, place.field, place.key, option)),
    );
  }, resources);
}

const PLACES = [
  { name: 'managedByLabel', field: 'labels', key: 'app.kubernetes.io/managed-by' },
  { name: 'originAnnotations', field: 'annotations', key: 'config.kubernetes.io/origin' },
] as const;

function withUnknown(root: ComposedMap, field: string, key: string, { origin }: ComposedNode): ComposedMap {
  const metadata = entryOf(root, 'metadata');
  if (metadata?.value.type !== 'map') return root;
  const known = entryOf(metadata.value, field);
  const map = known?.value.type === 'map' ? known.value : newMap([], origin, metadata.value.open);
  const unknown: ComposedScalar = { ...newScalar('', { ...origin, altered: true }), templated: true };
  const added = withEntry(map, newKey(key, origin), unknown);
  return withEntry(root, metadata.key, withEntry(metadata.value, known?.key ?? newKey(field, origin), added));
}
