import type { Related } from '../../model/finding.ts';
import type { Severity } from '../../model/severity.ts';
import type { Source } from '../../model/source.ts';
import { formatRequirement, formatSelector, matchRequirement, type Requirement, type Selector } from '../../model/selector.ts';
import { selectInScope } from '../../reach/select-workloads.ts';
import { formatResource, type Resource, sourceIn, sourceOf } from '../../workspace/resource.ts';
import type { View } from '../../workspace/view.ts';
import { childPath } from '../../yaml/yaml-path.ts';
import type { Fix } from '../define-rule.ts';
import { findNearLabels, type NearLabels } from './near-labels.ts';
import { changeKey, changeValue, keySource, valueSource } from './requirement-place.ts';
import { isRunTimeLabel } from './run-time-labels.ts';

/** Proof that no pod of the manifests in one namespace is selected, and how much that means. */
export interface SelectsNothing {
  readonly selector: Selector;
  readonly namespace: string;
  /** Pods of the namespace that are nearly selected: surely a slip. */
  readonly near: NearLabels | undefined;
  /** A workload of another namespace that is selected by the same labels. */
  readonly elsewhere: Resource | undefined;
  /** The manifests have pods in this namespace, and nothing hints at pods from somewhere else. */
  readonly owned: boolean;
  /** The requirement that no pod of the namespace meets, if it is one alone. */
  readonly unmet: Requirement | undefined;
}

/**
 * Proves that a selector of `resource` selects no pod of a namespace. Undefined when it selects some, when it selects
 * everything, when a template or a broken document leaves it open, and where the cluster brings pods of its own.
 */
export function findSelectsNothing(
  view: View,
  resource: Resource,
  selector: Selector,
  namespace: string,
): SelectsNothing | undefined {
  const requirements = selector.requirements.filter(({ key }) => !isRunTimeLabel(key));
  if (requirements.length === 0 || selector.open || requirements.some(isUnclear)) return undefined;
  if (view.hasUnreadable() || isSystemNamespace(namespace)) return undefined;
  const everywhere = { namespaces: EVERY_NAMESPACE, pods: { ...selector, requirements }, at: selector.at };
  const selected = selectInScope(view, everywhere, namespace);
  const local = view.inNamespace('workload', namespace).filter(({ facts }) => !facts.workload?.ended);
  if (local.some(({ broken }) => broken) || selected.some((each) => mayBeIn(resource, namespace, each.resource))) return undefined;
  const unmet = requirements.filter((each) => !local.some(({ facts }) => matches(each, facts.workload?.labels)));
  const near = findNearLabels({ ...selector, requirements }, local);
  return {
    selector,
    namespace,
    near,
    elsewhere: selected.find(({ match }) => match === 'yes')?.resource,
    owned: near !== undefined || (local.length > 0 && !unmet.some(isForeign)),
    unmet: unmet.length === 1 ? unmet[0] : undefined,
  };
}

const EVERY_NAMESPACE: Selector = { requirements: [], open: false, at: '' };

function isUnclear({ operator, values }: Requirement): boolean {
  return values === undefined || (operator === 'In' && values.length === 0);
}

function matches(requirement: Requirement, labels: Parameters<typeof matchRequirement>[1] | undefined): boolean {
  return labels !== undefined && matchRequirement(requirement, labels) === 'yes';
}

/** Where a namespace is not written, it is chosen when the manifests are applied. */
function mayBeIn(resource: Resource, namespace: string, workload: Resource): boolean {
  return workload.namespace === namespace || workload.namespaceImplied || resource.namespaceImplied;
}

/** Namespaces that the cluster or its distribution fills. */
function isSystemNamespace(namespace: string): boolean {
  return namespace === 'kube-system' || namespace.startsWith('openshift-');
}

/** A label under somebody's domain is what an operator gives to the pods that it makes. */
function isForeign({ key }: Requirement): boolean {
  return key.includes('/') && !key.startsWith('app.kubernetes.io/');
}

/** How sure it is that this is a mistake; undefined: as sure as the rule itself. */
export function selectsNothingSeverity({ owned }: SelectsNothing): Severity | undefined {
  return owned ? undefined : 'hint';
}

/** The smallest place that is wrong: the label, or else the whole selector. */
export function selectsNothingAt(resource: Resource, { near, unmet, selector }: SelectsNothing): Source {
  if (near?.difference.type === 'key') return keySource(resource, near.requirement);
  const requirement = near?.requirement ?? unmet;
  return requirement ? valueSource(resource, requirement) : sourceIn(resource, selector.at, 'value');
}

/** Why nothing is selected, as the rest of a sentence, and what was likely meant. */
export function explainSelectsNothing({ selector, namespace, near, elsewhere, owned }: SelectsNothing): string {
  if (near) return explainNear(near, namespace);
  const wanted = `\`${formatSelector(selector)}\``;
  if (elsewhere) {
    return `none in namespace ${namespace} has ${wanted}; the pods of ${formatResource(elsewhere)} do, but they are in another namespace`;
  }
  return owned ? `none in namespace ${namespace} has ${wanted}` : `the manifests have none in namespace ${namespace} with ${wanted}`;
}

function explainNear({ workload, requirement, difference }: NearLabels, namespace: string): string {
  const wanted = `\`${formatRequirement(requirement)}\``;
  const owner = formatResource(workload);
  switch (difference.type) {
    case 'value':
      return `none in namespace ${namespace} has ${wanted}; did you mean \`${difference.label.value}\`, as the pods of ${owner} have`;
    case 'key':
      return `none in namespace ${namespace} has ${wanted}; did you mean the label \`${difference.label.key}\` of the pods of ${owner}`;
    case 'owner':
      return `${owner} has ${wanted} in its own labels, but its pod template does not, and that is what counts`;
    case 'missing':
      return `the pods of ${owner} have all of its labels but ${wanted}`;
  }
}

/** The other end: the pods that are nearly selected, or those of another namespace. */
export function relatedToNothing({ near, elsewhere }: SelectsNothing): Related[] {
  if (near && near.difference.type !== 'missing') {
    return [{ at: sourceIn(near.workload, near.difference.label.at, 'value'), message: `the label of ${formatResource(near.workload)}` }];
  }
  if (near) return [{ at: sourceIn(near.workload, labelsAt(near.workload), 'value'), message: 'the labels of its pods' }];
  return elsewhere ? [{ at: sourceOf(elsewhere), message: `is in namespace ${elsewhere.namespace}` }] : [];
}

/** Changes that make the selector meet the pods that it nearly selects. */
export function fixSelectsNothing(resource: Resource, { near }: SelectsNothing): Fix[] {
  if (!near) return [];
  const { workload, requirement, difference } = near;
  const value = requirement.values?.[0] ?? '';
  const toPods: Fix = {
    title: `Add the label \`${requirement.key}: ${value}\` to the pods of ${formatResource(workload)}`,
    changes: [
      { type: 'add-entry', document: workload.document, path: childPath(labelsAt(workload), requirement.key), value },
    ],
  };
  switch (difference.type) {
    case 'value':
      return [
        {
          title: `Change \`${value}\` to \`${difference.label.value}\``,
          changes: [changeValue(resource, requirement, difference.label.value)],
        },
      ];
    case 'key':
      return [
        {
          title: `Change the label \`${requirement.key}\` to \`${difference.label.key}\``,
          changes: [changeKey(resource, requirement, difference.label.key)],
        },
        toPods,
      ];
    case 'owner':
    case 'missing':
      return [toPods];
  }
}

function labelsAt({ facts }: Resource): string {
  return facts.workload?.labels.at ?? facts.labels.at;
}
