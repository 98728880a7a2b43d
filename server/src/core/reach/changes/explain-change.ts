import type { Direction } from '../../model/policy.ts';
import type { View } from '../../workspace/view.ts';
import type { Endpoint } from '../endpoint.ts';
import type { Answer } from '../evaluate-connection.ts';
import { type Explanation, explainConnection } from '../explain-connection.ts';
import * as ports from '../port-set.ts';
import type { Reason } from '../reasons-for.ts';
import type { TrafficChange } from '../traffic.ts';
import type { ChangedEnd } from './changed-ends.ts';
import type { ConnectionChange } from './compare-connections.ts';

/** Ports of a connection that share one fate, before and after. */
export interface ChangedPorts {
  readonly type: ChangeType;
  readonly ports: ports.PortSet;
  readonly before: Answer;
  readonly after: Answer;
  /** What decides it on the sides that decide otherwise than before; none where one of the ends is gone. */
  readonly reasons: readonly ChangeReason[];
  /** Everything that has a say, or had one, on either side. */
  readonly all: readonly ChangeReason[];
}

/** `confirmed` is what surely passes and before only may have, `doubted` the other way round. */
export type ChangeType = 'opened' | 'closed' | 'confirmed' | 'doubted';

/** A reason, and in which state it holds: one that is taken away can be seen before only. */
export interface ChangeReason {
  readonly state: 'before' | 'after';
  readonly direction: Direction;
  readonly reason: Reason;
}

/** Explains changes; an answer is kept for all pods that nothing tells apart. */
export function createChangeExplainer(
  before: View,
  after: View,
): (change: ConnectionChange) => readonly ChangedPorts[] {
  const known = new WeakMap<TrafficChange, readonly ChangedPorts[]>();
  return ({ from, to, traffic }) => {
    const found =
      known.get(traffic) ??
      mergeAlike(
        explain(before, from, to, 'before').flatMap((old) =>
          explain(after, from, to, 'after').flatMap((now) => changeOf(old, now) ?? []),
        ),
      );
    known.set(traffic, found);
    return found;
  };
}

function explain(
  view: View,
  from: ChangedEnd,
  to: ChangedEnd,
  state: 'before' | 'after',
): readonly Explanation[] {
  const source = endpointOf(from, state);
  const destination = endpointOf(to, state);
  return source && destination ? explainConnection(view, source, destination) : NOT_THERE;
}

const NOT_THERE: readonly Explanation[] = [
  { ports: ports.ALL_PORTS, answer: 'denied', egress: undefined, ingress: undefined },
];

function endpointOf(end: ChangedEnd, state: 'before' | 'after'): Endpoint | undefined {
  return end.type === 'outside' ? { type: 'addresses', addresses: end.addresses } : end[state]?.one.endpoint;
}

function changeOf(old: Explanation, now: Explanation): ChangedPorts | undefined {
  const type = TYPES[old.answer][now.answer];
  const both = ports.intersect(old.ports, now.ports);
  if (!type || ports.isEmpty(both)) return undefined;
  return {
    type,
    ports: both,
    before: old.answer,
    after: now.answer,
    reasons: DIRECTIONS.flatMap((direction) => decisive(type, direction, old, now)),
    all: DIRECTIONS.flatMap((direction) => [
      ...reasonsIn(old, direction, 'before'),
      ...reasonsIn(now, direction, 'after'),
    ]),
  };
}

const DIRECTIONS: readonly Direction[] = ['egress', 'ingress'];

/** What it is to get from one answer to another. */
const TYPES: Readonly<Record<Answer, Readonly<Record<Answer, ChangeType | undefined>>>> = {
  allowed: { allowed: undefined, depends: 'doubted', denied: 'closed' },
  depends: { allowed: 'confirmed', depends: undefined, denied: 'closed' },
  denied: { allowed: 'opened', depends: 'opened', denied: undefined },
};

/** What decides on one side, if that side has to do with it. */
function decisive(
  type: ChangeType,
  direction: Direction,
  old: Explanation,
  now: Explanation,
): ChangeReason[] {
  const [before, after] = [old[direction]?.answer, now[direction]?.answer];
  if (!after) return [];
  if (type === 'closed') return after === 'denied' ? reasonsIn(now, direction, 'after').filter(denies) : [];
  if (before === after) return [];
  if (type !== 'opened') return reasonsIn(now, direction, 'after');
  if (before !== undefined && before !== 'denied') return [];
  const reasons = reasonsIn(now, direction, 'after').filter((one) => after !== 'allowed' || !denies(one));
  // Where nothing decides any longer, what did can only be seen in the state before.
  const isFree = reasons.every(({ reason }) => reason.type === 'default');
  const denying = reasonsIn(old, direction, 'before').filter(denies);
  return isFree && denying.length > 0 ? denying : reasons;
}

function reasonsIn(
  explanation: Explanation,
  direction: Direction,
  state: 'before' | 'after',
): ChangeReason[] {
  return (explanation[direction]?.reasons ?? []).map((reason) => ({ state, direction, reason }));
}

function denies({ reason }: ChangeReason): boolean {
  return (
    reason.type === 'isolation' ||
    (reason.type === 'ruling' && reason.action !== 'allow' && reason.action !== 'pass')
  );
}

const ORDER: readonly ChangeType[] = ['opened', 'closed', 'confirmed', 'doubted'];

/** Ports that are told apart only by what is not said of them are said together. */
function mergeAlike(changes: readonly ChangedPorts[]): ChangedPorts[] {
  const merged = new Map<string, ChangedPorts>();
  for (const change of changes) {
    const key = JSON.stringify([change.before, change.after, change.reasons.map(keyOf)]);
    const same = merged.get(key);
    merged.set(
      key,
      same
        ? { ...same, ports: ports.union(same.ports, change.ports), all: [...same.all, ...change.all] }
        : change,
    );
  }
  return [...merged.values()].sort((a, b) => ORDER.indexOf(a.type) - ORDER.indexOf(b.type));
}

function keyOf({ state, direction, reason }: ChangeReason): unknown {
  if (reason.type === 'default') return [state, direction];
  const rule = 'rule' in reason ? reason.rule.at : reason.lacking.map(({ at }) => at);
  return [state, direction, reason.type, reason.policy.document, reason.policy.facts.root, rule];
}
