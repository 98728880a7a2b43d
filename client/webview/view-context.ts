import type { Scene } from '../../server/src/core/drawing/scene.ts';
import type { Channel } from './channel.ts';
import type { ViewData } from './view-data.ts';
import type { ViewAction, ViewState } from './view-state.ts';

/** What the parts of the view share: they read it, and change it only by actions. */
export interface ViewContext {
  readonly channel: Channel;
  readonly state: () => ViewState;
  readonly data: () => ViewData;
  /** What is shown; undefined as long as there is nothing to show. */
  readonly scene: () => Scene | undefined;
  readonly dispatch: (action: ViewAction) => void;
  /** Gives the keyboard to a box or an edge and brings it into sight, at the latest when it is drawn. */
  readonly focus: (id: string) => void;
  /** Brings it into sight and leaves the keyboard where it is. */
  readonly bring: (id: string) => void;
  /** Tells something to those who hear. */
  readonly say: (words: string) => void;
}
