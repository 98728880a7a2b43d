import { addTo, type MultiMap, valuesOf } from '../../base/multi-map.ts';
import type { DeclaredLink, NodeId, TopologyNode } from '../../topology/topology.ts';
import type { TrafficLink } from '../../topology/topology-question.ts';
import { layerWorkloads, type Pair } from './layer-workloads.ts';
import type { MapNamespace } from './sort-nodes.ts';
import { uncross } from './uncross.ts';

/** Nodes of an expanded namespace in columns from left to right, and whom each of them stands for. */
export interface FramePlan {
  readonly columns: readonly (readonly Planned[])[];
  /** The node that stands for a node: itself, or the first of those with the same answers. */
  readonly standsFor: (id: NodeId) => NodeId;
}

export type Planned = PlannedNode | PassingLine;

export interface PlannedNode {
  readonly id: string;
  readonly node: TopologyNode;
  /** How many more it stands for. */
  readonly alike: number;
}

/** Room for a line on its way to a column further on, so that it runs between boxes and not below them. */
export interface PassingLine {
  readonly id: string;
  readonly node: undefined;
}

/** Longer columns are divided. */
const MOST_ROWS = 12;
/** Chains of workloads that are longer go on in the last column. */
const MOST_LAYERS = 4;
/** Of more workloads nobody can follow the ways, and lines between them are too many. */
const MOST_LAYERED = 30;

/**
 * Routes stand left of Services, Services left of workloads, and workloads left of those that they reach: what is read
 * from left to right is the way of the traffic. Nodes are sorted by id, and then so that few lines cross, by nothing but
 * what is inside: what happens in other namespaces moves nothing here.
 */
export function planFrame(
  { nodes }: MapNamespace,
  declared: readonly DeclaredLink[],
  traffic: readonly TrafficLink[],
): FramePlan {
  const { planned, standsFor } = foldAlike(nodes.workload);
  const toPair = ({ from, to }: { readonly from: NodeId; readonly to: NodeId }): Pair => [
    standsFor(from),
    standsFor(to),
  ];
  const layers = layersOf(planned, traffic.map(toPair));
  const columns = [nodes.route.map(toPlanned), nodes.service.map(toPlanned), ...layers].filter(
    (column) => column.length > 0,
  );
  const pairs = [...declared, ...traffic].map(toPair);
  const isLong = columns.some((column) => column.length > MOST_ROWS);
  const chained = isLong ? { columns, pairs } : addPassing(columns, pairs);
  return { columns: uncross(chained.columns, chained.pairs).flatMap(divide), standsFor };
}

/** What the room for a line in a column is called. */
export function passingId(from: NodeId, to: NodeId, column: number): string {
  return `${from} → ${to} @${column}`;
}

function toPlanned(node: TopologyNode): PlannedNode {
  return { id: node.id, node, alike: 0 };
}

function foldAlike(workloads: readonly TopologyNode[]): {
  readonly planned: readonly PlannedNode[];
  readonly standsFor: (id: NodeId) => NodeId;
} {
  const groups: MultiMap<unknown, TopologyNode> = new Map();
  for (const node of workloads) addTo(groups, node.group ?? node.id, node);
  const firsts = new Map<NodeId, NodeId>();
  const planned = [...groups.values()].flatMap((members): PlannedNode[] => {
    const [first] = members;
    if (!first) return [];
    for (const { id } of members) firsts.set(id, first.id);
    return [{ ...toPlanned(first), alike: members.length - 1 }];
  });
  return { planned, standsFor: (id) => firsts.get(id) ?? id };
}

function layersOf(planned: readonly PlannedNode[], pairs: readonly Pair[]): PlannedNode[][] {
  if (planned.length > MOST_LAYERED) return [[...planned]];
  const depths = layerWorkloads(
    planned.map(({ id }) => id),
    pairs,
    MOST_LAYERS - 1,
  );
  return Array.from({ length: MOST_LAYERS }, (_, depth) =>
    planned.filter(({ id }) => depths.get(id) === depth),
  );
}

/** Puts room for lines into the columns that they pass. */
function addPassing(
  columns: readonly (readonly Planned[])[],
  pairs: readonly Pair[],
): { readonly columns: readonly (readonly Planned[])[]; readonly pairs: readonly Pair[] } {
  const columnOf = new Map(columns.flatMap((column, i) => column.map(({ id }) => [id, i] as const)));
  const passing: MultiMap<number, PassingLine> = new Map();
  const chains = pairs.flatMap(([from, to]): Pair[] => {
    const [start, end] = [columnOf.get(from), columnOf.get(to)];
    if (start === undefined || end === undefined || end - start < 2) return [[from, to]];
    const between = Array.from({ length: end - start - 1 }, (_, i) => start + 1 + i);
    const ids = between.map((column) => passingId(from, to, column));
    for (const [i, id] of ids.entries()) {
      const column = start + 1 + i;
      if (!valuesOf(passing, column).some((one) => one.id === id))
        addTo(passing, column, { id, node: undefined });
    }
    return [from, ...ids].map((id, i): Pair => [id, [...ids, to][i] ?? to]);
  });
  return { columns: columns.map((column, i) => [...column, ...valuesOf(passing, i)]), pairs: chains };
}

function divide(column: readonly Planned[]): Planned[][] {
  const parts = column.some(({ node }) => !node) ? 1 : Math.max(1, Math.ceil(column.length / MOST_ROWS));
  const rows = Math.ceil(column.length / parts);
  return Array.from({ length: parts }, (_, i) => column.slice(i * rows, (i + 1) * rows));
}
