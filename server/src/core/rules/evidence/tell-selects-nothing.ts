import type { Related } from '../../model/finding.ts';
import { formatRequirement, formatSelector } from '../../model/selector.ts';
import type { Severity } from '../../model/severity.ts';
import type { Source } from '../../model/source.ts';
import { formatResource, type Resource, sourceIn, sourceOf } from '../../workspace/resource.ts';
import { childPath } from '../../yaml/yaml-path.ts';
import type { Fix } from '../define-rule.ts';
import type { PolicyNearMiss } from './policy-near-miss.ts';
import { changeKey, changeValue, keySource, valueSource } from './requirement-place.ts';
import type { SelectsNothing } from './selects-nothing.ts';

/** How sure it is that nothing is there to be selected; undefined: as sure as the rule itself. */
export function selectsNothingSeverity({ near, owned }: SelectsNothing): Severity | undefined {
  return near || owned ? undefined : 'hint';
}

/** The smallest place that is wrong: a label, or else the whole selector of `resource`. */
export function selectsNothingAt(resource: Resource, { near, unmet, selector }: SelectsNothing): Source {
  if (near?.difference.type === 'key') return keySource(resource, near.requirement);
  const requirement = near?.requirement ?? unmet;
  return requirement ? valueSource(resource, requirement) : sourceIn(resource, selector.at, 'value');
}

/** Why nothing is selected, and what was likely meant: the rest of a sentence that began with "no pods". */
export function explainSelectsNothing({ selector, namespace, near, abroad, owned }: SelectsNothing): string {
  if (near) return explainNear(near, namespace);
  const wanted = `\`${formatSelector(selector)}\``;
  if (abroad) {
    return `none in namespace ${namespace} has ${wanted}, and those of ${formatResource(abroad)} are in another namespace.`;
  }
  return owned
    ? `none in namespace ${namespace} has ${wanted}.`
    : `the manifests have none in namespace ${namespace} with ${wanted}.`;
}

function explainNear({ workload, requirement, difference }: PolicyNearMiss, namespace: string): string {
  const wanted = `\`${formatRequirement(requirement)}\``;
  const owner = formatResource(workload);
  switch (difference.type) {
    case 'value':
      return `none in namespace ${namespace} has ${wanted}; did you mean \`${difference.label.value}\`, as the pods of ${owner} have it?`;
    case 'key':
      return `none in namespace ${namespace} has ${wanted}; did you mean the label \`${difference.label.key}\`, as the pods of ${owner} have it?`;
    case 'owner':
      return `${owner} has ${wanted} in its own labels, but its pod template does not, and that is what counts.`;
    case 'missing':
      return `those of ${owner} have all of its labels but ${wanted}.`;
  }
}

/** The other end: the label of the pods that are nearly selected, or the pods of another namespace. */
export function relatedToNothing({ near, abroad }: SelectsNothing): Related[] {
  if (near) {
    const { workload, difference } = near;
    const path = difference.type === 'missing' ? labelsAt(workload) : difference.label.at;
    return [{ at: sourceIn(workload, path, 'value'), message: `labels of ${formatResource(workload)}` }];
  }
  return abroad
    ? [{ at: sourceOf(abroad), message: `has these labels, in namespace ${abroad.namespace}` }]
    : [];
}

/** Changes that make the selector meet the pods that it nearly selects. */
export function fixSelectsNothing(resource: Resource, { near }: SelectsNothing): Fix[] {
  if (!near) return [];
  const { workload, requirement, difference } = near;
  const value = requirement.values?.[0] ?? '';
  const path = childPath(labelsAt(workload), requirement.key);
  const labelPods: Fix = {
    title: `Add \`${requirement.key}: ${value}\` to the pods of ${formatResource(workload)}`,
    changes: [{ type: 'add-entry', document: workload.document, path, value }],
  };
  if (difference.type === 'value') {
    const { value: meant } = difference.label;
    return [
      { title: `Change \`${value}\` to \`${meant}\``, changes: [changeValue(resource, requirement, meant)] },
    ];
  }
  if (difference.type !== 'key') return [labelPods];
  const { key } = difference.label;
  const title = `Change the label \`${requirement.key}\` to \`${key}\``;
  return [{ title, changes: [changeKey(resource, requirement, key)] }, labelPods];
}

function labelsAt({ facts }: Resource): string {
  return facts.workload?.labels.at ?? facts.labels.at;
}
