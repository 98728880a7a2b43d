import type { ResourceFacts } from '../model/resource-facts.ts';
import type { DocumentId, Source } from '../model/source.ts';
import type { Part } from '../yaml/locate.ts';
import type { YamlPath } from '../yaml/yaml-path.ts';

/** A Kubernetes object in one environment. */
export interface Resource {
  readonly facts: ResourceFacts;
  readonly document: DocumentId;
  /** The namespace it is applied to; empty for cluster-scoped kinds. */
  readonly namespace: string;
  /** The namespace is not written: it follows from the environment. */
  readonly namespaceImplied: boolean;
  /** Its YAML is broken: what it lacks may well be there. */
  readonly broken: boolean;
}

/** Names one resource of a snapshot; equal for the same place in the same document. */
export type ResourceId = string;

/** The id of a resource. */
export function resourceId({ document, facts }: Resource): ResourceId {
  return `${document}${facts.root}`;
}

/** The resource as people write it: `Service shop/web`, `Namespace shop`. */
export function formatResource(resource: Resource): string {
  return `${resource.facts.kind} ${qualifiedName(resource)}`;
}

/** Namespace and name: `shop/web`; the name alone for cluster-scoped kinds. */
export function qualifiedName({ facts, namespace }: Resource): string {
  const name = facts.name?.value ?? '<unnamed>';
  return namespace ? `${namespace}/${name}` : name;
}

/** The names of resources, as far as they are known. */
export function namesOf(resources: readonly Resource[]): string[] {
  const names: string[] = [];
  for (const { facts } of resources) if (facts.name?.value !== undefined) names.push(facts.name.value);
  return names;
}

/** Whether the name may be another than what can be seen of it. */
export function hasHiddenName({ facts: { name }, broken }: Resource): boolean {
  return broken || (name !== undefined && name.value === undefined);
}

/** A pointer to a place in the resource's document. */
export function sourceIn(resource: Resource, path: YamlPath, part: Part): Source {
  return { document: resource.document, path, part };
}

/** A pointer to the resource as a whole: its name, where it has one. */
export function sourceOf(resource: Resource): Source {
  return sourceIn(resource, resource.facts.name?.at ?? `${resource.facts.root}/kind`, 'value');
}
