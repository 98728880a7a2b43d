import type { GraphIndex } from '../../topology/graph-index.ts';
import type { FocusMember } from '../../topology/topology-question.ts';
import type { Resource } from '../../workspace/resource.ts';

/** A resource as one of a group, whose namespace stands above it: `Deployment cart`. */
export function memberOf({ idOf }: GraphIndex, resource: Resource): FocusMember {
  const { kind, name } = resource.facts;
  return { label: `${kind} ${name?.value ?? '…'}`, id: idOf(resource) };
}
