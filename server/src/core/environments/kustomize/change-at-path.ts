import type { Origin } from '../../model/origin.ts';
import type { ComposedMap, ComposedNode, ComposedSequence } from '../composed-node.ts';
import { compilePattern } from './compile-pattern.ts';
import {
  entryOf,
  isAbsent,
  isUnknown,
  newKey,
  newMap,
  newScalar,
  newSequence,
  valueAt,
  withEntry,
  withItems,
} from './edit-composed.ts';
import { type FieldStep, parseFieldPath } from './field-path.ts';

/** What is done with everything that stands at the path of a replacement's target. */
interface PathChange {
  readonly set: (node: ComposedNode) => ComposedNode;
  /** What is made at the end of a path that does not exist; undefined if nothing is. */
  readonly create: ComposedNode['type'] | undefined;
  readonly origin: Origin;
}

/** What came of it. */
interface PathOutcome {
  readonly root: ComposedNode;
  /** How many places there were; `unknown` where none can be seen and a template may write some. */
  readonly met: number | 'unknown';
}

/**
 * Changes what stands at a path, which may be in several places. As in kustomize, what `[name=web]` says of an item is a
 * regular expression that need only match a part. Source:
 * https://kubectl.docs.kubernetes.io/references/kustomize/kustomization/replacements/
 */
export function changeAtPath(root: ComposedNode, path: string, change: PathChange): PathOutcome {
  let met = 0;
  let isHidden = false;
  const walk = (node: ComposedNode, steps: readonly FieldStep[]): ComposedNode => {
    const [step, ...rest] = steps;
    if (!step) {
      met++;
      return change.set(node);
    }
    const below = (next: ComposedNode): ComposedNode => walk(next, rest);
    if (step.type === 'field') {
      if (node.type === 'map') return inMap(node, step.name, rest);
    } else if (node.type === 'sequence') return inList(node, step, rest, below);
    isHidden ||= isUnknown(node);
    return node;
  };
  const inMap = (map: ComposedMap, name: string, rest: readonly FieldStep[]): ComposedNode => {
    const known = entryOf(map, name);
    const isMissing = !known || (isAbsent(known.value) && rest.length > 0);
    isHidden ||= !known && map.open;
    if (isMissing && change.create === undefined) return map;
    const start = isMissing ? emptyFor(rest, change) : known.value;
    return withEntry(map, known?.key ?? newKey(name, change.origin), walk(start, rest));
  };
  const inList = (
    list: ComposedSequence,
    step: FieldStep,
    rest: readonly FieldStep[],
    below: (next: ComposedNode) => ComposedNode,
  ): ComposedNode => {
    const isMeant = itemTest(step);
    isHidden ||= list.open;
    if (list.items.some(isMeant))
      return withItems(
        list,
        list.items.map((item, i) => (isMeant(item, i) ? below(item) : item)),
      );
    const item = change.create === undefined ? undefined : newItem(list, step, rest, change);
    return item ? { ...list, items: [...list.items, below(item)] } : list;
  };
  const changed = walk(root, parseFieldPath(path));
  return { root: changed, met: met === 0 && isHidden ? 'unknown' : met };
}

function itemTest(step: FieldStep): (item: ComposedNode, i: number) => boolean {
  if (step.type === 'all') return () => true;
  if (step.type === 'index') return (_, i) => i === step.index;
  if (step.type === 'field') return () => false;
  const says = compilePattern(step.value, 'part') ?? (() => false);
  return (item) => {
    const node = step.field === '' ? item : item.type === 'map' ? valueAt(item, step.field) : undefined;
    return node?.type === 'scalar' && says(node.text);
  };
}

/** The item that is made so that a step finds one. */
function newItem(
  list: ComposedSequence,
  step: FieldStep,
  rest: readonly FieldStep[],
  change: PathChange,
): ComposedNode | undefined {
  const { origin } = change;
  if (step.type === 'index') return step.index === list.items.length ? emptyFor(rest, change) : undefined;
  if (step.type !== 'match') return undefined;
  const value = newScalar(step.value, origin, 'plain');
  return step.field === '' ? value : newMap([{ key: newKey(step.field, origin), value }], origin);
}

function emptyFor([next]: readonly FieldStep[], { create, origin }: PathChange): ComposedNode {
  if (next)
    return next.type === 'field' || next.type === 'all' ? newMap([], origin) : newSequence([], origin);
  if (create === 'map') return newMap([], origin);
  return create === 'sequence' ? newSequence([], origin) : newScalar('', origin, 'plain');
}
