import type { Rect } from '../../server/src/core/drawing/scene.ts';
import { type MenuItem, openMenu } from './menu.ts';
import { type Direction, nearestBox } from './nearest-box.ts';
import { text } from './texts.ts';
import { namespaceOf, type ViewActions } from './view-actions.ts';
import type { ViewContext } from './view-context.ts';
import type { ViewportControl } from './viewport-control.ts';

/** What keys reach beside the actions. */
export interface KeyTargets {
  readonly context: ViewContext;
  readonly actions: ViewActions;
  readonly viewport: ViewportControl;
  readonly fit: () => void;
  readonly find: () => void;
  readonly help: () => void;
  /** Takes away what is in the way of the picture; false where nothing is. */
  readonly dismiss: () => boolean;
  readonly toggleMatrix: () => void;
  readonly root: HTMLElement;
}

/** Runs what a key means in the picture; true where it means something. */
export function runPictureKey(event: KeyboardEvent, id: string, targets: KeyTargets): boolean {
  const { context, actions, viewport } = targets;
  const direction = DIRECTIONS[event.key];
  if (direction !== undefined && event.shiftKey) {
    const [dx, dy] = PANS[direction];
    viewport.panBy(dx, dy);
  } else if (direction !== undefined && !event.altKey) walk(id, direction, context);
  else if (event.key === '[' || event.key === ']') walkLines(id, event.key === ']' ? 1 : -1, context);
  else if (event.key === 'Enter') openOrChoose(event, id, targets);
  else if (event.key === ' ') actions.choose(id);
  else if (event.key === 'F10' && event.shiftKey) openBoxMenu(event, id, targets);
  else if (event.key === 'ContextMenu') openBoxMenu(event, id, targets);
  else if (event.key === 'f' || event.key === 'F') actions.focusOn(id);
  else if (event.key === 'e' || event.key === 'E') actions.expand(id);
  else return false;
  return true;
}

/** Runs what a key means anywhere in the view but in fields. */
export function runViewKey(event: KeyboardEvent, targets: KeyTargets): boolean {
  const { context, viewport } = targets;
  const { dispatch } = context;
  if (event.altKey && event.key === 'ArrowLeft') dispatch({ type: 'back' });
  else if (event.altKey && event.key === 'ArrowRight') dispatch({ type: 'forward' });
  else if (event.altKey || event.ctrlKey || event.metaKey) return false;
  else if (event.key === '/') targets.find();
  else if (event.key === '?') targets.help();
  else if (event.key === 'm' || event.key === 'M') {
    targets.toggleMatrix();
  } else if (event.key === '+' || event.key === '=') viewport.zoomBy(1.2);
  else if (event.key === '-') viewport.zoomBy(1 / 1.2);
  else if (event.key === '0') targets.fit();
  else if (event.key === 'Escape') {
    if (!targets.dismiss()) dispatch({ type: 'up' });
  } else return false;
  return true;
}

const DIRECTIONS: Readonly<Record<string, Direction>> = {
  ArrowLeft: 'left',
  ArrowRight: 'right',
  ArrowUp: 'up',
  ArrowDown: 'down',
};

const PANS: Readonly<Record<Direction, readonly [number, number]>> = {
  left: [80, 0],
  right: [-80, 0],
  up: [0, 80],
  down: [0, -80],
};

interface Stand extends Rect {
  readonly id: string;
}

/** Boxes, and the heads of expanded namespaces; a line stands where its middle is. */
function standsOf(context: ViewContext): readonly Stand[] {
  const scene = context.scene();
  const heads = (scene?.frames ?? []).map(({ id, x, y }) => ({ id, x, y, width: 160, height: 44 }));
  return [...(scene?.boxes ?? []), ...heads];
}

function walk(id: string, direction: Direction, context: ViewContext): void {
  const stands = standsOf(context);
  const here = stands.find((each) => each.id === id) ?? middleOfEdge(id, context);
  if (here === undefined) return;
  const next = nearestBox(here, stands, direction);
  if (next !== undefined) context.focus(next.id);
}

function middleOfEdge(id: string, context: ViewContext): Stand | undefined {
  const edge = context.scene()?.edges.find((each) => each.id === id);
  if (edge === undefined) return undefined;
  const [start, end] = [edge.curve[0], edge.curve.at(-1)];
  if (start === undefined || end === undefined) return undefined;
  return { id, x: (start.x + end.x) / 2, y: (start.y + end.y) / 2, width: 0, height: 0 };
}

/** From a box to its first line, from there to the next line of the same box. */
let walkedFrom: string | undefined;
function walkLines(id: string, step: 1 | -1, context: ViewContext): void {
  const edges = context.scene()?.edges ?? [];
  const edge = edges.find((each) => each.id === id);
  const start = edge === undefined ? id : walkedFrom;
  const home = edge !== undefined && start !== edge.from && start !== edge.to ? edge.from : start;
  const lines = edges.filter((each) => each.from === home || each.to === home);
  if (lines.length === 0 || home === undefined) return;
  walkedFrom = home;
  const at = lines.findIndex((each) => each.id === id);
  const next = at < 0 ? (step === 1 ? 0 : lines.length - 1) : (at + step + lines.length) % lines.length;
  const line = lines[next];
  if (line !== undefined) context.focus(line.id);
}

/** A group in focus has no source: it offers its members. */
function openOrChoose(event: KeyboardEvent, id: string, targets: KeyTargets): void {
  const { context, actions } = targets;
  const box = context.scene()?.boxes.find((each) => each.id === id);
  const isGroup = box !== undefined && actions.nodeOf(id) === undefined && namespaceOf(id) === undefined;
  if (isGroup && box.lines.some(({ target }) => target !== undefined)) openBoxMenu(event, id, targets);
  else actions.open(id);
}

/** The menu of a box: what the keys do, and its members. */
function openBoxMenu(event: Event, id: string, { context, actions, root }: KeyTargets): void {
  const box = context.scene()?.boxes.find((each) => each.id === id);
  const node = actions.nodeOf(id);
  const isNamespace = namespaceOf(id) !== undefined;
  const of = (when: boolean, label: string, run: () => void): readonly MenuItem[] =>
    when ? [{ label, run }] : [];
  const members = (box?.lines ?? []).flatMap(({ full, target }) =>
    target === undefined ? [] : [{ label: text('Focus on {0}', full), run: () => actions.focusOn(target) }],
  );
  const items = [
    ...of(node !== undefined && context.channel.canOpen, text('Open source'), () =>
      actions.reveal(id, false),
    ),
    ...of(node !== undefined, text('Focus'), () => actions.focusOn(id)),
    ...of(isNamespace, text('Expand or fold'), () => actions.expand(id)),
    ...of(!isNamespace && node === undefined, text('Explain'), () => actions.choose(id)),
    ...members,
  ];
  const target = event.target;
  if (items.length > 0 && target instanceof Element)
    openMenu(root, target.getBoundingClientRect(), text('Actions'), items);
}
