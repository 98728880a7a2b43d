import { addTo, type MultiMap } from '../../base/multi-map.ts';
import type { Direction } from '../../model/policy.ts';
import * as addresses from '../address-set.ts';
import type { AllPairs } from '../pairs/all-pairs.ts';
import type { OutsideCell } from '../pairs/class-rows.ts';
import type { PodPeer } from '../pairs/peers.ts';
import * as ports from '../port-set.ts';
import { NO_TRAFFIC, type Traffic, type TrafficChange } from '../traffic.ts';
import type { ChangedPods } from './changed-ends.ts';

/** A change of what passes between pods and addresses outside the cluster. */
export interface OutsideChange {
  readonly addresses: addresses.AddressSet;
  readonly traffic: TrafficChange;
}

/** Says what has changed between pods and the outside: in `ingress` what comes in, in `egress` what goes out. */
export function compareOutside(
  before: AllPairs,
  after: AllPairs,
): (pods: ChangedPods, direction: Direction) => readonly OutsideChange[] {
  const known = new Map<string, readonly OutsideChange[]>();
  const cellsOf = (all: AllPairs, peer: PodPeer | undefined, direction: Direction): readonly OutsideCell[] =>
    peer ? all.outside(peer.one, direction) : NOTHING;
  return (pods, direction) => {
    const key = `${direction} ${pods.pair}`;
    const changes =
      known.get(key) ??
      compareCells(cellsOf(before, pods.before, direction), cellsOf(after, pods.after, direction));
    known.set(key, changes);
    return changes;
  };
}

/** What there is of pods that are not there. */
const NOTHING: readonly OutsideCell[] = [{ addresses: addresses.ALL_ADDRESSES, traffic: NO_TRAFFIC }];

/** Rows that are taken over from one state to the next have the same cells. */
function compareCells(before: readonly OutsideCell[], after: readonly OutsideCell[]): OutsideChange[] {
  if (before === after) return [];
  const found: MultiMap<string, OutsideChange> = new Map();
  for (const old of before) {
    for (const now of after) {
      if (isSame(old.traffic, now.traffic)) continue;
      const both = addresses.intersect(old.addresses, now.addresses);
      if (addresses.isEmpty(both)) continue;
      const traffic = { before: old.traffic, after: now.traffic };
      addTo(found, [old, now].map(keyOf).join(), { addresses: both, traffic });
    }
  }
  return [...found.values()].flatMap((pieces) => {
    const [first] = pieces;
    return first
      ? [{ addresses: addresses.unionAll(pieces.map((piece) => piece.addresses)), traffic: first.traffic }]
      : [];
  });
}

function isSame(a: Traffic, b: Traffic): boolean {
  return a === b || (ports.equals(a.allowed, b.allowed) && ports.equals(a.possible, b.possible));
}

function keyOf({ traffic: { allowed, possible } }: OutsideCell): string {
  return `${allowed.bounds.join()} ${possible.bounds.join()}`;
}
