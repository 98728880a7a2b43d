import { isWithin } from '../../base/folder-of.ts';
import type { ComposedNode } from '../composed-node.ts';
import { type Accumulated, NOTHING_YET } from './accumulated.ts';
import { addVariables, mergeVariables } from './add-variables.ts';
import { applyTransformers } from './apply-transformers.ts';
import { asOldYaml } from './as-old-yaml.ts';
import type { BuildContext } from './build-context.ts';
import { checkShape } from './check-shape.ts';
import { itemsOf, valueAt } from './edit-composed.ts';
import { generateResources } from './generate-resources.ts';
import { CONFIGURATION_SHAPE } from './kustomization-fields.ts';
import { loadFile, refuseOutside, reportNoFolder, resolveFile, treesIn } from './load-file.ts';
import { appendResources, loadResources } from './load-resources.ts';
import { noteUnread } from './note-unread.ts';
import { type Kustomization, readKustomization } from './read-kustomization.ts';
import { parseInline } from './read-patch.ts';
import type { Resource } from './resource.ts';
import { noteValidators, runGenerators, runTransformers } from './run-plugins.ts';
import { mergeConfigs, readConfig, type TransformerConfig } from './transformer-config.ts';
import { withProperNames } from './with-proper-names.ts';

/**
 * Takes in what a kustomization names, and changes it as it says, in the order in which kustomize does. `start` is what
 * a component is applied to. `trail` holds the folders that led here.
 */
export function accumulate(
  kustomization: Kustomization,
  start: Accumulated,
  trail: readonly string[],
  context: BuildContext,
): Accumulated {
  const { root, folder } = kustomization;
  const here = [...trail, folder];
  const paths = ['resources', 'bases'].flatMap((field) => itemsOf(valueAt(root, field)));
  const parts = paths.map((path): Part => ({ path, own: takeIn(path, here, context) }));
  let sum = addParts(start, parts, context);
  sum = { ...sum, config: withConfigurations(sum.config, kustomization, context) };
  const plugins = (field: string): readonly Resource[] => pluginsOf(kustomization, field, here, context);
  const generated = generateResources(kustomization, sum.resources, context);
  sum = { ...sum, resources: runGenerators(generated, plugins('generators'), kustomization, context) };
  for (const path of itemsOf(valueAt(root, 'components'))) sum = takeInFolder(path, sum, here, context);
  const transformed = applyTransformers(kustomization, sum, context);
  sum = { ...sum, resources: runTransformers(transformed, plugins('transformers'), kustomization, context) };
  noteValidators(plugins('validators'), context);
  noteUnread(kustomization, context);
  return addVariables(kustomization, sum, context);
}

/** The resources that say what plugins do, which stand in the kustomization itself or in files. */
function pluginsOf(
  { root, document }: Kustomization,
  field: string,
  here: readonly string[],
  context: BuildContext,
): readonly Resource[] {
  return itemsOf(valueAt(root, field)).flatMap((item) => {
    const inline = item.type === 'scalar' && item.text.includes(':') ? parseInline(item, undefined) : [];
    if (!inline.some(({ type }) => type === 'map')) return takeIn(item, here, context).resources;
    return loadResources(
      inline.map((tree) => ({ root: tree, document })),
      context,
    );
  });
}

/** What a path of a kustomization leads to, before it is added to the rest. */
interface Part {
  readonly path: ComposedNode;
  readonly own: Accumulated;
}

function addParts(start: Accumulated, parts: readonly Part[], context: BuildContext): Accumulated {
  const added = parts.flatMap(({ path, own }) => own.resources.map((resource) => ({ resource, at: path })));
  let { config, variables } = start;
  for (const { path, own } of parts) {
    config = mergeConfigs(config, own.config, () => undefined);
    variables = mergeVariables(variables, own.variables, path, context);
  }
  return { resources: appendResources(start.resources, added, context), config, variables };
}

/** Takes in a file or a folder. */
function takeIn(path: ComposedNode, here: readonly string[], context: BuildContext): Accumulated {
  const folder = here.at(-1) ?? '';
  const uri = resolveFile(path, folder, context);
  if (uri === undefined) return NOTHING_YET;
  const trees = treesIn(uri, context);
  if (!trees) return takeInFolder(path, undefined, here, context);
  refuseOutside(path, uri, folder, context);
  return { ...NOTHING_YET, resources: loadResources(trees, context) };
}

/** Takes in a folder: a component, which changes what its user has so far, or what is finished by itself and then added. */
function takeInFolder(
  path: ComposedNode,
  user: Accumulated | undefined,
  here: readonly string[],
  context: BuildContext,
): Accumulated {
  const start = user ?? NOTHING_YET;
  const folder = resolveFile(path, here.at(-1) ?? '', context);
  if (folder === undefined) return start;
  const uri = context.files.kustomizationIn(folder);
  if (uri === undefined) {
    reportNoFolder(path, folder, context);
    return start;
  }
  if (here.some((visited) => isWithin(visited, folder))) {
    context.report('cycle', path, describeCycle(path, here.includes(folder)));
    if (here.includes(folder)) return start;
  }
  const next = context.enter() ? readKustomization(uri, context) : undefined;
  if (!next) return start;
  const isMixedUp = next.isComponent !== (user !== undefined);
  if (isMixedUp) context.report('invalid', path, describeMixUp(path, user !== undefined));
  return accumulate(next, start, here, context);
}

function withConfigurations(
  config: TransformerConfig,
  { root, folder }: Kustomization,
  context: BuildContext,
): TransformerConfig {
  let result = config;
  for (const path of itemsOf(valueAt(root, 'configurations'))) {
    for (const { root: written } of loadFile(path, folder, context) ?? []) {
      const own = asOldYaml(written);
      checkShape(own, CONFIGURATION_SHAPE, 'A configuration', context.report);
      const tree = withProperNames(own, CONFIGURATION_SHAPE);
      if (tree.type !== 'map') continue;
      result = mergeConfigs(result, readConfig(tree, context), (spec) => {
        const says = spec.create ? 'is made' : 'is not made';
        context.report(
          'invalid',
          path,
          `Elsewhere the field ${spec.path} ${spec.create ? 'is not made' : 'is made'} where it is missing, and here it ${says}: let both agree`,
        );
      });
    }
  }
  return result;
}

function textOfPath(path: ComposedNode): string {
  return path.type === 'scalar' ? path.text : '';
}

function describeCycle(path: ComposedNode, isVisited: boolean): string {
  const text = textOfPath(path);
  return isVisited
    ? `${text} leads back to a kustomization that takes this one in: remove one of the two`
    : `kustomize refuses ${text}, because this kustomization lies in it: move one of the two`;
}

function describeMixUp(path: ComposedNode, isComponent: boolean): string {
  const text = textOfPath(path);
  return isComponent
    ? `${text} is no Component: list it below resources`
    : `${text} is a Component: list it below components`;
}
