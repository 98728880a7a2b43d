import type { Requirement } from '../../model/requirement.ts';
import type { Selector } from '../../model/selector.ts';
import type { Resource } from '../../workspace/resource.ts';
import type { Settings } from '../../workspace/settings.ts';
import type { View } from '../../workspace/view.ts';
import { isFragment } from './fragment.ts';
import { hasMakers } from './made-by-controller.ts';
import { matchLabelOfPods } from './match-pods.ts';
import { findNoPods, isSystemNamespace } from './no-pods.ts';
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
  if (requirements.length === 0 || isUnclear(selector) || isSystemNamespace(namespace)) return undefined;
  const nothing = findNoPods(view, settings, resource, selector, namespace, isRunning);
  if (!nothing) return undefined;
  const { local, labelledAlike, abroad } = nothing;
  const unmet = requirements.filter(
    (each) => !local.some((workload) => matchLabelOfPods(each, workload) !== 'no'),
  );
  return {
    selector,
    namespace,
    near: findPolicyNearMiss(selector, local),
    abroad,
    owned: labelledAlike && !view.isPart && !hasMakers(view, namespace),
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
