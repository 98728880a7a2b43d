import type { DeclaredLink, TopologyNode } from '../../topology/topology.ts';
import { MOST_LINKS, type NamespaceLinks, type TopologyChange } from '../../topology/topology-question.ts';
import { counted } from '../counted.ts';
import { fitText } from '../fit-text.ts';
import type { Box, Edge, Frame, Rect } from '../scene.ts';
import { SIZES, WEIGHTS } from '../sizes.ts';
import { drawFrameLines, type FrameLine, type FramePlace, frameLines } from './frame-lines.ts';
import { contentOf, NODE, nodeBox } from './node-box.ts';
import { type Planned, planFrame } from './plan-frame.ts';
import type { MapNamespace } from './sort-nodes.ts';

/** An expanded namespace. */
export interface DrawnFrame {
  readonly frame: Frame;
  readonly boxes: readonly Box[];
  readonly edges: readonly Edge[];
  /** How many links inside are not drawn. */
  readonly hidden: number;
}

export interface FrameOptions {
  readonly namespace: MapNamespace;
  readonly declared: readonly DeclaredLink[];
  readonly links: NamespaceLinks | undefined;
  /** How many other namespaces have links into it, and out of it. */
  readonly others: { readonly in: number; readonly out: number };
  readonly selected: string | undefined;
  readonly changes: readonly TopologyChange[];
  readonly x: number;
  readonly y: number;
  /** The least width, in pixels. */
  readonly width: number;
}

const STUB = { width: 42, height: 30 } as const;
/** From the border to the columns: room for a stub, or where there is none at the right, for nothing. */
const SIDE = { left: STUB.width + 16, right: 22 } as const;
/** Between workloads there must be room for pills; lines to them from Services have none. Where there is more it is used. */
const ROOM = { pills: 96, plain: 48, more: 76, bows: 64 } as const;
const GAP = 14;
const PASSING_HEIGHT = 8;
const BOTTOM = 22;
/** More policies than these are counted only. */
const MOST_POLICIES = 16;

/** Draws a namespace with all that is in it. */
export function drawFrame(options: FrameOptions): DrawnFrame {
  const { namespace, declared, links, x, y, selected, changes } = options;
  const plan = planFrame(namespace, declared, links?.links ?? []);
  const lines = frameLines(declared, links?.links ?? [], plan.standsFor);
  const bows = hasBows(plan.columns.at(-1) ?? [], lines) ? ROOM.bows : 0;
  const right = (options.others.out > 0 ? SIDE.left : SIDE.right) + bows;
  const least = roomsBetween(plan.columns);
  const inner = plan.columns.length * NODE.width + sumOf(least);
  const width = Math.max(options.width, SIDE.left + inner + right);
  const spare = (width - SIDE.left - inner - right) / Math.max(1, least.length);
  const rooms = least.map((room) => room + Math.min(ROOM.more, spare));
  const body = Math.max(NODE.height, ...plan.columns.map(heightOf));
  const { places, boxes } = placeNodes(plan.columns, {
    x: x + SIDE.left,
    y: y + SIZES.frameHeader,
    body,
    rooms,
    selected,
  });
  const wanted = lines.filter(({ from, to }) => places.has(from) && places.has(to));
  const isMany = wanted.length > MOST_LINKS;
  const shown = wanted.filter(
    ({ style, from, to }) => !isMany || style === 'declared' || from === selected || to === selected,
  );
  const policies = policyRow(
    namespace.nodes.policy,
    x + SIDE.left,
    y + SIZES.frameHeader + body + GAP * 2,
    width - SIDE.left - right,
    selected,
  );
  const height = SIZES.frameHeader + body + (policies.height > 0 ? policies.height + GAP * 2 : 0) + BOTTOM;
  const outline = { x, y, width, height };
  return {
    frame: frameOf(namespace, outline, selected),
    boxes: [
      ...boxes,
      ...policies.boxes,
      ...stubsOf(options, { ...outline, height: SIZES.frameHeader * 2 + body - NODE.height }),
    ],
    edges: drawFrameLines(shown, places, boxes, selected, changes, ROOM.pills),
    hidden: wanted.length - shown.length + (links?.hidden ?? 0),
  };
}

