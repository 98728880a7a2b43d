import type { Source } from '../core/model/source.ts';
import type { PackedTopology } from '../core/topology/pack-topology.ts';
import type { NodeId } from '../core/topology/topology.ts';
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

/**
 * The notification that something in the topology may have changed, once findings are up to date again. It says nothing, and
 * goes only to clients that have asked about the topology.
 */
export const topologyChangedNotification = 'kubereach/topologyChanged';

/** The request for where a node, or a source of an explanation, stands now: `TopologyPlaceParams` in, LSP's `Location` or null out. */
export const topologyPlaceRequest = 'kubereach/topology/place';

export type TopologyPlaceParams = NodeRef | { readonly source: Source };

/** A node; its id means something in one environment only, and in others there may be a node of the same name. */
export interface NodeRef {
  readonly environment: string;
  readonly node: NodeId;
}

/** The request for the nodes that stand at a position: `TopologyAtParams` in, `TopologyAtResult` out. */
export const topologyAtRequest = 'kubereach/topology/at';

export interface TopologyAtParams {
  readonly uri: string;
  /** 0-based, as LSP counts. */
  readonly position: { readonly line: number; readonly character: number };
}

/** What stands there, the innermost first; in each environment that the manifest is part of. */
export interface TopologyAtResult {
  readonly nodes: readonly NodeRef[];
}

/** What the view tells the extension. `seq` comes back with the answer; it starts anew with every page. */
export type ViewMessage =
  | { readonly type: 'ready' }
  /** The environment is the one that the settings named last. */
  | {
      readonly type: 'ask';
      readonly seq: number;
      readonly environment: string;
      readonly question: TopologyQuestion;
    }
  | { readonly type: 'environment'; readonly id: string }
  /** Opens the editor at a node or a source; `keepFocus` leaves the keyboard in the view. */
  | {
      readonly type: 'reveal';
      readonly target: { readonly node: NodeId } | { readonly source: Source };
      readonly keepFocus: boolean;
    }
  | {
      readonly type: 'allow';
      readonly from: NodeId;
      readonly to: NodeId;
      readonly port: number;
      readonly protocol: 'TCP' | 'UDP' | 'SCTP';
    }
  | { readonly type: 'copy'; readonly text: string }
  /** Saves an export: text, or the bytes of a picture in base64. */
  | {
      readonly type: 'save';
      readonly name: string;
      readonly text: string;
      readonly encoding: 'utf8' | 'base64';
    }
  | { readonly type: 'follow'; readonly on: boolean };

/** What the extension tells the view. */
export type HostMessage =
  | {
      readonly type: 'settings';
      readonly environment: EnvironmentName;
      readonly environments: readonly EnvironmentName[];
      readonly follow: boolean;
      /** Texts of the view in the user's language, by their English form. */
      readonly texts: Readonly<Record<string, string>>;
    }
  /** Instead of settings: why nothing can be asked. The view says `ready` again when the user wants to try again. */
  | {
      readonly type: 'unavailable';
      readonly message: string;
      readonly texts: Readonly<Record<string, string>>;
    }
  | { readonly type: 'answer'; readonly seq: number; readonly answer: unknown }
  | { readonly type: 'failure'; readonly seq: number; readonly message: string }
  /** Something changed: ask again. */
  | { readonly type: 'changed' }
  /** Show this node; `focus` is false where only the cursor went there. */
  | { readonly type: 'show'; readonly id: string; readonly focus: boolean }
  /** A command of the workbench that is meant for the view. */
  | { readonly type: 'command'; readonly command: ViewCommand };

export type ViewCommand = 'find' | 'back' | 'forward' | 'export' | 'matrix' | 'fit';
