import type { Origin } from '../../model/origin.ts';
import type { ComposedMap, ComposedNode } from '../composed-node.ts';
import type { Placed } from './build-context.ts';
import {
  entryOf,
  isAbsent,
  isUnknown,
  newKey,
  newMap,
  newScalar,
  textOf,
  valueAt,
  withEntry,
  withItems,
} from './edit-composed.ts';
import { type FieldSpec, pathStepsOf } from './field-spec.ts';
import { parseApiVersion, selectsKind } from './resource-id.ts';

/** What is done to each field that a spec leads to. */
export interface FieldChange {
  readonly set: (field: ComposedNode) => ComposedNode;
  /** What a field is made as where there is none; undefined if it never is. */
  readonly create?: 'map' | 'scalar';
  /** Where something was written that asks for the field to be made. */
  readonly origin: Origin;
  /** Told of what stands in the way. */
  readonly refuse: Refuse;
}

/** Says that something cannot be done with what stands at a place. */
export type Refuse = (at: Placed, message: string) => void;

/** A resource's tree with the fields changed that the specs lead to; the same tree if nothing changes. */
export function changeFields(
  root: ComposedMap,
  specs: readonly FieldSpec[],
  change: FieldChange,
): ComposedMap {
  const kind = {
    ...parseApiVersion(textOf(valueAt(root, 'apiVersion'))),
    kind: textOf(valueAt(root, 'kind')),
  };
  let changed: ComposedNode = root;
  for (const spec of specs) {
    if (selectsKind(spec, kind)) changed = changeAt(changed, pathStepsOf(spec.path, '/'), spec, change);
  }
  return changed.type === 'map' ? changed : root;
}

function changeAt(
  node: ComposedNode,
  steps: readonly string[],
  spec: FieldSpec,
  change: FieldChange,
): ComposedNode {
  const [step, ...rest] = steps;
  if (step === undefined) return change.set(node);
  if (isAbsent(node)) return node;
  if (node.type === 'sequence')
    return withItems(
      node,
      node.items.map((item) => changeAt(item, steps, spec, change)),
    );
  if (node.type === 'map') return changeBelow(node, step, rest, spec, change);
  if (!isUnknown(node))
    change.refuse(node, `this is a plain value, where the path ${spec.path} wants a map or a list`);
  return node;
}

function changeBelow(
  map: ComposedMap,
  step: string,
  rest: readonly string[],
  spec: FieldSpec,
  change: FieldChange,
): ComposedMap {
  const isList = step.endsWith('[]');
  const name = isList ? step.slice(0, -2) : step;
  if (name === '') return map;
  const known = entryOf(map, name);
  const creates = spec.create && change.create !== undefined && !isList;
  if (!known && !creates) return map;
  const isEmpty = !known || isAbsent(known.value);
  const value =
    isEmpty && creates ? emptyField(map, rest.length === 0 ? change.create : 'map', change) : known?.value;
  if (!value) return map;
  const changed = changeAt(value, rest, spec, change);
  if (changed === known?.value) return map;
  return withEntry(map, known?.key ?? newKey(name, change.origin), changed);
}

/** Where a template may have put something, a map that is made here may hold more than what is put into it. */
function emptyField(
  parent: ComposedMap,
  type: 'map' | 'scalar' | undefined,
  { origin }: FieldChange,
): ComposedNode {
  return type === 'scalar' ? newScalar('', origin, 'plain') : newMap([], origin, parent.open);
}
