import type { Topology } from '../../server/src/core/topology/topology.ts';
import type {
  Focus,
  NamespaceLinks,
  PolicyOverlay,
  Refused,
  TopologyChanges,
  TrafficExplanation,
} from '../../server/src/core/topology/topology-question.ts';
import type { SearchIndex } from './search-index.ts';

/** What has been answered so far. */
export interface ViewData {
  readonly topology: Topology | undefined;
  readonly index: SearchIndex;
  readonly links: ReadonlyMap<string, NamespaceLinks>;
  readonly focus: Focus | undefined;
  readonly policy: PolicyOverlay | undefined;
  readonly changes: TopologyChanges | undefined;
  /** The answer to the question that `key` spells. */
  readonly explanation: { readonly key: string; readonly answer: TrafficExplanation | Refused } | undefined;
  /** Why something could not be answered. */
  readonly failure: string | undefined;
}

/** Before anything is answered. */
export const NOTHING: ViewData = {
  topology: undefined,
  index: { entries: [] },
  links: new Map(),
  focus: undefined,
  policy: undefined,
  changes: undefined,
  explanation: undefined,
  failure: undefined,
};
