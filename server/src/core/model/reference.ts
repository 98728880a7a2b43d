import type { Field } from './field.ts';

/** One resource names another. */
export interface Reference {
  readonly group: string;
  readonly kind: string;
  readonly name: Field<string>;
  /** Undefined: the namespace of the resource that refers, or none if the kind has none. */
  readonly namespace: Field<string> | undefined;
  readonly role: ReferenceRole;
  /** The one entry of a configuration that is meant; undefined for all of it. */
  readonly key?: Field<string>;
}

/** What the reference is for, which decides what a miss means. */
export type ReferenceRole =
  | 'backend'
  | 'class'
  | 'certificate'
  | 'governing-service'
  | 'slice-of'
  | 'configuration';
