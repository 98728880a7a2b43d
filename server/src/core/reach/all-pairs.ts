import * as bits from '../base/bit-set.ts';
import { addTo, type MultiMap, valuesOf } from '../base/multi-map.ts';
import { remember, rememberLast } from '../base/remember.ts';
import type { Direction } from '../model/policy.ts';
import type { Resource } from '../workspace/resource.ts';
import type { View } from '../workspace/view.ts';
import { type ClassIndex, indexClasses } from './class-index.ts';
import { createRowMaker, type OutsideCell, type Row, type RowMaker } from './class-rows.ts';
import {
  bitsOf,
  type ClassSet,
  changeClasses,
  classSet,
  countClasses,
  hasClass,
  isFew,
  toClassSet,
} from './class-set.ts';
import { type Incoming, NO_INCOMING, specialFrom, turnRound, usualAt } from './incoming.ts';
import { classifyPods, type PodClass, type Pods } from './pod-classes.ts';
import { tiersOf } from './tiers-of.ts';
import { createTrafficTable, isNothing, type Traffic, type TrafficTable } from './traffic.ts';

/** Who can reach whom, for all pods at once. */
export interface AllPairs {
  readonly classes: readonly PodClass[];
  /** What pods of a class may reach: sets of classes that share an answer, without those that cannot be reached. */
  readonly outgoing: (from: PodClass) => readonly Outgoing[];
  /** What passes, or may pass, from pods of one class to those of another. */
  readonly between: (from: PodClass, to: PodClass) => Traffic;
  /**
   * Addresses outside the cluster that pods may reach (`egress`) or be reached by (`ingress`): all there are, in ranges
   * that share an answer.
   */
  readonly outside: (of: PodClass, direction: Direction) => readonly OutsideCell[];
  /** What the next state takes over. */
  readonly kept: Kept;
}

export interface Outgoing {
  readonly to: ClassSet;
  readonly traffic: Traffic;
}

/** What is not made again while it holds: classes while no pod changes, rows while no policy of their namespace does. */
interface Kept {
  readonly pods: readonly Pods[];
  readonly index: ClassIndex;
  readonly table: TrafficTable;
  readonly clusterPolicies: readonly Resource[];
  readonly namespaces: ReadonlyMap<string, NamespaceRows>;
  readonly incoming: Incoming;
}

interface NamespaceRows {
  readonly policies: readonly Resource[];
  readonly rows: ReadonlyMap<PodClass, ClassRows>;
}

type ClassRows = Readonly<Record<Direction, Row>>;

/**
 * Evaluates every pair of classes, never of pods, and of these only what the rules tell apart: each class has a row for
 * each direction, which is a few sets of classes, and rows are shared by those that the same policies select. So the cost
 * grows with the classes and the rules and not with their square. `before` is a former state of the same environment.
 */
export function evaluateAllPairs(view: View, pods: readonly Pods[], before?: AllPairs): AllPairs {
  const old = before && samePods(before.kept.pods, pods) ? before.kept : undefined;
  const index = old?.index ?? indexClasses(classifyPods(pods));
  const table = old?.table ?? createTrafficTable();
  const { classes } = index;
  const clusterPolicies = view.inNamespace('policy', '');
  const keptRows = old?.clusterPolicies === clusterPolicies ? old.namespaces : undefined;
  const makeRow = createRowMaker(index, table);
  const namespaces = new Map<string, NamespaceRows>();
  for (const [name, members] of byNamespace(classes)) {
    const policies = view.inNamespace('policy', name);
    const known = keptRows?.get(name);
    if (known?.policies === policies) namespaces.set(name, known);
    else namespaces.set(name, { policies, rows: rowsOf(view, members, makeRow) });
  }
  const rows = classes.flatMap((one) => namespaces.get(one.endpoint.namespace)?.rows.get(one) ?? []);
  const incoming = turnRound(
    rows.map(({ ingress }) => ingress),
    old?.incoming ?? NO_INCOMING,
  );
  const find = remember((out: Traffic) => usuallyFound(out, incoming, table));
  const usually = rememberLast((row: Row) => usuallyReached(row, find, incoming, table));
  return {
    classes,
    outgoing: ({ id }) => {
      const row = rows[id]?.egress;
      if (!row) return [];
      return compose(id, row, usually(row), incoming, table);
    },
    between: (from, to) => table.both(cellOf(rows[from.id]?.egress, to), cellOf(rows[to.id]?.ingress, from)),
    outside: ({ id }, direction) => rows[id]?.[direction].outside() ?? [],
    kept: { pods, index, table, clusterPolicies, namespaces, incoming },
  };
}

function samePods(before: readonly Pods[], now: readonly Pods[]): boolean {
  return before.length === now.length && before.every((one, i) => isSame(one, now[i]));
}

function isSame({ workload, endpoint }: Pods, other: Pods | undefined): boolean {
  return (
    workload === other?.workload &&
    endpoint.namespaceLabels === other.endpoint.namespaceLabels &&
    endpoint.network === other.endpoint.network
  );
}

function byNamespace(classes: readonly PodClass[]): MultiMap<string, PodClass> {
  const groups: MultiMap<string, PodClass> = new Map();
  for (const one of classes) addTo(groups, one.endpoint.namespace, one);
  return groups;
}

function rowsOf(
  view: View,
  members: readonly PodClass[],
  makeRow: RowMaker,
): ReadonlyMap<PodClass, ClassRows> {
  const row = (one: PodClass, direction: Direction): Row =>
    makeRow(one, tiersOf(view, one.endpoint, direction), direction);
  return new Map(members.map((one) => [one, { ingress: row(one, 'ingress'), egress: row(one, 'egress') }]));
}

function cellOf(row: Row | undefined, { id }: PodClass): Traffic {
  const cell = row?.cells.find(({ classes }) => hasClass(classes, id));
  if (!cell) throw new Error(`there is no class ${id} here`);
  return cell.traffic;
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
    isNothing(traffic) || countClasses(to) === 0 ? [] : [{ to, traffic }],
  );
}
