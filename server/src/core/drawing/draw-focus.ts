import type { Focus, FocusFact, FocusGroup } from '../topology/topology-question.ts';
import { curveBetween } from './curves.ts';
import { fitText } from './fit-text.ts';
import { placePills } from './place-pills.ts';
import type { Box, BoxLine, BoxShape, Edge, Emphasis, Scene } from './scene.ts';
import { shortenPorts } from './shorten-ports.ts';
import { heightOfLines, SIZES, WEIGHTS } from './sizes.ts';
import { sayVerdict } from './verdict-words.ts';

export interface FocusOptions {
  /** The width that there is, in pixels. */
  readonly width: number;
  /** The id of a box or of an edge. */
  readonly selected: string | undefined;
}

/** More groups on one side than these are counted only. */
export const MOST_GROUPS = 12;

/** The id of the box of what is in focus is that of its node. */
export function drawFocus(focus: Focus, { width, selected }: FocusOptions): Scene {
  const left = focus.incoming.slice(0, MOST_GROUPS);
  const right = focus.outgoing.slice(0, MOST_GROUPS);
  const plan = planColumns(width);
  const subject = subjectBox(focus, plan, selected);
  const heights = [left, right].map((groups) => stackHeight(groups));
  const height = Math.max(...heights, subject.height) + MARGIN * 2;
  const stack = (groups: readonly FocusGroup[], x: number, own: number): Box[] => {
    let y = (height - own) / 2;
    return groups.map((group) => {
      const box = groupBox(group, x, y, plan.side, selected);
      y += box.height + GAP;
      return box;
    });
  };
  const incoming = stack(left, plan.left, heights[0] ?? 0);
  const outgoing = stack(right, plan.right, heights[1] ?? 0);
  const middle = { ...subject, y: (height - subject.height) / 2 };
  const drawn = [
    ...edgesOf(left, incoming, middle, 'in', selected),
    ...edgesOf(right, outgoing, middle, 'out', selected),
  ];
  const pillWidth = Math.min(plan.gap - 8, MOST_PILL);
  const pills = placePills(
    drawn.map(({ edge: { curve, style }, texts }) => ({ curve, style, texts, width: pillWidth })),
    [middle, ...incoming, ...outgoing],
  );
  const hidden = [...focus.incoming.slice(MOST_GROUPS), ...focus.outgoing.slice(MOST_GROUPS)];
  return {
    width: plan.width,
    height,
    frames: [],
    edges: drawn.map(({ edge }, i) => ({ ...edge, pill: pills[i] })),
    boxes: [...incoming, middle, ...outgoing],
    left: {
      links: hidden.length,
      nodes: hidden.reduce((sum, { members, more }) => sum + members.length + more, 0),
    },
  };
}

const MARGIN = 24;
/** Wider pills would be read before the boxes. */
const MOST_PILL = 180;
const GAP = 18;

interface Columns {
  readonly width: number;
  readonly left: number;
  readonly middle: number;
  readonly right: number;
  readonly side: number;
  readonly center: number;
  readonly gap: number;
}

/** Three columns with room for pills between them; where there is little room all get narrower, but never too narrow. */
function planColumns(wanted: number): Columns {
  const width = Math.max(wanted, MIN_WIDTH);
  const free = width - MARGIN * 2;
  const side = clamp(free * 0.22, 150, 240);
  const center = clamp(free * 0.24, 150, 280);
  const gap = Math.min((free - side * 2 - center) / 2, 260);
  const used = side * 2 + center + gap * 2;
  const left = (width - used) / 2;
  return { width, left, middle: left + side + gap, right: left + side + gap * 2 + center, side, center, gap };
}

/** Columns of 150 and two gaps of 100 in which `✗ no ingress` can still be read. */
const MIN_WIDTH = 150 * 3 + 100 * 2 + MARGIN * 2;

function clamp(value: number, least: number, most: number): number {
  return Math.min(Math.max(value, least), most);
}

function subjectBox(focus: Focus, { middle, center }: Columns, selected: string | undefined): Box {
  const inner = center - SIZES.padding * 2;
  const lines: BoxLine[] = [
    { ...fitText(focus.namespace, inner, SIZES.line), tone: 'muted', target: undefined },
    ...focus.facts.map(
      (fact): BoxLine => ({ ...fitText(fact.text, inner, SIZES.line), tone: toneOf(fact), target: fact.id }),
    ),
  ];
  return {
    id: focus.id,
    shape: focus.role,
    x: middle,
    y: 0,
    width: center,
    height: heightOfLines(lines.length),
    title: fitText(`${focus.kind} ${focus.name}`, inner, SIZES.title, WEIGHTS.title),
    lines,
    badges: [],
    emphasis: selected === focus.id ? 'selected' : 'subject',
    label: `${focus.kind} ${focus.name} in ${focus.namespace}, in focus. ${focus.facts.map(({ text }) => text).join(', ')}`,
  };
}

