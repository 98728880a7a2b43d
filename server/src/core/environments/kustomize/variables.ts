import type { ComposedNode } from '../composed-node.ts';

/** One of `vars`: a name for the value of a field. */
export interface Variable {
  readonly name: string;
  readonly fieldPath: string;
  readonly node: ComposedNode;
}
