import type { Severity } from './severity.ts';
import type { Source } from './source.ts';

/** Something a rule has to say about a place. */
export interface Finding {
  /** The id of the rule. */
  readonly rule: string;
  readonly severity: Severity;
  /** What is wrong, where, and what to do. */
  readonly message: string;
  readonly at: Source;
  /** The other ends: what the place refers to, what decides it. */
  readonly related: readonly Related[];
  /** The environment that it holds in; undefined where it is about a text, whatever that is part of. */
  readonly environment: string | undefined;
}

export interface Related {
  readonly at: Source;
  readonly message: string;
}
