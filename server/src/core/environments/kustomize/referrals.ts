import { lazy } from '../../base/lazy.ts';
import { addTo, type MultiMap, valuesOf } from '../../base/multi-map.ts';
import { itemsOf, textOf, valueAt } from './edit-composed.ts';
import { currentId, formerIds, originalId, type Resource } from './resource.ts';
import { isOutsideOfNamespaces, type KindSelector, type ResourceId, selectsKind } from './resource-id.ts';

/** A resource that names others. */
export interface Referrer {
  readonly resource: Resource;
  readonly id: ResourceId;
  /** What it may mean by a name that it gives, in order. */
  readonly candidates: (name: string) => readonly Candidate[];
  /** Whether anything that it may name, called whatever, was in a namespace at first. */
  readonly knewNamespace: (namespace: string) => boolean;
}

/** A resource that was called something else before. */
interface Candidate {
  readonly resource: Resource;
  readonly id: ResourceId;
  readonly first: ResourceId;
  readonly former: readonly ResourceId[];
}

/** What is looked for: which kind, by which name. */
export interface Reference {
  readonly referrer: Referrer;
  readonly target: KindSelector;
  readonly name: string;
  /** The namespace that stands beside the name. */
  readonly namespace: string | undefined;
  /** A role is named together with its kind. */
  readonly isRole: boolean;
}

/** Indexes resources by the names that they had. */
export function referrersOf(resources: readonly Resource[]): (resource: Resource) => Referrer {
  const byName: MultiMap<string, Candidate> = new Map();
  const byNamespace: MultiMap<string, Candidate> = new Map();
  for (const resource of resources) {
    const former = formerIds(resource);
    const candidate = { resource, id: currentId(resource), first: originalId(resource), former };
    for (const name of new Set(former.map((id) => id.name))) addTo(byName, name, candidate);
    addTo(byNamespace, candidate.first.namespace, candidate);
  }
  return (resource) => {
    const id = currentId(resource);
    const others = lazy(() => namespacesOfSubjects(resource));
    const isReached = (candidate: Candidate): boolean =>
      isOutsideOfNamespaces(id) ||
      isOutsideOfNamespaces(candidate.id) ||
      candidate.id.namespace === id.namespace ||
      (id.kind === 'RoleBinding' &&
        others().has(textOf(valueAt(candidate.resource.root, 'metadata', 'namespace'))));
    return {
      resource,
      id,
      candidates: (name) => valuesOf(byName, name).filter(isReached),
      knewNamespace: (namespace) => valuesOf(byNamespace, namespace).some(isReached),
    };
  };
}

/** The resource that is meant; undefined for none. `refuse` is told when there are several. */
export function findReferral(reference: Reference, refuse: (message: string) => void): Resource | undefined {
  const { referrer, target, name, namespace, isRole } = reference;
  const role = isRole ? roleOf(referrer.resource) : undefined;
  const isMeant = ({ id, former }: Candidate): boolean =>
    former.some((one) => selectsKind(target, one)) &&
    (!role || former.some((one) => selectsKind(role, one))) &&
    (isOutsideOfNamespaces(referrer.id) ||
      isOutsideOfNamespaces(id) ||
      id.kind === 'ServiceAccount' ||
      id.namespace === referrer.id.namespace);
  const all = inNamespace(referrer, name, namespace).filter(isMeant);
  if (all.length <= 1) return all[0]?.resource;
  const alike = all.filter(({ resource }) => haveSameAffixes(resource, referrer.resource, true));
  const left =
    alike.length > 1
      ? alike.filter(({ resource }) => haveSameAffixes(resource, referrer.resource, false))
      : alike;
  const isSame = ({ id }: Candidate): boolean =>
    id.name === left[0]?.id.name && (namespace === undefined || id.namespace === left[0].id.namespace);
  if (left.every(isSame)) return left[0]?.resource;
  const names = left.map(({ id }) => id.name).join(' or ');
  refuse(`It is not clear whether ${name} means ${names}: give them names of their own`);
  return undefined;
}

/** The namespace is the one of before, if anything at all was in it then; else that of now. */
function inNamespace(
  { candidates, knewNamespace }: Referrer,
  name: string,
  namespace: string | undefined,
): readonly Candidate[] {
  const all = candidates(name);
  if (namespace === undefined || all.length === 0) return all;
  const isBefore = knewNamespace(namespace);
  return all.filter(({ first, id }) => (isBefore ? first : id).namespace === namespace);
}

/** A RoleBinding may name accounts of other namespaces. */
function namespacesOfSubjects({ root }: Resource): ReadonlySet<string> {
  const accounts = itemsOf(valueAt(root, 'subjects')).filter(
    (subject) => textOf(valueAt(subject, 'kind')) === 'ServiceAccount',
  );
  return new Set(accounts.map((subject) => textOf(valueAt(subject, 'namespace'))).filter(Boolean));
}

function roleOf({ root }: Resource): KindSelector | undefined {
  const group = valueAt(root, 'roleRef', 'apiGroup');
  const kind = valueAt(root, 'roleRef', 'kind');
  return group && kind ? { group: textOf(group), version: '', kind: textOf(kind) } : undefined;
}

/** Whether both went through the same prefixes and suffixes, as far as the one that went through fewer did. */
function haveSameAffixes(a: Resource, b: Resource, orNone: boolean): boolean {
  const same = (one: readonly string[], other: readonly string[]): boolean =>
    (orNone && (one.length === 0 || other.length === 0)) || endAlike(one, other);
  return same(a.prefixes, b.prefixes) && same(a.suffixes, b.suffixes);
}

function endAlike(a: readonly string[], b: readonly string[]): boolean {
  const length = Math.min(a.length, b.length);
  if (length === 0) return a.length === b.length;
  return a.slice(-length).every((text, i) => text === b.at(i - length));
}
