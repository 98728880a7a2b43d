import type { Requirement } from '../../model/requirement.ts';
import type { Source } from '../../model/source.ts';
import type { YamlChange } from '../../model/yaml-change.ts';
import { type Resource, sourceIn } from '../../workspace/resource.ts';
import { childPath } from '../../yaml/yaml-path.ts';

/**
 * Where a requirement of a resource's selector says its label's key, in either of the two ways to write it.
 */
export function keySource(resource: Resource, requirement: Requirement): Source {
  return isExpression(requirement)
    ? sourceIn(resource, childPath(requirement.at, 'key'), 'value')
    : sourceIn(resource, requirement.at, 'key');
}

/** Where a requirement says its value; its key where it has no single value. */
export function valueSource(resource: Resource, requirement: Requirement): Source {
  if (!isExpression(requirement)) return sourceIn(resource, requirement.at, 'value');
  if (requirement.values?.length !== 1) return keySource(resource, requirement);
  return sourceIn(resource, firstValue(requirement), 'value');
}

/** Asks for another label, whose value stays. */
export function changeKey({ document }: Resource, requirement: Requirement, key: string): YamlChange {
  return isExpression(requirement)
    ? { type: 'set-scalar', document, path: childPath(requirement.at, 'key'), value: key }
    : { type: 'rename-key', document, path: requirement.at, key };
}

/** Asks for another value of the label; of several values, the first gives way. */
export function changeValue({ document }: Resource, requirement: Requirement, value: string): YamlChange {
  const path = isExpression(requirement) ? firstValue(requirement) : requirement.at;
  return { type: 'set-scalar', document, path, value };
}

/** `matchLabels` says a requirement by an entry, `matchExpressions` by an item of a list. */
function isExpression({ at }: Requirement): boolean {
  return /\/matchExpressions\/\d+$/.test(at);
}

function firstValue({ at }: Requirement): string {
  return childPath(childPath(at, 'values'), 0);
}
