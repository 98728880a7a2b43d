import type { TopologyAnswers, TopologyQuestion } from '../../server/src/core/topology/topology-question.ts';
import type { HostMessage, ViewMessage } from '../../server/src/protocol/topology.ts';

/** What the view talks to: the extension, or in a report the engine in the same page. */
export interface Channel {
  /** Whether `reveal` opens an editor; where it does not, places are shown as text. */
  readonly canOpen: boolean;
  /** Whether somebody can write the fix that `allow` asks for. */
  readonly canAllow: boolean;
  /** The revision that `changes` are told since; undefined where nothing is compared. */
  readonly comparedWith: string | undefined;
  readonly ask: <Q extends TopologyQuestion>(question: Q) => Promise<TopologyAnswers[Q['type']]>;
  readonly send: (message: ViewMessage) => void;
  readonly onMessage: (listener: (message: HostMessage) => void) => void;
}

/** Keeps the state of the view over a reload; the state is plain data. */
export interface StateStore {
  readonly load: () => unknown;
  readonly save: (state: unknown) => void;
}
