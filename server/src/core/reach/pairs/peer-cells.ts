import * as bits from '../../base/bit-set.ts';
import { addTo, type MultiMap } from '../../base/multi-map.ts';
import type { Direction } from '../../model/policy.ts';
import { portNames } from '../port-names.ts';
import { policiesIn, type Tiers } from '../tiers-of.ts';
import type { ClassIndex, Selection } from './class-index.ts';
import {
  anyOf,
  bitsOf,
  type ClassSet,
  classSet,
  hasClass,
  hasNoClass,
  isFew,
  toClassSet,
} from './class-set.ts';
import type { PodClass } from './pod-classes.ts';

/** Classes of pods that the rules of some policies cannot tell apart: what holds for one of them holds for all. */
export interface PeerCell {
  readonly classes: ClassSet;
  readonly example: PodClass;
}

/** Sorts all classes by what the rules of some policies can tell of them as the other end of connections. */
export function peerCells(
  tiers: Tiers,
  direction: Direction,
  { classes, select, portGroups }: ClassIndex,
): PeerCell[] {
  const names = direction === 'egress' ? portNames(tiers).map(({ name }) => name) : [];
  let cells = portGroups(names).reduce(splitAll, [bits.allBits(classes.length)]);
  const marks = new Map<number, string>();
  for (const [i, { certain, possible }] of selectionsOf(tiers, select).entries()) {
    if (isFew(possible)) {
      for (const id of possible) {
        const mark = hasClass(certain, id) ? `${i};` : `${i}?;`;
        marks.set(id, (marks.get(id) ?? '') + mark);
      }
      continue;
    }
    cells = splitAll(cells, bitsOf(possible));
    if (certain !== possible)
      cells = splitAll(cells, isFew(certain) ? bits.bitSetOf(certain) : bitsOf(certain));
  }
  return splitByMarks(cells, marks).flatMap((set) => {
    const first = anyOf(set);
    const example = first === undefined ? undefined : classes[first];
    return example ? [{ classes: set, example }] : [];
  });
}

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

/** Cuts every set in what is in another and what is not. */
function splitAll(cells: readonly bits.BitSet[], by: bits.BitSet): bits.BitSet[] {
  return cells.flatMap((cell) =>
    [bits.subtract(cell, by), bits.intersect(cell, by)].filter((part) => !bits.isEmpty(part)),
  );
}

/** Takes the marked classes out of their cells, and puts those that have the same marks together. */
function splitByMarks(cells: readonly bits.BitSet[], marks: ReadonlyMap<number, string>): ClassSet[] {
  const groups: MultiMap<string, number> = new Map();
  for (const [id, text] of marks)
    addTo(groups, `${cells.findIndex((cell) => bits.hasBit(cell, id))} ${text}`, id);
  const marked = [...marks.keys()];
  const rest = cells.map((cell) => toClassSet(bits.change(cell, [], marked)));
  return [...rest, ...[...groups.values()].map(classSet)].filter((set) => !hasNoClass(set));
}
