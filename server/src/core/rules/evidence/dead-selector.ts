import type { Selector } from '../../model/selector.ts';
import { selectInNamespace } from '../../reach/select-workloads.ts';
import type { Resource } from '../../workspace/resource.ts';
import type { Settings } from '../../workspace/settings.ts';
import type { View } from '../../workspace/view.ts';
import { findMaker } from './made-by-controller.ts';
import { matchPods, selectElsewhere } from './match-pods.ts';

/** Proof that none of the manifests has pods for a Service. */
export interface DeadSelector {
  readonly selector: Selector;
  /** The workloads of the namespace are labelled by the same keys: this workspace is where such pods would be. */
  readonly owned: boolean;
  /** A workload whose pods would be selected if it were in the Service's namespace. */
  readonly abroad: Resource | undefined;
}

/**
 * Looks for pods of a Service. Undefined when there are some, when there may be, or when it needs none because its
 * endpoints are given by hand (semantics rule 38).
 */
export function findDeadSelector(
  view: View,
  settings: Settings,
  resource: Resource,
): DeadSelector | undefined {
  const { namespace, broken, facts } = resource;
  const { service } = facts;
  const selector = service?.selector;
  if (!service || !selector || service.type === 'ExternalName' || broken || isTemplated(selector))
    return undefined;
  // The index answers for nearly every Service; what follows looks at all workloads of the namespace.
  if (selectInNamespace(view, selector, namespace).length > 0 || hasEndpoints(view, resource))
    return undefined;
  const workloads = view.inNamespace('workload', namespace);
  if (view.hasUnreadable() || workloads.some((workload) => matchPods(selector, workload) !== 'no'))
    return undefined;

  const elsewhere = selectElsewhere(view, selector, namespace);
  // What has no namespace is applied to any: perhaps to that of the other.
  const isMovable = ({ namespaceImplied }: Resource): boolean =>
    namespaceImplied && settings.defaultNamespace === undefined;
  if (elsewhere.length > 0 && (isMovable(resource) || elsewhere.some(isMovable))) return undefined;
  const abroad = elsewhere.find((workload) => matchPods(selector, workload) === 'yes');
  return { selector, owned: isOwned(view, selector, namespace, workloads), abroad };
}

function isTemplated({ open, requirements }: Selector): boolean {
  return open || requirements.some(({ values }) => !values);
}

function hasEndpoints(view: View, { namespace, facts }: Resource): boolean {
  return view.inNamespace('endpoints', namespace).some((resource) => {
    const service = resource.facts.endpoints?.service;
    return service && (service.value === undefined || service.value === facts.name?.value);
  });
}

/** Pods of the cluster itself run in these, and of them manifests show some at most. */
const SYSTEM_NAMESPACE = /^(?:kube|openshift)-/;

function isOwned(
  view: View,
  { requirements }: Selector,
  namespace: string,
  workloads: readonly Resource[],
): boolean {
  if (SYSTEM_NAMESPACE.test(namespace)) return false;
  const known = new Set(
    workloads.flatMap(({ facts }) => facts.workload?.labels.entries.map(({ key }) => key) ?? []),
  );
  if (!requirements.every(({ key }) => known.has(key))) return false;
  return !findMaker(
    view,
    namespace,
    requirements.flatMap(({ values }) => values ?? []),
  );
}