function frameOf(namespace: MapNamespace, outline: Rect, selected: string | undefined): Frame {
  const { name, nodes } = namespace;
  const content = contentOf(namespace);
  const policies = counted(nodes.policy.length, 'policy');
  const all = nodes.policy.length > 0 && content !== policies ? `${content} · ${policies}` : content;
  return {
    id: `ns:${name}`,
    ...outline,
    title: fitText(name, outline.width - SIZES.frameTitle.x * 2, SIZES.title, WEIGHTS.title),
    subtitle: fitText(all, outline.width - SIZES.frameSubtitle.x * 2, SIZES.line),
    emphasis: selected === `ns:${name}` ? 'selected' : 'normal',
    label: `Namespace ${name}, expanded: ${all}`,
  };
}

interface Area {
  readonly x: number;
  readonly y: number;
  readonly body: number;
  readonly rooms: readonly number[];
  readonly selected: string | undefined;
}

function placeNodes(
  columns: readonly (readonly Planned[])[],
  { x, y, body, rooms, selected }: Area,
): { readonly places: ReadonlyMap<string, FramePlace>; readonly boxes: readonly Box[] } {
  const places = new Map<string, FramePlace>();
  const boxes: Box[] = [];
  let left = x;
  for (const [column, planned] of columns.entries()) {
    let top = y + (body - heightOf(planned)) / 2;
    for (const one of planned) {
      const height = one.node ? NODE.height : PASSING_HEIGHT;
      places.set(one.id, { x: left, y: top, width: NODE.width, height, column });
      if (one.node)
        boxes.push(nodeBox(one.node, one.alike, left, top, one.id === selected ? 'selected' : 'normal'));
      top += height + GAP;
    }
    left += NODE.width + (rooms[column] ?? 0);
  }
  return { places, boxes };
}

function heightOf(column: readonly Planned[]): number {
  return column.reduce((sum, { node }) => sum + (node ? NODE.height : PASSING_HEIGHT) + GAP, -GAP);
}

/** How much room there must be right of each column but the last. */
function roomsBetween(columns: readonly (readonly Planned[])[]): number[] {
  const hasWorkloads = (column: readonly Planned[] | undefined): boolean =>
    column?.some(({ node }) => node?.role === 'workload') ?? false;
  return columns
    .slice(1)
    .map((column, i) => (hasWorkloads(column) && hasWorkloads(columns[i]) ? ROOM.pills : ROOM.plain));
}

/** Whether lines run from one node of a column to another, and so bow out beside it. */
function hasBows(column: readonly Planned[], lines: readonly FrameLine[]): boolean {
  const ids = new Set(column.map(({ id }) => id));
  return lines.some(({ from, to }) => ids.has(from) && ids.has(to));
}

function sumOf(numbers: readonly number[]): number {
  return numbers.reduce((sum, one) => sum + one, 0);
}

/** Policies have no lines here, so they stand below all others. */
function policyRow(
  policies: readonly TopologyNode[],
  x: number,
  y: number,
  width: number,
  selected: string | undefined,
): { readonly boxes: readonly Box[]; readonly height: number } {
  if (policies.length === 0 || policies.length > MOST_POLICIES) return { boxes: [], height: 0 };
  const columns = Math.max(1, Math.floor((width + GAP) / (NODE.width + GAP)));
  const boxes = policies.map((node, i) =>
    nodeBox(
      node,
      0,
      x + (i % columns) * (NODE.width + GAP),
      y + Math.floor(i / columns) * (NODE.height + GAP),
      node.id === selected ? 'selected' : 'normal',
    ),
  );
  return { boxes, height: Math.ceil(policies.length / columns) * (NODE.height + GAP) - GAP };
}

function stubsOf({ namespace, others, selected }: FrameOptions, { x, y, width, height }: Rect): Box[] {
  const stub = (side: 'in' | 'out', count: number, at: number): Box[] => {
    if (count === 0) return [];
    const id = `stub:${side}:${namespace.name}`;
    const text = side === 'in' ? `◂ ${count}` : `${count} ▸`;
    const full = `${counted(count, 'other namespace')} with links ${side === 'in' ? 'to' : 'from'} ${namespace.name}`;
    return [
      {
        id,
        shape: 'stub',
        x: at,
        y: y + (height - STUB.height) / 2,
        ...STUB,
        title: { text, full },
        lines: [],
        badges: [],
        emphasis: selected === id ? 'selected' : 'normal',
        label: full,
      },
    ];
  };
  return [...stub('in', others.in, x + 8), ...stub('out', others.out, x + width - STUB.width - 8)];
}
