import type { Selector } from '../../model/selector.ts';
import { selectInNamespace } from '../../reach/select-workloads.ts';
import type { Resource } from '../../workspace/resource.ts';
import type { Settings } from '../../workspace/settings.ts';
import type { View } from '../../workspace/view.ts';
import { isMovable } from './is-movable.ts';
import { matchPods, selectElsewhere } from './match-pods.ts';

/** Proof that the manifests have no pods in a namespace for a selector, and what they have instead. */
export interface NoPods {
  /** The workloads of the namespace. */
  readonly local: readonly Resource[];
  /** Their pods are labelled by the same keys, so that this workspace is where such pods would be. */
  readonly labelledAlike: boolean;
  /** A workload of another namespace whose pods have the labels. */
  readonly abroad: Resource | undefined;
}

/**
 * Looks for the pods that the selector of `resource` selects in a namespace. Undefined when there are some, or when
 * there may be. Only workloads that `counts` says yes to can make such pods.
 */
export function findNoPods(
  view: View,
  settings: Settings,
  resource: Resource,
  selector: Selector,
  namespace: string,
  counts: (workload: Resource) => boolean,
): NoPods | undefined {
  // The index answers for nearly every selector; what follows looks at all workloads of the namespace.
  if (selectInNamespace(view, selector, namespace).length > 0 || view.hasUnreadable('workload'))
    return undefined;
  const local = view.inNamespace('workload', namespace).filter(counts);
  if (local.some((workload) => matchPods(selector, workload) !== 'no')) return undefined;
  if (isBeside(view, selector, namespace)) return undefined;
  const elsewhere = selectElsewhere(view, selector, namespace).filter(counts);
  // What has no namespace is applied to any: perhaps to that of the other.
  if (elsewhere.length > 0 && [resource, ...elsewhere].some((each) => isMovable(each, settings)))
    return undefined;
  return {
    local,
    labelledAlike: !isSystemNamespace(namespace) && isLabelledAlike(local, selector),
    abroad: elsewhere.find((workload) => matchPods(selector, workload) === 'yes'),
  };
}

/** Whether an environment beside this one has the pods; those that name no namespace may be in any. */
function isBeside(view: View, selector: Selector, namespace: string): boolean {
  return view
    .companionsWith('workload', namespace)
    .some(
      (other) =>
        selectInNamespace(other, selector, namespace).length > 0 ||
        selectInNamespace(other, selector, other.impliedNamespace).some(
          ({ resource }) => resource.namespaceImplied,
        ),
    );
}

function isLabelledAlike(workloads: readonly Resource[], { requirements }: Selector): boolean {
  const known = new Set(
    workloads.flatMap(({ facts }) => facts.workload?.labels.entries.map(({ key }) => key) ?? []),
  );
  return requirements.every(({ key }) => known.has(key));
}

/** Pods of the cluster itself run in these, and of them manifests show some at most. */
export function isSystemNamespace(namespace: string): boolean {
  return /^(?:kube|openshift)-/.test(namespace);
}
