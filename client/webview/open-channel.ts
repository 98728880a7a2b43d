import { type PackedTopology, unpackTopology } from '../../server/src/core/topology/pack-topology.ts';
import type { TopologyAnswers, TopologyQuestion } from '../../server/src/core/topology/topology-question.ts';
import type { HostMessage, ViewMessage } from '../../server/src/protocol/topology.ts';
import type { Channel } from './channel.ts';

/** Pairs questions with answers over messages that only carry a number. */
export function openChannel(
  post: (message: ViewMessage) => void,
  receive: (listener: (data: unknown) => void) => void,
): Channel {
  const waiting = new Map<number, Waiting>();
  const listeners: ((message: HostMessage) => void)[] = [];
  let last = 0;
  let environment = '';

  receive((data) => {
    if (!isMessage(data)) return;
    if (data.type === 'answer') {
      // JSON knows no undefined: what is not there arrives as null.
      waiting.get(data.seq)?.resolve(data.answer ?? undefined);
      waiting.delete(data.seq);
    } else if (data.type === 'failure') {
      waiting.get(data.seq)?.reject(new Error(data.message));
      waiting.delete(data.seq);
    } else {
      if (data.type === 'settings') environment = data.environment.id;
      for (const listener of listeners) listener(data);
    }
  });

  return {
    canOpen: true,
    canAllow: true,
    comparedWith: 'HEAD',
    ask<Q extends TopologyQuestion>(question: Q) {
      last += 1;
      const seq = last;
      const promise = new Promise<TopologyAnswers[Q['type']]>((resolve, reject) => {
        // The extension answers a question with the answer of its type; the number says which question that was.
        const unpack = (answer: unknown): unknown =>
          question.type === 'topology' && answer ? unpackTopology(answer as PackedTopology) : answer;
        waiting.set(seq, {
          resolve: (answer) => resolve(unpack(answer) as TopologyAnswers[Q['type']]),
          reject,
        });
      });
      post({ type: 'ask', seq, environment, question });
      return promise;
    },
    send: post,
    onMessage: (listener) => {
      listeners.push(listener);
    },
  };
}

interface Waiting {
  readonly resolve: (answer: unknown) => void;
  readonly reject: (error: Error) => void;
}

const KNOWN: readonly string[] = [
  'settings',
  'unavailable',
  'answer',
  'failure',
  'changed',
  'show',
  'command',
];

/** Other scripts and later versions may send messages as well: those of unknown types are left alone. */
function isMessage(data: unknown): data is HostMessage {
  return (
    typeof data === 'object' &&
    data !== null &&
    'type' in data &&
    typeof data.type === 'string' &&
    KNOWN.includes(data.type)
  );
}
