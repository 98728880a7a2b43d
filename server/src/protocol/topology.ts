import type { Source } from '../core/model/source.ts';
import type { PackedTopology } from '../core/topology/pack-topology.ts';
import type { TopologyAnswers, TopologyQuestion } from '../core/topology/topology-question.ts';

/** The request that answers a question of the topology view: `TopologyParams` in, `TopologyResult` out. */
export const topologyRequest = 'kubereach/topology';

export interface TopologyParams {
  /** The id of the environment; left out where the one of `uri`, or else the first, is meant. */
  readonly environment?: string;
  readonly uri?: string;
  readonly question: TopologyQuestion;
}

/** The answer, and what it is about. JSON knows no undefined: what is not there is null. The graph comes packed. */
export interface TopologyResult {
  readonly environment: EnvironmentName;
  readonly environments: readonly EnvironmentName[];
  readonly answer: TopologyAnswers[Exclude<keyof TopologyAnswers, 'topology'>] | PackedTopology | null;
}

export interface EnvironmentName {
  readonly id: string;
  /** For people: the last part of the folder. */
  readonly name: string;
}

/** The notification that something in the topology may have changed, once findings are up to date again. It says nothing. */
export const topologyChangedNotification = 'kubereach/topologyChanged';

/** The request for where a node, or a source of an explanation, stands now: `RevealParams` in, LSP's `Location` or null out. */
export const topologyPlaceRequest = 'kubereach/topology/place';

export type TopologyPlaceParams =
  | { readonly environment: string; readonly node: string }
  | { readonly source: Source };

/** The request for the nodes that stand at a position: `TopologyAtParams` in, their ids out, the innermost first. */
export const topologyAtRequest = 'kubereach/topology/at';

export interface TopologyAtParams {
  readonly uri: string;
  /** 0-based, as LSP counts. */
  readonly position: { readonly line: number; readonly character: number };
}
