import type { AllPairs } from '../reach/pairs/all-pairs.ts';
import type { Row } from '../reach/pairs/class-rows.ts';
import { idsOf } from '../reach/pairs/class-set.ts';
import type { PodClass } from '../reach/pairs/pod-classes.ts';
import { NO_TRAFFIC, type Traffic } from '../reach/traffic.ts';

/** What each of two sides lets pass from one class to another. */
export type TrafficLookup = (from: PodClass, to: PodClass) => BothSides;

export interface BothSides {
  readonly out: Traffic;
  readonly into: Traffic;
}

/** Makes a look-up for those who ask about many pairs: each row is spread out once, two bytes a class. */
export function createTrafficLookup({ classes, rowOf }: AllPairs): TrafficLookup {
  const spread = new Map<Row, Uint16Array>();
  const cellsOf = (row: Row): Uint16Array => {
    const known = spread.get(row);
    if (known) return known;
    const cells = new Uint16Array(classes.length);
    for (const [i, cell] of row.cells.entries()) for (const id of idsOf(cell.classes)) cells[id] = i;
    spread.set(row, cells);
    return cells;
  };
  const at = (row: Row, { id }: PodClass): Traffic => row.cells[cellsOf(row)[id] ?? 0]?.traffic ?? NO_TRAFFIC;
  return (from, to) => ({ out: at(rowOf(from, 'egress'), to), into: at(rowOf(to, 'ingress'), from) });
}
