import * as bits from '../../base/bit-set.ts';
import { addTo, type MultiMap } from '../../base/multi-map.ts';
import type { Traffic } from '../traffic.ts';
import type { Row } from './class-rows.ts';
import { idsOf } from './class-set.ts';

/** The rows of all destinations, turned round: what each source finds when it gets to them. Immutable. */
export interface Incoming {
  /** The ingress row of each class. */
  readonly rows: readonly Row[];
  /** What sources find if nothing special is said of them, by the classes that they find it at. */
  readonly usual: ReadonlyMap<Traffic, bits.BitSet>;
  /** What is special, by source. */
  readonly special: ReadonlyMap<number, readonly Special[]>;
}

export interface Special {
  readonly row: Row;
  readonly at: readonly number[];
  readonly traffic: Traffic;
}

/** What there is without a destination. */
export const NO_INCOMING: Incoming = { rows: [], usual: new Map(), special: new Map() };

/** Turns the rows of destinations round. Of what there was before, only that of other rows is made anew. */
export function turnRound(rows: readonly Row[], before: Incoming): Incoming {
  const changed = new Set<Row>();
  for (let id = 0; id < Math.max(rows.length, before.rows.length); id++) {
    const [old, now] = [before.rows[id], rows[id]];
    if (old === now) continue;
    if (old) changed.add(old);
    if (now) changed.add(now);
  }
  const usual = new Map(before.usual);
  const special = new Map(before.special);
  for (const [row, at] of destinationsOf(before.rows, changed)) {
    const traffic = usualOf(row);
    usual.set(traffic, bits.change(usual.get(traffic) ?? bits.NO_BITS, [], at));
    for (const source of specialSources(row)) {
      special.set(source, special.get(source)?.filter((one) => one.row !== row) ?? []);
    }
  }
  const fresh: MultiMap<number, Special> = new Map();
  for (const [row, at] of destinationsOf(rows, changed)) {
    const traffic = usualOf(row);
    usual.set(traffic, bits.change(usual.get(traffic) ?? bits.NO_BITS, at, []));
    for (const cell of row.cells.slice(1)) {
      const found: Special = { row, at, traffic: cell.traffic };
      for (const source of idsOf(cell.classes)) addTo(fresh, source, found);
    }
  }
  for (const [source, found] of fresh) special.set(source, [...(special.get(source) ?? []), ...found]);
  return { rows, usual, special };
}

/** What a class finds where something special is said of it, by the class that it comes to. */
export function specialFrom(source: number, { special }: Incoming): ReadonlyMap<number, Traffic> {
  const found = new Map<number, Traffic>();
  for (const { at, traffic } of special.get(source) ?? []) for (const id of at) found.set(id, traffic);
  return found;
}

/** What it finds at a class otherwise. */
export function usualAt(id: number, { rows }: Incoming): Traffic {
  const row = rows[id];
  if (!row) throw new Error(`there is no class ${id}`);
  return usualOf(row);
}

/** What a row says of the classes of its first cell, which are those that no rule speaks of: nearly all. */
function usualOf({ cells: [first] }: Row): Traffic {
  if (!first) throw new Error('a row has no cells, so there are no classes and no rows');
  return first.traffic;
}

function specialSources({ cells }: Row): number[] {
  return cells.slice(1).flatMap(({ classes }) => idsOf(classes));
}

function destinationsOf(rows: readonly Row[], wanted: ReadonlySet<Row>): MultiMap<Row, number> {
  const ids: MultiMap<Row, number> = new Map();
  for (const [id, row] of rows.entries()) if (wanted.has(row)) addTo(ids, row, id);
  return ids;
}
