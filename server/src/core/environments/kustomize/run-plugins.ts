import type { ComposedMap, ComposedNode, ComposedScalar } from '../composed-node.ts';
import { absorbResource } from './absorb-resource.ts';
import { addEntries } from './apply-labels.ts';
import { applyNameAffix } from './apply-name-affix.ts';
import { applyNamespace, type NamespaceSettings } from './apply-namespace.ts';
import { applyJsonPatches, applyMergePatches, applyPatches } from './apply-patches.ts';
import { applyReplacements } from './apply-replacements.ts';
import { applyReplicas } from './apply-replicas.ts';
import type { BuildContext } from './build-context.ts';
import { checkShape } from './check-shape.ts';
import {
  entriesOf,
  entryOf,
  isAbsent,
  isTrue,
  itemsOf,
  newKey,
  textOf,
  valueAt,
  withEntry,
} from './edit-composed.ts';
import type { FieldSpec } from './field-spec.ts';
import { generateConfig } from './generate-config.ts';
import type { Kustomization } from './read-kustomization.ts';
import type { Resource } from './resource.ts';
import { readSpec } from './transformer-config.ts';

/**
 * Runs the generators that come with kustomize and are written as resources. Source:
 * https://kubectl.docs.kubernetes.io/references/kustomize/builtins/
 */
export function runGenerators(
  resources: readonly Resource[],
  plugins: readonly Plugin[],
  { folder }: Kustomization,
  context: BuildContext,
): readonly Resource[] {
  return plugins.reduce<readonly Resource[]>((known, { root, base }) => {
    const kind = builtinKind(root);
    if (kind !== 'ConfigMapGenerator' && kind !== 'SecretGenerator')
      return unsupported(known, root, true, context);
    const item = withOwnName(root);
    const made = generateConfig(
      item,
      kind === 'SecretGenerator' ? 'Secret' : 'ConfigMap',
      undefined,
      folder,
      context,
    );
    return made ? absorbResource(known, { ...made, base }, context) : known;
  }, resources);
}

/** Runs the transformers that come with kustomize and are written as resources, in the order in which they are listed. */
export function runTransformers(
  resources: readonly Resource[],
  plugins: readonly Plugin[],
  kustomization: Kustomization,
  context: BuildContext,
): readonly Resource[] {
  return plugins.reduce<readonly Resource[]>((changed, { root }) => {
    const run = TRANSFORMERS.find(({ kind }) => kind === builtinKind(root))?.run;
    return run ? run(changed, root, kustomization, context) : unsupported(changed, root, true, context);
  }, resources);
}

/** Validators change nothing; those that only kustomize can run are named. */
export function noteValidators(plugins: readonly Plugin[], context: BuildContext): void {
  for (const { root } of plugins) unsupported([], root, false, context);
}

/** What is to be run: a resource that says how. */
type Plugin = Pick<Resource, 'root' | 'base'>;

type Run = (
  resources: readonly Resource[],
  root: ComposedMap,
  kustomization: Kustomization,
  context: BuildContext,
) => readonly Resource[];

const TRANSFORMERS: readonly { readonly kind: string; readonly run: Run }[] = [
  {
    kind: 'PrefixTransformer',
    run: (resources, root, _, context) => affix(resources, root, ['prefix'], context),
  },
  {
    kind: 'SuffixTransformer',
    run: (resources, root, _, context) => affix(resources, root, ['suffix'], context),
  },
  {
    kind: 'PrefixSuffixTransformer',
    run: (resources, root, _, context) => affix(resources, root, ['prefix', 'suffix'], context),
  },
  { kind: 'NamespaceTransformer', run: (resources, root, _, context) => move(resources, root, context) },
  {
    kind: 'LabelTransformer',
    run: (resources, root, _, context) =>
      addEntries(resources, entriesOf(valueAt(root, 'labels')), specsOf(root, context), context),
  },
  {
    kind: 'AnnotationsTransformer',
    run: (resources, root, _, context) =>
      addEntries(resources, entriesOf(valueAt(root, 'annotations')), specsOf(root, context), context),
  },
  {
    kind: 'PatchTransformer',
    run: (resources, root, kustomization, context) => applyPatches(resources, [root], kustomization, context),
  },
  {
    kind: 'PatchJson6902Transformer',
    run: (resources, root, kustomization, context) => {
      const operations = entryOf(root, 'jsonOp');
      const item = operations ? withEntry(root, newKey('patch', root.origin), operations.value) : root;
      return applyJsonPatches(resources, [item], kustomization, context);
    },
  },
  {
    kind: 'PatchStrategicMergeTransformer',
    run: (resources, root, kustomization, context) => {
      const inline = valueAt(root, 'patches');
      const patches = [...itemsOf(valueAt(root, 'paths')), ...(inline ? [inline] : [])];
      return applyMergePatches(resources, patches, kustomization, context);
    },
  },
  {
    kind: 'ReplacementTransformer',
    run: (resources, root, { folder }, context) =>
      applyReplacements(resources, itemsOf(valueAt(root, 'replacements')), folder, context),
  },
  {
    kind: 'ReplicaCountTransformer',
    run: (resources, root, _, context) =>
      applyReplicas(resources, valueAt(root, 'replica') ?? root, specsOf(root, context), context),
  },
  // Images have no bearing on networking.
  { kind: 'ImageTagTransformer', run: (resources) => resources },
];