function toneOf({ about, id }: FocusFact): BoxLine['tone'] {
  if (about !== 'ingress-policy' && about !== 'egress-policy') return 'muted';
  return id === undefined ? 'doubtful' : 'good';
}

function groupLines({ members, more }: FocusGroup): string[] {
  return [
    ...members.map(({ label }) => label),
    ...(more > 0 ? [members.length > 0 ? `+${more} like these` : amount(more)] : []),
  ];
}

function amount(count: number): string {
  return count === 1 ? '1 workload' : `${count} workloads`;
}

function stackHeight(groups: readonly FocusGroup[]): number {
  return groups.reduce((sum, group) => sum + heightOfLines(groupLines(group).length) + GAP, -GAP);
}

const SHAPES: Readonly<Record<FocusGroup['type'], BoxShape>> = {
  pods: 'group',
  namespaces: 'group',
  routes: 'group',
  outside: 'outside',
  unseen: 'unseen',
};

function groupBox(group: FocusGroup, x: number, y: number, width: number, selected: string | undefined): Box {
  const inner = width - SIZES.padding * 2;
  const texts = groupLines(group);
  const lines = texts.map(
    (text, i): BoxLine => ({
      ...fitText(text, inner, SIZES.line),
      tone: 'muted',
      target: group.members[i]?.id,
    }),
  );
  return {
    id: group.id,
    shape: SHAPES[group.type],
    x,
    y,
    width,
    height: heightOfLines(lines.length),
    title: fitText(group.title, inner, SIZES.title, WEIGHTS.title),
    lines,
    badges: [],
    emphasis: emphasisOf(group.id, selected),
    label: `${group.title}: ${[...texts, describe(group)].join(', ')}`,
  };
}

function emphasisOf(id: string, selected: string | undefined): Emphasis {
  return id === selected ? 'selected' : 'normal';
}

function describe({ verdict, ports, note }: FocusGroup): string {
  return sayVerdict(verdict, ports, note);
}

/** What its pill may say, the fullest first: that it fits is worth more than that all is said, for the rest is in its label. */
function pillTexts({ verdict, ports, note }: FocusGroup): string[] {
  const short = ports === '' ? [] : shortenPorts(ports);
  const both = [ports, note].filter((part) => part !== '').join(', ');
  return verdict === 'allowed' || verdict === 'declared' ? [both, ...short, note] : [both, note, ...short];
}

interface Drawn {
  readonly edge: Edge;
  readonly texts: readonly string[];
}

/** Lines end beside one another, in the order of their groups, so that none crosses another. */
function edgesOf(
  groups: readonly FocusGroup[],
  boxes: readonly Box[],
  subject: Box,
  side: 'in' | 'out',
  selected: string | undefined,
): Drawn[] {
  const step = Math.min(34, (subject.height - 24) / Math.max(1, groups.length - 1));
  const first = subject.y + subject.height / 2 - ((groups.length - 1) * step) / 2;
  return groups.flatMap((group, i): Drawn[] => {
    const box = boxes[i];
    if (!box) return [];
    const y = first + i * step;
    const own = { y: box.y + box.height / 2 };
    const curve =
      side === 'in'
        ? curveBetween({ ...own, x: box.x + box.width }, { x: subject.x, y })
        : curveBetween({ x: subject.x + subject.width, y }, { ...own, x: box.x });
    const id = `${side === 'in' ? box.id : subject.id} → ${side === 'in' ? subject.id : box.id}`;
    return [
      {
        texts: pillTexts(group),
        edge: {
          id,
          from: side === 'in' ? box.id : subject.id,
          to: side === 'in' ? subject.id : box.id,
          curve,
          style: group.verdict,
          weight: group.named ? 1.8 : 1.2,
          pill: undefined,
          change: undefined,
          emphasis: emphasisOf(id, selected),
          label: `${side === 'in' ? `${group.title} to ${subject.title.full}` : `${subject.title.full} to ${group.title}`}: ${describe(group)}`,
        },
      },
    ];
  });
}
