import * as bits from '../../base/bit-set.ts';
import { lazy } from '../../base/lazy.ts';

/**
 * A set of classes by their ids. Most are tiny beside the number of classes, and a set of bits is as long as its last
 * member: so a few are kept as a list, and many as bits that are shared with other sets and a few differences from them.
 */
export type ClassSet = readonly number[] | ManyClasses;

export interface ManyClasses {
  readonly shared: bits.BitSet;
  /** How many are in `shared`, which is more than a few. */
  readonly size: () => number;
  /** None of them is in `shared`. */
  readonly added: readonly number[];
  /** All of them are in `shared`. */
  readonly removed: readonly number[];
}

/** So many are a few. */
const FEW = 64;

/** The set of some ids, each given once, in any order. */
export function classSet(ids: readonly number[]): ClassSet {
  return ids.length <= FEW ? ids : toClassSet(bits.bitSetOf(ids));
}

/** The set of some bits. */
export function toClassSet(shared: bits.BitSet): ClassSet {
  if (!bits.hasMoreThan(shared, FEW)) return bits.bitsOf(shared);
  return { shared, size: lazy(() => bits.count(shared)), added: [], removed: [] };
}

/** True for the sets that are best walked one by one. */
export function isFew(set: ClassSet): set is readonly number[] {
  return Array.isArray(set);
}

/** True when the class is in the set. */
export function hasClass(set: ClassSet, id: number): boolean {
  if (isFew(set)) return set.includes(id);
  return set.added.includes(id) || (bits.hasBit(set.shared, id) && !set.removed.includes(id));
}

/** The ids of the set, in no order. */
export function idsOf(set: ClassSet): readonly number[] {
  return isFew(set) ? set : bits.bitsOf(bitsOf(set));
}

/** Any set as bits. */
export function asBits(set: ClassSet): bits.BitSet {
  return isFew(set) ? bits.bitSetOf(set) : bitsOf(set);
}

/** The set as bits. */
export function bitsOf({ shared, added, removed }: ManyClasses): bits.BitSet {
  return added.length + removed.length === 0 ? shared : bits.change(shared, added, removed);
}

/** One of the classes of the set; undefined where there is none. */
export function anyOf(set: ClassSet): number | undefined {
  return isFew(set) ? set[0] : bits.first(bitsOf(set));
}

/** How many classes are in the set. */
export function countClasses(set: ClassSet): number {
  return isFew(set) ? set.length : set.size() + set.added.length - set.removed.length;
}

/** True when no class is in the set. */
export function hasNoClass(set: ClassSet): boolean {
  if (isFew(set)) return set.length === 0;
  return set.removed.length > FEW && countClasses(set) === 0;
}

/** The set with some classes added that are not in it and others taken out that are. */
export function changeClasses(set: ClassSet, added: readonly number[], removed: readonly number[]): ClassSet {
  if (isFew(set)) return classSet([...set.filter((id) => !removed.includes(id)), ...added]);
  return {
    ...set,
    added: [
      ...set.added.filter((id) => !removed.includes(id)),
      ...added.filter((id) => !set.removed.includes(id)),
    ],
    removed: [
      ...set.removed.filter((id) => !added.includes(id)),
      ...removed.filter((id) => !set.added.includes(id)),
    ],
  };
}
