import {
  answerQuestion,
  type TopologyContext,
} from '../../../server/src/core/features/topology/answer-question.ts';
import type { ReportData } from '../../../server/src/core/features/topology/report-data.ts';
import type {
  TopologyAnswers,
  TopologyQuestion,
} from '../../../server/src/core/topology/topology-question.ts';
import { sourceOf } from '../../../server/src/core/workspace/resource.ts';
import type { HostMessage, ViewMessage } from '../../../server/src/protocol/topology.ts';
import type { Channel } from '../channel.ts';
import { text } from '../texts.ts';
import { copyText } from './copy-text.ts';
import { saveFile } from './save-file.ts';

/** A channel to the engine in the same page. */
export interface ReportChannel extends Channel {
  /** Has everything painted anew that does not follow the colours of the page by itself. */
  readonly repaint: () => void;
}

/**
 * Makes the channel. The engine starts with the first question, so that the page is there before; `tell` is called with what
 * the reader is to know.
 */
export function reportChannel(
  { name, compared }: ReportData,
  open: () => TopologyContext,
  tell: (words: string) => void,
): ReportChannel {
  const listeners: ((message: HostMessage) => void)[] = [];
  const post = (message: HostMessage): void => {
    for (const listener of listeners) listener(message);
  };
  let opened: TopologyContext | undefined;
  const context = (): TopologyContext => {
    opened ??= open();
    return opened;
  };

  const placeOf = (target: Extract<ViewMessage, { type: 'reveal' }>['target']): string | undefined => {
    if ('source' in target) return context().placeOf(target.source);
    const resource = context().state.index.resources.get(target.node)?.resource;
    return resource && context().placeOf(sourceOf(resource));
  };

  const start = (): void => {
    const environment = { id: 'report', name };
    post({ type: 'settings', environment, environments: [environment], follow: false, texts: {} });
  };
  const copy = async (words: string): Promise<void> => {
    const isCopied = await copyText(words);
    tell(isCopied ? text('Copied') : text('The browser does not let this page copy.'));
  };
  const send = (message: ViewMessage): void => {
    // What only an editor can do is offered nowhere in a report.
    if (message.type === 'ready') start();
    else if (message.type === 'copy') void copy(message.text);
    else if (message.type === 'save') {
      saveFile(message);
      tell(text('Saved {0}', message.name));
    } else if (message.type === 'reveal')
      tell(placeOf(message.target) ?? text('Nobody knows where it stands.'));
  };

  return {
    canOpen: false,
    canAllow: false,
    comparedWith: compared?.since,
    ask: <Q extends TopologyQuestion>(question: Q) =>
      new Promise<TopologyAnswers[Q['type']]>((resolve, reject) => {
        // In a turn of its own, so that what the view shows meanwhile gets onto the screen.
        window.setTimeout(() => {
          try {
            const answer =
              question.type === 'changes' ? compared?.changes : answerQuestion(context(), question);
            resolve(answer as TopologyAnswers[Q['type']]);
          } catch (error) {
            reject(error);
          }
        });
      }),
    send,
    onMessage: (listener) => {
      listeners.push(listener);
    },
    repaint: () => post({ type: 'changed' }),
  };
}
