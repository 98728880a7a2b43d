import type { ResourceFacts } from '../model/resource-facts.ts';
import type { Value } from './value.ts';

/** Everything the product knows of one kind. One file defines one kind. */
export interface Kind {
  /** Empty for the core group. */
  readonly group: string;
  readonly kind: string;
  /** Versions whose shape `lower` understands; other versions are kept by name only. */
  readonly versions: readonly string[];
  readonly scope: 'namespaced' | 'cluster';
  /** The page that explains the kind. */
  readonly docsUrl: string;
  /** A complete small manifest, shown in the documentation and read by a test. */
  readonly example: string;
  /** What the kind's own fields say. Sees one object alone and never throws. */
  readonly lower: (resource: Value) => Partial<Lowered>;
}

/** The part of the facts that depends on the kind; what a kind leaves out is empty. */
export type Lowered = Pick<
  ResourceFacts,
  | 'references'
  | 'addresses'
  | 'workload'
  | 'service'
  | 'policy'
  | 'foreignPolicy'
  | 'route'
  | 'endpoints'
  | 'configurationType'
>;

/** Declares a kind. */
export function defineKind(kind: Kind): Kind {
  return kind;
}
