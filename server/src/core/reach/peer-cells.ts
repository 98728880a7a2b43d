import * as bits from '../base/bit-set.ts';
import { addTo, type MultiMap } from '../base/multi-map.ts';
import type { Direction } from '../model/policy.ts';
import type { ClassIndex, Selection } from './class-index.ts';
import type { PodClass } from './pod-classes.ts';
import { portNames } from './port-names.ts';
import { policiesIn, type Tiers } from './tiers-of.ts';

/** Classes of pods that the rules of some policies cannot tell apart: what holds for one of them holds for all. */
export interface PeerCell {
  readonly classes: bits.BitSet;
  readonly example: PodClass;
}

/** Sorts all classes by what the rules of some policies can tell of them as the other end of connections. */
export function peerCells(
  tiers: Tiers,
  direction: Direction,
  { classes, select, portGroups }: ClassIndex,
): PeerCell[] {
  const selections = selectionsOf(tiers, select);
  const isBroad = ({ size }: Selection): boolean => size * BROAD > classes.length;
  const names = direction === 'egress' ? portNames(tiers).map(({ name }) => name) : [];
  let cells = [bits.allBits(classes.length)];
  for (const { certain, possible } of selections.filter(isBroad)) {
    cells = splitAll(cells, possible);
    if (certain !== possible) cells = splitAll(cells, certain);
  }
  for (const group of portGroups(names)) cells = splitAll(cells, group);
  const marks = new Map<number, string>();
  for (const [i, selection] of selections.entries()) {
    if (isBroad(selection)) continue;
    for (const id of bits.bitsOf(selection.possible)) {
      const mark = bits.hasBit(selection.certain, id) ? `${i};` : `${i}?;`;
      marks.set(id, (marks.get(id) ?? '') + mark);
    }
  }
  return splitByMarks(cells, marks).flatMap((set) => {
    const [first] = bits.bitsOf(set);
    const example = first === undefined ? undefined : classes[first];
    return example ? [{ classes: set, example }] : [];
  });
}

/** A selection of more than one in so many classes splits sets; a smaller one is walked class by class. */
const BROAD = 16;

function selectionsOf(tiers: Tiers, select: ClassIndex['select']): Selection[] {
  const found = new Set<Selection>();
  for (const { policy, rules } of policiesIn(tiers)) {
    for (const { peers } of rules.rules) {
      for (const peer of peers ?? []) {
        if (peer.type === 'pods') found.add(select(peer.scope, policy.namespace));
      }
    }
  }
  return [...found];
}

function splitAll(cells: readonly bits.BitSet[], by: bits.BitSet): bits.BitSet[] {
  return cells.flatMap((cell) =>
    [bits.subtract(cell, by), bits.intersect(cell, by)].filter((part) => !bits.isEmpty(part)),
  );
}

/** Takes the marked classes out of their cells, and puts those that have the same marks together. */
function splitByMarks(cells: readonly bits.BitSet[], marks: ReadonlyMap<number, string>): bits.BitSet[] {
  const groups: MultiMap<string, number> = new Map();
  for (const [id, text] of marks)
    addTo(groups, `${cells.findIndex((cell) => bits.hasBit(cell, id))} ${text}`, id);
  const marked = bits.bitSetOf([...marks.keys()]);
  const rest = cells.map((cell) => bits.subtract(cell, marked)).filter((cell) => !bits.isEmpty(cell));
  return [...rest, ...[...groups.values()].map(bits.bitSetOf)];
}
