import { absorbResource } from './absorb-resource.ts';
import type { BuildContext } from './build-context.ts';
import { itemsOf, valueAt } from './edit-composed.ts';
import { type ConfigKind, generateConfig } from './generate-config.ts';
import type { Kustomization } from './read-kustomization.ts';
import type { Resource } from './resource.ts';

/**
 * Adds the ConfigMaps and Secrets that a kustomization generates. Sources:
 * https://kubectl.docs.kubernetes.io/references/kustomize/kustomization/configmapgenerator/ and secretgenerator/
 */
export function generateResources(
  { root, folder, document }: Kustomization,
  resources: readonly Resource[],
  context: BuildContext,
): readonly Resource[] {
  const common = valueAt(root, 'generatorOptions');
  const generate = (field: string, kind: ConfigKind): Resource[] =>
    itemsOf(valueAt(root, field)).flatMap((item) => {
      const made = generateConfig(item, kind, common, folder, context);
      return made ? [{ ...made, base: document }] : [];
    });
  return [...generate('configMapGenerator', 'ConfigMap'), ...generate('secretGenerator', 'Secret')].reduce(
    (known, made) => absorbResource(known, made, context),
    resources,
  );
}
