import * as bits from '../../base/bit-set.ts';
import { addTo, type MultiMap, valuesOf } from '../../base/multi-map.ts';
import type { Ternary } from '../../base/ternary.ts';
import type { Labels } from '../../model/labels.ts';
import type { Requirement } from '../../model/requirement.ts';
import { matchSelector, type Selector } from '../../model/selector.ts';
import type { PodClass } from './pod-classes.ts';

/** Classes by the labels of their pods. */
export interface LabelIndex {
  readonly all: bits.BitSet;
  /** Classes whose labels are all known, by `key=value` and by key. */
  readonly byLabel: ReadonlyMap<string, bits.BitSet>;
  readonly byKey: ReadonlyMap<string, bits.BitSet>;
  /** Those of which some label is not known: each is asked for itself. */
  readonly open: readonly PodClass[];
  readonly onHost: bits.BitSet;
}

/** Sorts classes by their labels. */
export function indexLabels(classes: readonly PodClass[]): LabelIndex {
  const byLabel: MultiMap<string, number> = new Map();
  const byKey: MultiMap<string, number> = new Map();
  const closed = classes.filter(({ endpoint: { labels } }) => !isOpen(labels));
  for (const { id, endpoint } of closed) {
    for (const { key, value } of endpoint.labels.entries) {
      addTo(byLabel, `${key}=${value}`, id);
      addTo(byKey, key, id);
    }
  }
  return {
    all: bits.bitSetOf(closed.map(({ id }) => id)),
    byLabel: toSets(byLabel),
    byKey: toSets(byKey),
    open: classes.filter(({ endpoint: { labels } }) => isOpen(labels)),
    onHost: bits.bitSetOf(
      classes.filter(({ endpoint }) => endpoint.hostNetwork !== 'no').map(({ id }) => id),
    ),
  };
}

function isOpen({ entries, open }: Labels): boolean {
  return open || entries.some(({ value }) => value === undefined);
}

function toSets(lists: ReadonlyMap<string, readonly number[]>): ReadonlyMap<string, bits.BitSet> {
  return new Map([...lists].map(([key, ids]) => [key, bits.bitSetOf(ids)]));
}

/** The classes whose pods a selector selects, wherever they are: every requirement must hold (semantics rule 15). */
export function selectPods(index: LabelIndex, selector: Selector): Sets {
  let certain = selector.open ? bits.NO_BITS : index.all;
  let possible = index.all;
  for (const requirement of selector.requirements) {
    const one = selectByRequirement(index, requirement);
    certain = bits.intersect(certain, one.certain);
    possible = bits.intersect(possible, one.possible);
  }
  if (index.open.length === 0) return certain === possible ? exactly(certain) : { certain, possible };
  const open = sortByMatch(index.open, ({ endpoint }) => matchSelector(selector, endpoint.labels));
  return { certain: bits.union(certain, open.certain), possible: bits.union(possible, open.possible) };
}

function selectByRequirement(
  { all, byLabel, byKey }: LabelIndex,
  { key, operator, values }: Requirement,
): Sets {
  const having = byKey.get(key) ?? bits.NO_BITS;
  if (operator === 'Exists') return exactly(having);
  if (operator === 'DoesNotExist') return exactly(bits.subtract(all, having));
  const lacking = operator === 'NotIn' ? bits.subtract(all, having) : bits.NO_BITS;
  if (!values) return { certain: lacking, possible: bits.union(lacking, having) };
  const among = values
    .map((value) => byLabel.get(`${key}=${value}`) ?? bits.NO_BITS)
    .reduce(bits.union, bits.NO_BITS);
  return exactly(operator === 'In' ? among : bits.subtract(all, among));
}

function sortByMatch(classes: readonly PodClass[], match: (one: PodClass) => Ternary): Sets {
  const found: MultiMap<Ternary, number> = new Map();
  for (const one of classes) addTo(found, match(one), one.id);
  const certain = bits.bitSetOf(valuesOf(found, 'yes'));
  return { certain, possible: bits.union(certain, bits.bitSetOf(valuesOf(found, 'unknown'))) };
}

/** Classes that are selected for sure, and those that may be, while the selection is being made. */
export interface Sets {
  readonly certain: bits.BitSet;
  readonly possible: bits.BitSet;
}

/** A set of which all is known. */
export function exactly(set: bits.BitSet): Sets {
  return { certain: set, possible: set };
}
