import type { Connectivity } from '../pairs/connectivity.ts';
import { isMany } from '../pairs/peers.ts';
import type { TrafficChange } from '../traffic.ts';
import { type ChangedEnd, type ChangedPods, pairClasses, pairPeers } from './changed-ends.ts';
import { compareOutside } from './compare-outside.ts';
import { compareRows } from './compare-rows.ts';

/** A connection of which something else holds than before. */
export interface ConnectionChange {
  readonly from: ChangedEnd;
  readonly to: ChangedEnd;
  readonly traffic: TrafficChange;
}

/**
 * Every connection between peers and with the outside that is not what it was, in the order of the sources, and of the
 * destinations of each. Rows of classes are compared as sets, so that what is the same costs next to nothing; the two
 * should be states of one environment, of which the later one was made from the earlier one or the other way round.
 */
export function* compareConnections(before: Connectivity, after: Connectivity): Generator<ConnectionChange> {
  const ends = pairPeers(before, after);
  const classes = pairClasses(ends);
  const changesFrom = compareRows(before.all, after.all, classes);
  const outsideOf = compareOutside(before.all, after.all);
  for (const to of ends) {
    for (const { addresses: set, traffic } of outsideOf(to, 'ingress'))
      yield { from: { type: 'outside', addresses: set }, to, traffic };
  }
  for (const from of ends) {
    for (const { addresses: set, traffic } of outsideOf(from, 'egress'))
      yield { from, to: { type: 'outside', addresses: set }, traffic };
    const found = changesFrom(from.pair).flatMap(({ to, traffic }) =>
      (classes[to]?.places ?? []).map((place) => ({ place, traffic })),
    );
    for (const { place, traffic } of found.sort((a, b) => a.place - b.place)) {
      const to = ends[place];
      if (to && (to !== from || areMany(from))) yield { from, to, traffic };
    }
  }
}

function areMany({ before, after }: ChangedPods): boolean {
  return [before, after].some((peer) => peer && isMany(peer));
}
