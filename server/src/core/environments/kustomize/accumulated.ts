import type { Resource } from './resource.ts';
import { DEFAULT_CONFIG, type TransformerConfig } from './transformer-config.ts';
import type { Variable } from './variables.ts';

/** What has come together so far. */
export interface Accumulated {
  readonly resources: readonly Resource[];
  readonly config: TransformerConfig;
  readonly variables: readonly Variable[];
}

/** The start of everything that is no component. */
export const NOTHING_YET: Accumulated = { resources: [], config: DEFAULT_CONFIG, variables: [] };
