import * as bits from '../../base/bit-set.ts';
import { addTo, type MultiMap, valuesOf } from '../../base/multi-map.ts';
import { remember, rememberLast } from '../../base/remember.ts';
import { isNothing, type Traffic, type TrafficTable } from '../traffic.ts';
import type { Row } from './class-rows.ts';
import {
  bitsOf,
  type ClassSet,
  changeClasses,
  classSet,
  hasClass,
  hasNoClass,
  isFew,
  toClassSet,
} from './class-set.ts';
import { type Incoming, specialFrom, usualAt } from './incoming.ts';

/** Classes that may be reached, with what passes to them. */
export interface Outgoing {
  readonly to: ClassSet;
  readonly traffic: Traffic;
}

/**
 * Composes what gets out of a class with what is let in elsewhere. In goes the id of the class and its egress row; out
 * come sets of classes that share an answer, without those that cannot be reached. Rows that several classes share are
 * expanded once for all of them.
 */
export function createOutgoing(
  incoming: Incoming,
  table: TrafficTable,
): (source: number, row: Row) => Outgoing[] {
  const find = remember((out: Traffic) => usuallyFound(out, incoming, table));
  const usually = rememberLast((row: Row) => usuallyReached(row, find, incoming, table));
  return (source, row) => compose(source, row, usually(row), incoming, table);
}

/** What can be reached, by the answer. */
type Reached = ReadonlyMap<Traffic, ClassSet>;

/** What traffic that gets out finds at all classes, where their policies say nothing special of the source. */
function usuallyFound(
  out: Traffic,
  { usual }: Incoming,
  table: TrafficTable,
): ReadonlyMap<Traffic, bits.BitSet> {
  const found = new Map<Traffic, bits.BitSet>();
  for (const [into, at] of usual) {
    const both = table.both(out, into);
    if (!isNothing(both)) found.set(both, bits.union(found.get(both) ?? bits.NO_BITS, at));
  }
  return found;
}

/** What the classes that share an egress row may reach by it, in the same way. */
function usuallyReached(
  { cells }: Row,
  find: (out: Traffic) => ReadonlyMap<Traffic, bits.BitSet>,
  incoming: Incoming,
  table: TrafficTable,
): Reached {
  const many = new Map<Traffic, bits.BitSet>();
  const few: MultiMap<Traffic, number> = new Map();
  for (const { classes, traffic: out } of cells) {
    if (isNothing(out)) continue;
    if (isFew(classes)) {
      for (const id of classes) addTo(few, table.both(out, usualAt(id, incoming)), id);
      continue;
    }
    for (const [both, at] of find(out)) {
      const to = bits.intersect(bitsOf(classes), at);
      if (!bits.isEmpty(to)) many.set(both, bits.union(many.get(both) ?? bits.NO_BITS, to));
    }
  }
  const reached = new Map<Traffic, ClassSet>();
  for (const traffic of new Set([...many.keys(), ...few.keys()])) {
    const set = many.get(traffic);
    const ids = valuesOf(few, traffic);
    reached.set(traffic, set ? changeClasses(toClassSet(set), ids, []) : classSet(ids));
  }
  return reached;
}

/** The same for one class, with what is special of it. */
function compose(
  source: number,
  { cells }: Row,
  usually: Reached,
  incoming: Incoming,
  table: TrafficTable,
): Outgoing[] {
  const added: MultiMap<Traffic, number> = new Map();
  const removed: MultiMap<Traffic, number> = new Map();
  for (const [id, into] of specialFrom(source, incoming)) {
    const out = cells.find(({ classes }) => hasClass(classes, id))?.traffic;
    if (!out || isNothing(out)) continue;
    addTo(removed, table.both(out, usualAt(id, incoming)), id);
    addTo(added, table.both(out, into), id);
  }
  const reached = new Map(usually);
  for (const traffic of new Set([...removed.keys(), ...added.keys()])) {
    const set = usually.get(traffic) ?? classSet([]);
    reached.set(traffic, changeClasses(set, valuesOf(added, traffic), valuesOf(removed, traffic)));
  }
  return [...reached].flatMap(([traffic, to]) =>
    isNothing(traffic) || hasNoClass(to) ? [] : [{ to, traffic }],
  );
}
