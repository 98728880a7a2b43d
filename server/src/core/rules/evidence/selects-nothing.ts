import type { Requirement, Selector } from '../../model/selector.ts';
import { selectInNamespace } from '../../reach/select-workloads.ts';
import type { Resource } from '../../workspace/resource.ts';
import type { Settings } from '../../workspace/settings.ts';
import type { View } from '../../workspace/view.ts';
import { isFragment } from './fragment.ts';
import { hasMakers } from './made-by-controller.ts';
import { matchLabelOfPods, matchPods, selectElsewhere } from './match-pods.ts';
import { findPolicyNearMiss, type PolicyNearMiss } from './policy-near-miss.ts';

/** Proof that a selector of a policy selects no pod that the manifests have in one namespace. */
export interface SelectsNothing {
  readonly selector: Selector;
  readonly namespace: string;
  /** Pods of the namespace that are nearly selected: surely a slip. */
  readonly near: PolicyNearMiss | undefined;
  /** A workload of another namespace whose pods have these labels. */
  readonly abroad: Resource | undefined;
  /**
   * The pods of the namespace are labelled by the same keys, and no custom resource there makes more of them.
   */
  readonly owned: boolean;
  /** The requirement that no pod of the namespace meets, if it is one alone. */
  readonly unmet: Requirement | undefined;
}

/**
 * Looks for the pods of a selector that `resource` holds. Undefined when there are some, when there may be,
 * and when it selects everything, which is never a mistake.
 */
export function findSelectsNothing(
  view: View,
  settings: Settings,
  resource: Resource,
  selector: Selector,
  namespace: string,
): SelectsNothing | undefined {
  const { requirements } = selector;
  if (requirements.length === 0 || isUnclear(selector) || SYSTEM_NAMESPACE.test(namespace)) return undefined;
  // The index answers for nearly every selector; what follows looks at all workloads of the namespace.
  if (selectInNamespace(view, selector, namespace).length > 0 || view.hasUnreadable()) return undefined;
  const local = view.inNamespace('workload', namespace).filter(isRunning);
  if (local.some((workload) => matchPods(selector, workload) !== 'no')) return undefined;
  const elsewhere = selectElsewhere(view, selector, namespace).filter(isRunning);
  // What has no namespace is applied to any: perhaps to that of the other.
  const isMovable = ({ namespaceImplied }: Resource): boolean =>
    namespaceImplied && settings.defaultNamespace === undefined;
  if (elsewhere.length > 0 && (isMovable(resource) || elsewhere.some(isMovable))) return undefined;
  const unmet = requirements.filter(
    (each) => !local.some((workload) => matchLabelOfPods(each, workload) !== 'no'),
  );
  return {
    selector,
    namespace,
    near: findPolicyNearMiss(selector, local),
    abroad: elsewhere.find((workload) => matchPods(selector, workload) === 'yes'),
    owned: isOwned(view, selector, namespace, local),
    unmet: unmet.length === 1 ? unmet[0] : undefined,
  };
}

/** A template hides what it selects, or the API server would refuse it. */
function isUnclear({ open, requirements }: Selector): boolean {
  return (
    open || requirements.some(({ operator, values }) => !values || (operator === 'In' && values.length === 0))
  );
}

function isRunning(resource: Resource): boolean {
  const { workload } = resource.facts;
  return workload !== undefined && !workload.ended && !isFragment(resource);
}

/** Pods of the cluster itself run in these, and of them manifests show some at most. */
const SYSTEM_NAMESPACE = /^(?:kube|openshift)-/;

function isOwned(view: View, selector: Selector, namespace: string, local: readonly Resource[]): boolean {
  const keys = new Set(
    local.flatMap(({ facts }) => facts.workload?.labels.entries.map(({ key }) => key) ?? []),
  );
  return selector.requirements.every(({ key }) => keys.has(key)) && !hasMakers(view, namespace);
}
