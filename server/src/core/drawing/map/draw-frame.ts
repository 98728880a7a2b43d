import type { DeclaredLink, TopologyNode } from '../../topology/topology.ts';
import { MOST_LINKS, type NamespaceLinks, type TopologyChange } from '../../topology/topology-question.ts';
import { counted } from '../counted.ts';
import { fitText } from '../fit-text.ts';
import type { Box, Edge, Frame, Rect } from '../scene.ts';
import { SIZES, WEIGHTS } from '../sizes.ts';
import { drawFrameLines, type FramePlace, frameLines } from './frame-lines.ts';
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

const STUB = { width: 46, height: 30 } as const;
const SIDE = STUB.width + 22;
/** Between columns there must be room for pills; where there is more it is used. */
const LEAST_ROOM = 104;
const MOST_ROOM = 180;
const GAP = 14;
const PASSING_HEIGHT = 8;
const BOTTOM = 22;
/** More policies than these are counted only. */
const MOST_POLICIES = 16;

/** Draws a namespace with all that is in it. */
export function drawFrame(options: FrameOptions): DrawnFrame {
  const { namespace, declared, links, x, y, selected, changes } = options;
  const plan = planFrame(namespace, declared, links?.links ?? []);
  const count = plan.columns.length;
  const spare = (options.width - SIDE * 2 - count * NODE.width) / Math.max(1, count - 1);
  const room = Math.min(Math.max(spare, LEAST_ROOM), MOST_ROOM);
  const inner = count * NODE.width + (count - 1) * room;
  const width = Math.max(options.width, inner + SIDE * 2);
  const body = Math.max(NODE.height, ...plan.columns.map(heightOf));
  const { places, boxes } = placeNodes(plan.columns, {
    x: x + SIDE,
    y: y + SIZES.frameHeader,
    body,
    room,
    selected,
  });
  const wanted = frameLines(declared, links?.links ?? [], plan.standsFor).filter(
    ({ from, to }) => places.has(from) && places.has(to),
  );
  const isMany = wanted.length > MOST_LINKS;
  const shown = wanted.filter(
    ({ style, from, to }) => !isMany || style === 'declared' || from === selected || to === selected,
  );
  const policies = policyRow(
    namespace.nodes.policy,
    x + SIDE,
    y + SIZES.frameHeader + body + GAP * 2,
    width - SIDE * 2,
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
    edges: drawFrameLines(shown, places, boxes, selected, changes, room),
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
  readonly room: number;
  readonly selected: string | undefined;
}

function placeNodes(
  columns: readonly (readonly Planned[])[],
  { x, y, body, room, selected }: Area,
): { readonly places: ReadonlyMap<string, FramePlace>; readonly boxes: readonly Box[] } {
  const places = new Map<string, FramePlace>();
  const boxes: Box[] = [];
  for (const [column, planned] of columns.entries()) {
    const left = x + column * (NODE.width + room);
    let top = y + (body - heightOf(planned)) / 2;
    for (const one of planned) {
      const height = one.node ? NODE.height : PASSING_HEIGHT;
      places.set(one.id, { x: left, y: top, width: NODE.width, height, column });
      if (one.node)
        boxes.push(nodeBox(one.node, one.alike, left, top, one.id === selected ? 'selected' : 'normal'));
      top += height + GAP;
    }
  }
  return { places, boxes };
}

function heightOf(column: readonly Planned[]): number {
  return column.reduce((sum, { node }) => sum + (node ? NODE.height : PASSING_HEIGHT) + GAP, -GAP);
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
  return [...stub('in', others.in, x + 10), ...stub('out', others.out, x + width - STUB.width - 10)];
}