function affix(
  resources: readonly Resource[],
  root: ComposedMap,
  sides: readonly ('prefix' | 'suffix')[],
  context: BuildContext,
): readonly Resource[] {
  if (!valueAt(root, 'fieldSpecs'))
    context.report(
      'invalid',
      root,
      'kustomize refuses this without fieldSpecs: list the path metadata/name there',
    );
  return sides.reduce((changed, side) => {
    const text = scalarAt(root, side);
    return text ? applyNameAffix(changed, side, text, specsOf(root, context), context) : changed;
  }, resources);
}

function move(resources: readonly Resource[], root: ComposedMap, context: BuildContext): readonly Resource[] {
  const namespace = scalarAt(valueAt(root, 'metadata'), 'namespace');
  if (!namespace) return resources;
  const subjects = valueAt(root, 'setRoleBindingSubjects');
  const mode = SUBJECTS.find((one) => one === textOf(subjects));
  if (subjects && !mode && textOf(subjects) !== '')
    context.report(
      'invalid',
      subjects,
      `setRoleBindingSubjects is ${SUBJECTS.join(', ')}: write one of these`,
    );
  const unsetOnly = isTrue(valueAt(root, 'unsetOnly'));
  return applyNamespace(
    resources,
    { namespace, specs: specsOf(root, context), unsetOnly, subjects: mode ?? 'defaultOnly' },
    context,
  );
}

const SUBJECTS: readonly NamespaceSettings['subjects'][] = ['defaultOnly', 'allServiceAccounts', 'none'];

function specsOf(root: ComposedMap, { report }: BuildContext): readonly FieldSpec[] {
  const specs = itemsOf(valueAt(root, 'fieldSpecs'));
  for (const create of specs.flatMap((spec) => valueAt(spec, 'create') ?? []))
    checkShape(create, 'boolean', 'create', report);
  return specs.map(readSpec);
}

function scalarAt(node: ComposedNode | undefined, key: string): ComposedScalar | undefined {
  const value = valueAt(node, key);
  return value?.type === 'scalar' && !isAbsent(value) && value.text !== '' ? value : undefined;
}

function builtinKind(root: ComposedMap): string | undefined {
  return textOf(valueAt(root, 'apiVersion')) === 'builtin' ? textOf(valueAt(root, 'kind')) : undefined;
}

/** The generated resource is called as the generator is, if it does not say otherwise. */
function withOwnName(root: ComposedMap): ComposedMap {
  return ['name', 'namespace'].reduce((map, key) => {
    const entry = entryOf(valueAt(root, 'metadata'), key);
    return entry && textOf(valueAt(map, key)) === '' ? withEntry(map, entry.key, entry.value) : map;
  }, root);
}

function unsupported(
  resources: readonly Resource[],
  root: ComposedMap,
  isOpen: boolean,
  { report, open }: BuildContext,
): readonly Resource[] {
  const kind = valueAt(root, 'kind');
  report(
    'unsupported',
    kind ?? root,
    `What ${textOf(kind)} does is unknown, because only kustomize itself can run it`,
  );
  if (isOpen) open();
  return resources;
}
