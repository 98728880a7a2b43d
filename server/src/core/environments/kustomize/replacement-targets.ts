import { all, type Ternary } from '../../base/ternary.ts';
import type { ComposedNode } from '../composed-node.ts';
import { isUnknown, itemsOf, textOf, valueAt } from './edit-composed.ts';
import { parseLabelSelector } from './label-selector.ts';
import { allIds, type Resource } from './resource.ts';
import { effectiveNamespace, type ResourceId, selectsKind } from './resource-id.ts';

/** Whether a resource is meant by a target of replacements: by its `select`, and not by any `reject`. */
export function isTarget(target: ComposedNode, resource: Resource): Ternary {
  const select = valueAt(target, 'select');
  if (!select) return 'no';
  const rejects = itemsOf(valueAt(target, 'reject'));
  return all([
    isSelected(select, resource),
    hasSelectedLabels(select, resource),
    ...rejects.map((reject) => opposite(rejected(reject, resource))),
  ]);
}

function opposite(answer: Ternary): Ternary {
  return answer === 'unknown' ? answer : answer === 'yes' ? 'no' : 'yes';
}

/** Whether a resource is left out. Both parts of a `reject` do so by themselves. */
function rejected(reject: ComposedNode, resource: Resource): Ternary {
  const hasId = ['group', 'version', 'kind', 'name', 'namespace'].some(
    (key) => textOf(valueAt(reject, key)) !== '',
  );
  const hasLabels = ['labelSelector', 'annotationSelector'].some(
    (key) => textOf(valueAt(reject, key)) !== '',
  );
  const answers = [
    ...(hasId ? [isSelected(reject, resource)] : []),
    ...(hasLabels ? [hasSelectedLabels(reject, resource)] : []),
  ];
  if (answers.includes('yes')) return 'yes';
  return answers.includes('unknown') ? 'unknown' : 'no';
}

/** Whether one of the ids that a resource has or had is selected, by words alone: here nothing is a pattern. */
export function isSelected(select: ComposedNode, resource: Resource): Ternary {
  const text = (key: string): string => textOf(valueAt(select, key));
  const kind = { group: text('group'), version: text('version'), kind: text('kind') };
  const namespace = text('namespace');
  const isMeant = (id: ResourceId): boolean =>
    selectsKind(kind, id) &&
    ['', id.name].includes(text('name')) &&
    (namespace === '' || id.namespace === effectiveNamespace('', '', namespace));
  if (allIds(resource).some(isMeant)) return 'yes';
  const name = valueAt(select, 'name');
  return name && isUnknown(name) && allIds(resource).some((id) => selectsKind(kind, id)) ? 'unknown' : 'no';
}

function hasSelectedLabels(select: ComposedNode, { root }: Resource): Ternary {
  const metadata = valueAt(root, 'metadata');
  const isHidden = isUnknown(metadata ?? root);
  return all(
    (['label', 'annotation'] as const).map((type) => {
      const test = parseLabelSelector(textOf(valueAt(select, `${type}Selector`)));
      return test ? test(valueAt(metadata, `${type}s`), isHidden) : 'no';
    }),
  );
}
