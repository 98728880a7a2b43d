import { namesOf, type Resource } from '../../workspace/resource.ts';
import type { View } from '../../workspace/view.ts';
import { findMaker } from './made-by-controller.ts';
import { closestSlip } from './slip.ts';

/** How sure it is that a resource that is not in the manifests does not exist. */
export type Missing =
  /** It may be: a template hides names, a document cannot be read, or the namespaces are not all written. */
  | { readonly type: 'unknown' }
  /** One with nearly the same name is there: surely a slip. */
  | { readonly type: 'near'; readonly resource: Resource; readonly name: string }
  /**
   * Others of its kind are there, in the same namespace: this workspace is where it would be defined, the more so where
   * it defines the namespace itself, by this resource.
   */
  | { readonly type: 'owned'; readonly definition: Resource | undefined }
  /** Nothing of its kind is there, or a controller may make it: it may well be defined somewhere else. */
  | { readonly type: 'elsewhere' };

export interface Wanted {
  readonly group: string;
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
}

/** Judges a resource that is wanted by name; undefined when it is there, or when Kubernetes itself brings it. */
export function judgeMissing(view: View, { group, kind, namespace, name }: Wanted): Missing | undefined {
  if (view.named(group, kind, namespace, name).length > 0) return undefined;
  if (kind === 'Service' && BUILT_IN.has(`${namespace}/${name}`)) return undefined;
  const others = view.ofKind(group, kind, namespace);
  const hidden = others.some(({ facts, broken }) => broken || (facts.name && facts.name.value === undefined));
  if (hidden || view.hasUnreadable('service')) return { type: 'unknown' };
  if (isWithoutNamespace(view, group, kind, namespace, name)) return { type: 'unknown' };
  const nearest = closestSlip(name, namesOf(others));
  const resource = others.find(({ facts }) => facts.name?.value === nearest);
  if (nearest !== undefined && resource) return { type: 'near', resource, name: nearest };
  if (others.length === 0 || findMaker(view, namespace, [name])) return { type: 'elsewhere' };
  return { type: 'owned', definition: view.named('', 'Namespace', '', namespace)[0] };
}

/** Services that every cluster has. */
const BUILT_IN = new Set(['default/kubernetes', 'kube-system/kube-dns']);

/** A resource of that name whose namespace is not written may be applied to any namespace. */
function isWithoutNamespace(
  view: View,
  group: string,
  kind: string,
  namespace: string,
  name: string,
): boolean {
  if (namespace === view.impliedNamespace) return false;
  return view
    .named(group, kind, view.impliedNamespace, name)
    .some(({ namespaceImplied }) => namespaceImplied);
}
