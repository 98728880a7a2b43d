import { finish, type Steps } from '../../base/steps.ts';
import type { View } from '../../workspace/view.ts';
import { type AllPairs, evaluateInSteps } from './all-pairs.ts';
import { type PodPeer, podPeers } from './peers.ts';
import { podsOf } from './pod-classes.ts';

/** Who can reach whom in one state of an environment, and as whom the pods are shown. */
export interface Connectivity {
  readonly view: View;
  readonly all: AllPairs;
  readonly peers: readonly PodPeer[];
}

/** Evaluates a state. What is the same in another state of the environment is taken over from that. */
export function connectivityOf(view: View, other?: Connectivity): Connectivity {
  return finish(connectivityInSteps(view, other));
}

/** The same, step by step. */
export function* connectivityInSteps(view: View, other?: Connectivity): Steps<Connectivity> {
  const all = yield* evaluateInSteps(view, podsOf(view), other?.all);
  return { view, all, peers: podPeers(all) };
}
