import type { Ternary } from '../../base/ternary.ts';
import type { ComposedNode } from '../composed-node.ts';
import { asOldYaml } from './as-old-yaml.ts';
import type { BuildContext } from './build-context.ts';
import { changeAtPath } from './change-at-path.ts';
import { checkShape } from './check-shape.ts';
import { isAbsent, isTrue, itemsOf, newScalar, textOf, valueAt } from './edit-composed.ts';
import { REPLACEMENT_SHAPE } from './kustomization-fields.ts';
import { loadFile } from './load-file.ts';
import { isTarget } from './replacement-targets.ts';
import { delimited, readIndex, readSource, written } from './replacement-value.ts';
import { currentId, type Resource, withRoot } from './resource.ts';
import { describeId } from './resource-id.ts';
import { unsureMap } from './unsure.ts';
import { withProperNames } from './with-proper-names.ts';

/**
 * Copies values from fields of resources to fields of others. Source:
 * https://kubectl.docs.kubernetes.io/references/kustomize/kustomization/replacements/
 */
export function applyReplacements(
  resources: readonly Resource[],
  items: readonly ComposedNode[],
  folder: string,
  context: BuildContext,
): readonly Resource[] {
  return items
    .flatMap((item) => replacementsOf(item, folder, context))
    .reduce((changed, replacement) => replace(changed, replacement, context), resources);
}

/** An item, or what the file holds that it names: one replacement or a list. */
function replacementsOf(item: ComposedNode, folder: string, context: BuildContext): readonly ComposedNode[] {
  const path = valueAt(item, 'path');
  if (!path || textOf(path) === '') return [item];
  if (valueAt(item, 'source') || valueAt(item, 'targets'))
    context.report(
      'invalid',
      item,
      'This replacement has both a path and a source or targets: remove one of the two',
    );
  const loaded = loadFile(path, folder, context);
  const trees = (loaded ?? []).map(({ root }) => asOldYaml(root));
  if (trees.length === 0 && loaded)
    context.report(
      'invalid',
      path,
      `There is no replacement in ${textOf(path)}: write one, or a list of them`,
    );
  const found = trees.flatMap((tree) => (tree.type === 'sequence' ? tree.items : [tree]));
  for (const replacement of found)
    checkShape(replacement, REPLACEMENT_SHAPE, 'A replacement', context.report);
  return found.map((replacement) => withProperNames(replacement, REPLACEMENT_SHAPE));
}

function replace(
  resources: readonly Resource[],
  replacement: ComposedNode,
  context: BuildContext,
): readonly Resource[] {
  const targets = valueAt(replacement, 'targets');
  if (!targets || isAbsent(targets)) {
    context.report('invalid', replacement, 'This replacement has no targets: say where the value goes');
    return resources;
  }
  const value = readSource(replacement, resources, context);
  if (!value) return resources;
  return itemsOf(targets).reduce((changed, target) => replaceIn(changed, target, value, context), resources);
}

function replaceIn(
  resources: readonly Resource[],
  target: ComposedNode,
  value: ComposedNode,
  context: BuildContext,
): readonly Resource[] {
  const select = valueAt(target, 'select');
  if (!select) {
    context.report(
      'invalid',
      target,
      'This target selects nothing: say below select which resources are meant',
    );
    return resources;
  }
  const isMeant = (resource: Resource): Ternary => isTarget(target, resource);
  if (!resources.some((resource) => isMeant(resource) !== 'no'))
    context.report('doubtful', select, 'No resource is meant by this target: correct it');
  return resources.map((resource) => {
    const answer = isMeant(resource);
    if (answer === 'no') return resource;
    const changed = writeInto(resource, target, value, answer === 'yes' ? context : undefined);
    return answer === 'yes' ? changed : withRoot(resource, unsureMap(resource.root, changed.root));
  });
}

function writeInto(
  resource: Resource,
  target: ComposedNode,
  value: ComposedNode,
  context: BuildContext | undefined,
): Resource {
  const options = valueAt(target, 'options');
  const delimiter = textOf(valueAt(options, 'delimiter'));
  const create = isTrue(valueAt(options, 'create')) ? value.type : undefined;
  const paths = valueAt(target, 'fieldPaths');
  let root: ComposedNode = resource.root;
  for (const path of itemsOf(paths).length > 0 ? itemsOf(paths) : [undefined]) {
    const text = path ? textOf(path) : 'metadata.name';
    const refuse = (message: string): void => context?.report('invalid', path ?? target, message);
    const set = (field: ComposedNode): ComposedNode => {
      if (delimiter === '') return written(field, value);
      // What is no plain value reads as an empty text.
      const part = value.type === 'scalar' ? value : newScalar('', value.origin);
      if (field.type === 'scalar') return delimited(field, part, delimiter, readIndex(options));
      refuse(`Here is no plain value that ${delimiter} could divide: remove the delimiter`);
      return field;
    };
    const { root: changed, met } = changeAtPath(root, text, { set, create, origin: value.origin });
    if (met === 0)
      context?.report(
        'no-target',
        path ?? target,
        `${describeId(currentId(resource))} has no field ${text}: correct the path, or set the option create`,
      );
    root = changed;
  }
  return root.type === 'map' ? withRoot(resource, root) : resource;
}
