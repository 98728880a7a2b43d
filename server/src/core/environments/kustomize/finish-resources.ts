import type { ComposedMap } from '../composed-node.ts';
import type { Accumulated } from './accumulated.ts';
import type { BuildContext } from './build-context.ts';
import { alteredText, entryOf, textOf, valueAt, withEntry, withoutEntry } from './edit-composed.ts';
import { hashConfig } from './hash-config.ts';
import { followNames } from './name-references.ts';
import { replaceVariables } from './replace-variables.ts';
import { type Resource, rememberId, withRoot } from './resource.ts';
import { withTextValues } from './text-values.ts';

/** What is done at the very end, when all names are known: hashes, references to names, variables. */
export function finishResources(
  { resources, config, variables }: Accumulated,
  context: BuildContext,
): readonly Resource[] {
  const hashed = resources.map((resource) => (resource.hashed ? withHash(resource) : resource));
  const followed = followNames(hashed, config.nameReference, context);
  return replaceVariables(followed, variables, config.fields.varReference, context)
    .filter((resource) => !isLocal(resource))
    .map((resource) => withRoot(resource, withFinalAnnotations(resource.root)));
}

/** Annotations are written as texts, and not at all when none is left. */
function withFinalAnnotations(root: ComposedMap): ComposedMap {
  const metadata = entryOf(root, 'metadata');
  const annotations = valueAt(metadata?.value, 'annotations');
  const isEmpty = annotations?.type === 'map' && annotations.entries.length === 0 && !annotations.open;
  return isEmpty && metadata?.value.type === 'map'
    ? withEntry(root, metadata.key, withoutEntry(metadata.value, 'annotations'))
    : withTextValues(root, 'annotations');
}

function withHash(resource: Resource): Resource {
  const { root } = resource;
  const metadata = entryOf(root, 'metadata');
  const name = entryOf(metadata?.value, 'name');
  if (metadata?.value.type !== 'map' || name?.value.type !== 'scalar') return resource;
  const renamed = alteredText(name.value, `${name.value.text}-${hashConfig(root)}`);
  const changed = withEntry(root, metadata.key, withEntry(metadata.value, name.key, renamed));
  return withRoot(rememberId(resource), changed);
}

/** Who says so is there for other tools, and is not applied. */
function isLocal({ root }: Resource): boolean {
  const annotations = valueAt(root, 'metadata', 'annotations');
  const entry = entryOf(annotations, 'config.kubernetes.io/local-config');
  return entry !== undefined && textOf(entry.value) !== 'false';
}
