import { pathSteps } from '../../yaml/yaml-path.ts';
import type { ComposedMap, ComposedNode, ComposedScalar, ComposedSequence } from '../composed-node.ts';
import type { BuildContext } from './build-context.ts';
import {
  entryOf,
  isAbsent,
  isUnknown,
  newKey,
  newScalar,
  saysTheSame,
  textOf,
  valueAt,
  withEntry,
  withItems,
  withoutEntry,
} from './edit-composed.ts';
import { scalarType } from './scalar-type.ts';

/**
 * Applies the operations of a JSON Patch, one after the other. One that cannot be is reported, and the rest go on. Source:
 * https://www.rfc-editor.org/rfc/rfc6902
 */
export function applyOperations(
  root: ComposedMap,
  operations: ComposedSequence,
  { report }: BuildContext,
): ComposedMap {
  let result = root;
  for (const operation of operations.items) {
    const changed = applyOperation(result, operation);
    if (changed.type === 'done') result = changed.root;
    else if (changed.type === 'missing')
      report('no-target', valueAt(operation, changed.field) ?? operation, changed.message);
    else if (changed.type === 'invalid')
      report('invalid', valueAt(operation, changed.field) ?? operation, changed.message);
  }
  return result;
}

type Outcome =
  | { readonly type: 'done'; readonly root: ComposedMap }
  | { readonly type: 'missing'; readonly field: 'path' | 'from'; readonly message: string }
  | { readonly type: 'invalid'; readonly field: 'op' | 'path' | 'from'; readonly message: string }
  /** A template decides whether it can be. */
  | { readonly type: 'unknown' };

function applyOperation(root: ComposedMap, operation: ComposedNode): Outcome {
  const op = textOf(valueAt(operation, 'op'));
  const path = textOf(valueAt(operation, 'path'));
  const from = textOf(valueAt(operation, 'from'));
  if (!valueAt(operation, 'value') && isUnknown(operation)) return { type: 'unknown' };
  // Where nothing is said, null is meant.
  const value = valueAt(operation, 'value') ?? nullAt(operation);
  const wrong = checkPointers(operation, op);
  if (wrong) return wrong;
  const change = (edit: Edit, field: 'path' | 'from' = 'path', start = root): Outcome => {
    const changed = changeAt(start, stepsOf(field === 'path' ? path : from), edit);
    if (changed === 'unknown') return { type: 'unknown' };
    if (changed?.type === 'map') return { type: 'done', root: changed };
    const text = field === 'path' ? path : from;
    return {
      type: 'missing',
      field,
      message: `${text} does not exist in the ${textOf(valueAt(root, 'kind'))} ${textOf(valueAt(root, 'metadata', 'name'))}: correct the path`,
    };
  };
  switch (op) {
    case 'add':
    case 'replace':
      return change(op === 'add' ? adding(value) : replacing(value));
    case 'remove':
      return change(REMOVING);
    case 'test': {
      const found = findOrNull(root, stepsOf(path), operation);
      if (found && (isUnknown(found) || isUnknown(value))) return { type: 'unknown' };
      if (found && saysTheSame(found, value)) return { type: 'done', root };
      return {
        type: 'missing',
        field: 'path',
        message: `${path} does not say what this test asks for: correct one of the two`,
      };
    }
    case 'move':
    case 'copy': {
      const found = op === 'copy' ? findOrNull(root, stepsOf(from), operation) : find(root, stepsOf(from));
      if (!found) return change(REMOVING, 'from');
      const removed = op === 'move' ? change(REMOVING, 'from') : undefined;
      const start = removed?.type === 'done' ? removed.root : root;
      return change(adding(found), 'path', start);
    }
    default:
      return {
        type: 'invalid',
        field: 'op',
        message: `There is no operation ${op}: write add, remove, replace, move, copy or test`,
      };
  }
}

/** What is done with the last step of a path; undefined where it cannot be. */
interface Edit {
  readonly inMap: (map: ComposedMap, key: string) => ComposedNode | undefined;
  readonly inList: (list: ComposedSequence, index: number, step: string) => ComposedNode | undefined;
}

