import type { ComposedMap, ComposedSequence } from '../composed-node.ts';
import type { BuildContext } from './build-context.ts';
import {
  entriesOf,
  entryOf,
  isUnknown,
  newKey,
  newMap,
  textOf,
  valueAt,
  withEntry,
  withoutEntry,
} from './edit-composed.ts';
import { applyOperations } from './json-patch.ts';
import { type Resource, rememberId } from './resource.ts';
import type { TargetTest } from './select-targets.ts';
import { unsureMap } from './unsure.ts';

/**
 * Applies the operations of a JSON patch to all resources that its target means. A resource that kustomize has touched
 * before carries notes of that as annotations, so a patch finds some.
 */
export function patchByOperations(
  resources: readonly Resource[],
  operations: ComposedSequence,
  test: TargetTest,
  remembers: boolean,
  context: BuildContext,
): readonly Resource[] {
  return resources.map((resource) => {
    const answer = test(resource);
    if (answer === 'no') return resource;
    const isSure = answer === 'yes';
    const known = remembers && isSure ? rememberId(resource) : resource;
    const isNoted = known.formerIds.length > 0 || known.hashed;
    const start = isNoted ? withAnnotations(resource.root) : resource.root;
    const changed = applyOperations(
      start,
      operations,
      isSure ? context : { ...context, report: () => undefined },
    );
    if (isSure) checkIdentity(start, changed, operations, context);
    const isLeft =
      start !== resource.root && entriesOf(valueAt(changed, 'metadata', 'annotations')).length === 0;
    const root = changed === start ? resource.root : isLeft ? withoutAnnotations(changed) : changed;
    // Writing it to JSON and back leaves no value shared.
    return { ...known, root: isSure ? root : unsureMap(resource.root, root), shared: [] };
  });
}

/** Without its kind or its name it would be no resource any more. */
function checkIdentity(
  before: ComposedMap,
  after: ComposedMap,
  operations: ComposedSequence,
  { report }: BuildContext,
): void {
  for (const path of [['kind'], ['metadata', 'name']]) {
    const value = valueAt(after, ...path);
    if (textOf(valueAt(before, ...path)) === '' || textOf(value) !== '' || (value && isUnknown(value)))
      continue;
    report(
      'invalid',
      operations,
      `These operations take the ${path.join('.')} away: leave it, or replace it`,
    );
  }
}

function withAnnotations(root: ComposedMap): ComposedMap {
  const metadata = entryOf(root, 'metadata');
  if (metadata?.value.type !== 'map' || entryOf(metadata.value, 'annotations')) return root;
  const { origin, open } = metadata.value;
  const annotations = newMap([], origin, open);
  return withEntry(root, metadata.key, withEntry(metadata.value, newKey('annotations', origin), annotations));
}

function withoutAnnotations(root: ComposedMap): ComposedMap {
  const metadata = entryOf(root, 'metadata');
  if (metadata?.value.type !== 'map') return root;
  return withEntry(root, metadata.key, withoutEntry(metadata.value, 'annotations'));
}
