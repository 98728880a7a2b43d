import type { DocumentId } from '../../model/source.ts';
import type { ComposedMap, ComposedScalar } from '../composed-node.ts';
import { textOf, valueAt } from './edit-composed.ts';
import { effectiveNamespace, parseApiVersion, type ResourceId } from './resource-id.ts';
import { spreadShared } from './spread-shared.ts';

/** A resource on its way through the transformers. */
export interface Resource {
  readonly root: ComposedMap;
  /** As it stands in its file; undefined for one that is generated. */
  readonly written: ComposedMap | undefined;
  readonly base: DocumentId;
  /** What it was called before, oldest first: references still use these names. */
  readonly formerIds: readonly FormerId[];
  readonly prefixes: readonly string[];
  readonly suffixes: readonly string[];
  /** What a generated one does when there is one of its name already. */
  readonly behavior: 'create' | 'merge' | 'replace';
  /** A hash of its content is to be put behind its name. */
  readonly hashed: boolean;
  /** Values that stand in several places, all of which change with one. */
  readonly shared: readonly ComposedScalar[];
  /** The variables that are read from it. */
  readonly variables: readonly string[];
}

/** A former name. The group and version are always those of now. */
interface FormerId {
  readonly kind: string;
  readonly name: string;
  readonly namespace: string;
}

/** A resource that no transformer has seen yet. */
export function newResource(root: ComposedMap, base: DocumentId, written: ComposedMap | undefined): Resource {
  return {
    root,
    written,
    base,
    formerIds: [],
    prefixes: [],
    suffixes: [],
    behavior: 'create',
    hashed: false,
    shared: [],
    variables: [],
  };
}

/** A resource with another tree; the same one if the tree is the same. */
export function withRoot(resource: Resource, root: ComposedMap): Resource {
  if (root === resource.root) return resource;
  return { ...resource, ...spreadShared(resource, root) };
}

/** What it is called now. */
export function currentId({ root }: Pick<Resource, 'root'>): ResourceId {
  const apiVersion = textOf(valueAt(root, 'apiVersion'));
  const kind = textOf(valueAt(root, 'kind'));
  const namespace = textOf(valueAt(root, 'metadata', 'namespace'));
  return {
    ...parseApiVersion(apiVersion),
    kind,
    name: textOf(valueAt(root, 'metadata', 'name')),
    namespace: effectiveNamespace(apiVersion, kind, namespace),
  };
}

/** What it was called before, oldest first. */
export function formerIds({ root, formerIds }: Resource): ResourceId[] {
  const { group, version } = parseApiVersion(textOf(valueAt(root, 'apiVersion')));
  return formerIds.map((id) => ({ group, version, ...id }));
}

/** What it was called at first. */
export function originalId(resource: Resource): ResourceId {
  return formerIds(resource)[0] ?? currentId(resource);
}

/** Everything it was ever called. */
export function allIds(resource: Resource): ResourceId[] {
  return [...formerIds(resource), currentId(resource)];
}

/** Remembers what it is called now, before that changes. */
export function rememberId(resource: Resource): Resource {
  const { kind, name, namespace } = currentId(resource);
  return { ...resource, formerIds: [...resource.formerIds, { kind, name, namespace }] };
}
