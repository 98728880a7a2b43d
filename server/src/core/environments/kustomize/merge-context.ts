import { isNull } from '../../yaml/yaml-node.ts';
import type { ComposedNode } from '../composed-node.ts';
import type { Refuse } from './change-fields.ts';
import type { MergedList, MergeShape } from './merge-shapes.ts';

/** What stands in a place of the base and of the patch; undefined for nothing. */
export interface Pair {
  readonly base: ComposedNode | undefined;
  readonly patch: ComposedNode | undefined;
}

/** What the parts of a merge share. */
export interface MergeContext {
  readonly refuse: Refuse;
  /** Merges what stands in one place; undefined when nothing is left of it. */
  readonly merge: (
    pair: Pair,
    shape: MergeShape | undefined,
    list: MergedList | undefined,
  ) => ComposedNode | undefined;
}

/** What is there and not null. */
export function present(node: ComposedNode | undefined): ComposedNode | undefined {
  return node && isNull(node) && !(node.type === 'scalar' && node.templated) ? undefined : node;
}
