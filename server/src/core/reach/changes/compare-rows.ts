import * as bits from '../../base/bit-set.ts';
import { addTo, type MultiMap, valuesOf } from '../../base/multi-map.ts';
import type { AllPairs } from '../pairs/all-pairs.ts';
import { asBits, type ClassSet, idsOf } from '../pairs/class-set.ts';
import type { Outgoing } from '../pairs/outgoing.ts';
import type { PodClass } from '../pairs/pod-classes.ts';
import { NO_TRAFFIC, type Traffic, type TrafficChange } from '../traffic.ts';
import type { ClassPair } from './changed-ends.ts';

/** A change of what passes to a pair of classes. */
export interface RowChange {
  /** The number of the pair. */
  readonly to: number;
  readonly traffic: TrafficChange;
}

/**
 * Says what has changed for what a pair of classes may reach, by its number. Both rows are made sets of pairs, one for
 * each answer, and where the sets are the same nobody looks inside.
 */
export function compareRows(
  before: AllPairs,
  after: AllPairs,
  pairs: readonly ClassPair[],
): (from: number) => readonly RowChange[] {
  const toPairsBefore = translator(pairs, ({ before: one }) => one);
  const toPairsAfter = translator(pairs, ({ after: one }) => one);
  const known = new Map<number, readonly RowChange[]>();
  // Equal answers of two states are one object only here.
  const { of } = after.kept.table;
  const rowOf = (
    all: AllPairs,
    one: PodClass | undefined,
    translate: Translate,
  ): ReadonlyMap<Traffic, bits.BitSet> => {
    const row = new Map<Traffic, bits.BitSet>();
    const outgoing: readonly Outgoing[] = one ? all.outgoing(one) : [];
    for (const { to, traffic } of outgoing) {
      const same = of(traffic.allowed, traffic.possible);
      row.set(same, bits.union(row.get(same) ?? bits.NO_BITS, translate(to)));
    }
    return row;
  };
  return (from) => {
    const done = known.get(from);
    const pair = pairs[from];
    if (done || !pair) return done ?? [];
    const old = rowOf(before, pair.before, toPairsBefore);
    const now = rowOf(after, pair.after, toPairsAfter);
    const changed = bits.union(lacking(old, now), lacking(now, old));
    const changes = bits.bitsOf(changed).map((to): RowChange => {
      const traffic = { before: trafficTo(old, to), after: trafficTo(now, to) };
      return { to, traffic };
    });
    known.set(from, changes);
    return changes;
  };
}

type Translate = (classes: ClassSet) => bits.BitSet;

/** Makes sets of classes sets of pairs. Where every class is the pair of its number there is nothing to do. */
function translator(
  pairs: readonly ClassPair[],
  classOf: (pair: ClassPair) => PodClass | undefined,
): Translate {
  const numbers: MultiMap<number, number> = new Map();
  for (const [number, pair] of pairs.entries()) {
    const one = classOf(pair);
    if (one) addTo(numbers, one.id, number);
  }
  if ([...numbers].every(([id, list]) => list.length === 1 && list[0] === id)) return asBits;
  return (classes) => bits.bitSetOf(idsOf(classes).flatMap((id) => [...valuesOf(numbers, id)]));
}

/** What gets an answer by one row that it does not get by the other. */
function lacking(
  row: ReadonlyMap<Traffic, bits.BitSet>,
  other: ReadonlyMap<Traffic, bits.BitSet>,
): bits.BitSet {
  let found = bits.NO_BITS;
  for (const [traffic, set] of row) {
    const there = other.get(traffic);
    found = bits.union(found, there ? bits.subtract(set, there) : set);
  }
  return found;
}

function trafficTo(row: ReadonlyMap<Traffic, bits.BitSet>, to: number): Traffic {
  for (const [traffic, set] of row) if (bits.hasBit(set, to)) return traffic;
  return NO_TRAFFIC;
}
