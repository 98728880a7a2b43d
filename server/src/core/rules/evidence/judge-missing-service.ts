import type { Resource } from '../../workspace/resource.ts';
import type { View } from '../../workspace/view.ts';
import { findMaker } from './made-by-controller.ts';
import { closestSlip } from './slip.ts';

/** How sure it is that a Service that is not in the manifests does not exist. */
export type Missing =
  /** It may be: a template hides names, a document cannot be read, or the namespaces are not all written. */
  | { readonly type: 'unknown' }
  /** Another environment has it, and may be applied together with this one. */
  | { readonly type: 'beside'; readonly resource: Resource }
  /** One with nearly the same name is there: surely a slip. */
  | { readonly type: 'near'; readonly resource: Resource; readonly name: string }
  /**
   * Other Services are there, in the same namespace: this workspace is where it would be defined, the more so where
   * it defines the namespace itself, by this resource.
   */
  | { readonly type: 'owned'; readonly definition: Resource | undefined }
  /** No Service is there, or a controller may make it: it may well be defined somewhere else. */
  | { readonly type: 'elsewhere' };

/** Judges a Service that is wanted by name; undefined when it is there, or when Kubernetes itself brings it. */
export function judgeMissingService(view: View, name: string, namespace: string): Missing | undefined {
  if (view.named('', 'Service', namespace, name).length > 0) return undefined;
  if (BUILT_IN.has(`${namespace}/${name}`)) return undefined;
  const { names, hidden } = view.namesOfKind('', 'Service', namespace);
  if (hidden || view.hasUnreadable('service')) return { type: 'unknown' };
  if (isWithoutNamespace(view, name, namespace)) return { type: 'unknown' };
  const beside = findBeside(view, name, namespace);
  if (beside) return { type: 'beside', resource: beside };
  const nearest = closestSlip(name, names);
  const resource = nearest === undefined ? undefined : view.named('', 'Service', namespace, nearest)[0];
  if (nearest !== undefined && resource) return { type: 'near', resource, name: nearest };
  if (names.length === 0 || view.isPart || findMaker(view, namespace, [name])) return { type: 'elsewhere' };
  return { type: 'owned', definition: view.named('', 'Namespace', '', namespace)[0] };
}

/** Services that every cluster has. */
const BUILT_IN = new Set(['default/kubernetes', 'kube-system/kube-dns']);

/** A Service of that name in an environment beside this one; where neither names a namespace, it may be any. */
function findBeside(view: View, name: string, namespace: string): Resource | undefined {
  return view
    .namedBeside('service', name)
    .find(
      (service) =>
        service.namespace === namespace || service.namespaceImplied || namespace === view.impliedNamespace,
    );
}

/** A Service of that name whose namespace is not written may be applied to any namespace. */
function isWithoutNamespace(view: View, name: string, namespace: string): boolean {
  if (namespace === view.impliedNamespace) return false;
  return view
    .named('', 'Service', view.impliedNamespace, name)
    .some(({ namespaceImplied }) => namespaceImplied);
}
