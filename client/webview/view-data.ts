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
import type { Explained, Place, ViewState } from './view-state.ts';

/** What has been answered so far. */
export interface ViewData {
  readonly topology: Topology | undefined;
  readonly index: SearchIndex;
  readonly links: ReadonlyMap<string, NamespaceLinks>;
  /** By the id of the node; the last ones that somebody looked at, for many go back to them. */
  readonly focuses: ReadonlyMap<string, Focus>;
  readonly policies: ReadonlyMap<string, PolicyOverlay>;
  /** By `keyOfExplained`. */
  readonly explanations: ReadonlyMap<string, TrafficExplanation | Refused>;
  /** `incomparable` where there is nothing to compare with; undefined until that is known. */
  readonly changes: TopologyChanges | 'incomparable' | undefined;
  /** Why something could not be answered, by the key of the question. */
  readonly failures: ReadonlyMap<string, string>;
}

/** Before anything is answered. */
export const NOTHING: ViewData = {
  topology: undefined,
  index: { entries: [] },
  links: new Map(),
  focuses: new Map(),
  policies: new Map(),
  explanations: new Map(),
  changes: undefined,
  failures: new Map(),
};

/** How questions that can be asked about several things are told apart. */
export const keyOfPlace = (place: Exclude<Place, { level: 'map' }>): string => `${place.level} ${place.id}`;
export const keyOfExplained = (explained: Explained): string => `explain ${JSON.stringify(explained)}`;

/** Why there can be no picture. What else could not be answered is told where its answer would stand. */
export function failureOfPicture({ tab, place }: ViewState, { failures }: ViewData): string | undefined {
  const ofPlace = tab === 'map' && place.level !== 'map' ? failures.get(keyOfPlace(place)) : undefined;
  return failures.get('topology') ?? ofPlace;
}
