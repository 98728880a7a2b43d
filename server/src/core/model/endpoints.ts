import type { Field } from './field.ts';

/** Addresses that somebody lists by hand for a Service without a selector. */
export interface Endpoints {
  /** The Service they are for. */
  readonly service: Field<string> | undefined;
  readonly addresses: readonly Field<string>[];
}