function adding(value: ComposedNode): Edit {
  return {
    inMap: (map, key) => withEntry(map, newKey(key, value.origin), value),
    inList: (list, index, step) => {
      // From the end, the place behind the last item counts too.
      const at = step.startsWith('-') && step !== '-' ? index + 1 : index;
      return at <= list.items.length ? withItems(list, list.items.toSpliced(at, 0, value)) : undefined;
    },
  };
}

function replacing(value: ComposedNode): Edit {
  return {
    // kustomize's library lets a key be replaced that is not there.
    inMap: adding(value).inMap,
    inList: (list, index) =>
      index < list.items.length ? withItems(list, list.items.with(index, value)) : undefined,
  };
}

const REMOVING: Edit = {
  inMap: (map, key) => (entryOf(map, key) ? withoutEntry(map, key) : undefined),
  inList: (list, index) =>
    index < list.items.length ? withItems(list, list.items.toSpliced(index, 1)) : undefined,
};

function changeAt(
  node: ComposedNode,
  steps: readonly string[],
  edit: Edit,
): ComposedNode | 'unknown' | undefined {
  const [step, ...rest] = steps;
  if (step === undefined) return undefined;
  const index = node.type === 'sequence' ? indexOf(node, step) : 0;
  if (index === undefined) return undefined;
  if (rest.length === 0) {
    const edited =
      node.type === 'map'
        ? edit.inMap(node, step)
        : node.type === 'sequence'
          ? edit.inList(node, index, step)
          : undefined;
    return edited ?? (isUnknown(node) ? 'unknown' : undefined);
  }
  const below =
    node.type === 'map'
      ? entryOf(node, step)?.value
      : node.type === 'sequence'
        ? node.items[index]
        : undefined;
  if (!below) return isUnknown(node) ? 'unknown' : undefined;
  const changed = changeAt(below, rest, edit);
  if (changed === undefined || changed === 'unknown') return changed;
  if (node.type === 'map') return withEntry(node, newKey(step, node.origin), changed);
  return node.type === 'sequence' ? withItems(node, node.items.with(index, changed)) : undefined;
}

/** An index from 0; from the end, if it is negative. `-`, which stands for the end, reads as that. */
function indexOf(list: ComposedSequence, step: string): number | undefined {
  if (step === '-') return list.items.length;
  if (!/^[-+]?\d{1,9}$/.test(step)) return undefined;
  const index = Number(step);
  const at = index < 0 ? index + list.items.length : index;
  return at < 0 ? undefined : at;
}

function find(root: ComposedNode, steps: readonly string[]): ComposedNode | undefined {
  return steps.reduce<ComposedNode | undefined>(
    (node, step) =>
      node?.type === 'sequence' ? node.items[indexOf(node, step) ?? -1] : entryOf(node, step)?.value,
    root,
  );
}

/** What stands at a path. A key that is not in its map reads as null. */
function findOrNull(
  root: ComposedNode,
  steps: readonly string[],
  operation: ComposedNode,
): ComposedNode | undefined {
  const found = find(root, steps);
  const parent = find(root, steps.slice(0, -1));
  if (found || parent?.type !== 'map') return found;
  return parent.open ? { ...nullAt(operation), templated: true } : nullAt(operation);
}

function nullAt({ origin }: ComposedNode): ComposedScalar {
  return newScalar('null', origin, 'plain');
}

function stepsOf(path: string): readonly string[] {
  return path === '' ? [] : pathSteps(path);
}

/**
 * kustomize drops what stands before the first slash of a path, so that one without it adds a field at another place than
 * it says.
 */
function checkPointers(operation: ComposedNode, op: string): Outcome | undefined {
  const fields = op === 'move' || op === 'copy' ? (['path', 'from'] as const) : (['path'] as const);
  for (const field of fields) {
    const node = valueAt(operation, field);
    if (node?.type !== 'scalar' || isUnknown(node) || isAbsent(node)) continue;
    if (scalarType(node) === 'string' && /^(?:\/|$)/.test(node.text)) continue;
    const message = `${node.text} does not begin with a slash: write /${node.text}`;
    return { type: 'invalid', field, message };
  }
  return undefined;
}
