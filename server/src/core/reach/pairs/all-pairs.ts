import { addTo, type MultiMap } from '../../base/multi-map.ts';
import { finish, type Steps } from '../../base/steps.ts';
import type { Direction } from '../../model/policy.ts';
import type { Resource } from '../../workspace/resource.ts';
import type { View } from '../../workspace/view.ts';
import { tiersOf } from '../tiers-of.ts';
import { createTrafficTable, type Traffic, type TrafficTable } from '../traffic.ts';
import { type ClassIndex, indexClasses } from './class-index.ts';
import { createRowMaker, type OutsideCell, type Row, type RowMaker } from './class-rows.ts';
import { hasClass } from './class-set.ts';
import { type Incoming, NO_INCOMING, turnRound } from './incoming.ts';
import { createOutgoing, type Outgoing } from './outgoing.ts';
import { classifyPods, type PodClass, type Pods } from './pod-classes.ts';

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
  /** What the policies of a class say of every other one; classes for which they say the same share it. */
  readonly rowOf: (of: PodClass, direction: Direction) => Row;
  /** What the next state takes over. */
  readonly kept: Kept;
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
  return finish(evaluateInSteps(view, pods, before));
}

/** The same, namespace by namespace. */
export function* evaluateInSteps(view: View, pods: readonly Pods[], before?: AllPairs): Steps<AllPairs> {
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
    else {
      namespaces.set(name, { policies, rows: rowsOf(view, members, makeRow) });
      yield undefined;
    }
  }
  const rows = classes.flatMap((one) => namespaces.get(one.endpoint.namespace)?.rows.get(one) ?? []);
  const incoming = turnRound(
    rows.map(({ ingress }) => ingress),
    old?.incoming ?? NO_INCOMING,
  );
  const outgoing = createOutgoing(incoming, table);
  return {
    classes,
    outgoing: ({ id }) => {
      const row = rows[id]?.egress;
      return row ? outgoing(id, row) : [];
    },
    between: (from, to) => table.both(cellOf(rows[from.id]?.egress, to), cellOf(rows[to.id]?.ingress, from)),
    outside: ({ id }, direction) => rows[id]?.[direction].outside() ?? [],
    rowOf: ({ id }, direction) => {
      const row = rows[id]?.[direction];
      if (!row) throw new Error(`there is no class ${id} here`);
      return row;
    },
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
