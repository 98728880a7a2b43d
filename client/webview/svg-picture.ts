import type { Box, Edge, Frame, Rect, Scene } from '../../server/src/core/drawing/scene.ts';
import { SIZES } from '../../server/src/core/drawing/sizes.ts';
import { type Detail, drawBox } from './draw-box.ts';
import { drawArrowHeads, drawEdge, drawLine } from './draw-edge.ts';
import { keyedLayer } from './keyed-layer.ts';
import { makeElement, makeSvg } from './make-element.ts';
import { nameOfBox, nameOfEdge, nameOfFrame } from './name-of-box.ts';
import { planWindow } from './plan-window.ts';
import { text } from './texts.ts';
import type { Viewport } from './view-state.ts';

/** A scene in the page. */
export interface Picture {
  readonly root: HTMLElement;
  readonly show: (scene: Scene, viewport: Viewport, active: string | undefined) => void;
  /** Moves what is shown; draws only where the window is left. */
  readonly move: (viewport: Viewport) => void;
  /** Gives the keyboard to a box or an edge, if it is in the view. */
  readonly focus: (id: string) => void;
  readonly elementOf: (id: string) => SVGGElement | undefined;
  /** The id of what the tab key comes to. */
  readonly tabStop: () => string | undefined;
}

/** How much more than the screen is drawn on each side, in screens, so that panning rarely draws. */
const OVERSCAN = 0.6;

/** Makes an empty picture; whoever shows it listens to what happens in it. */
export function svgPicture(): Picture {
  const frames = keyedLayer<Frame>('frames', describeFrame, drawFrame);
  const lines = keyedLayer<Edge>('lines', describeEdge, drawLineGroup);
  const edges = keyedLayer<Edge>('edges', describeEdge, drawEdgeGroup);
  const boxes = keyedLayer<Box>('boxes', describeBox, drawBoxGroup);
  const svg = makeSvg('svg', { class: 'scene', role: 'group', 'aria-label': text('Map of the network') });
  lines.root.setAttribute('aria-hidden', 'true');
  svg.append(drawArrowHeads(), frames.root, lines.root, edges.root, boxes.root);
  const stage = makeElement('div', { class: 'stage' }, svg);
  const root = makeElement('div', { class: 'picture' }, stage);
  let now: { readonly scene: Scene; readonly active: string | undefined } | undefined;
  let drawn: { readonly window: Rect; readonly zoom: number } | undefined;
  let tabStop: SVGGElement | undefined;

  const elementOf = (id: string): SVGGElement | undefined =>
    boxes.elementOf(id) ?? edges.elementOf(id) ?? frames.elementOf(id);

  const draw = (viewport: Viewport): void => {
    if (now === undefined) return;
    const window = grown(screenOf(root, viewport));
    const plan = planWindow(now.scene, window, viewport.zoom, now.active);
    const held = svg.contains(document.activeElement) ? document.activeElement : null;
    frames.show(plan.frames, '');
    lines.show(plan.edges, '');
    edges.show(plan.edges, '');
    boxes.show(plan.boxes, plan.detail);
    // An element that moves in the order of the page loses the keyboard.
    if (held instanceof SVGElement && held !== document.activeElement) giveKeyboard(held);
    drawn = { window, zoom: viewport.zoom };
    // One tab stop: the arrow keys lead on from there.
    tabStop?.setAttribute('tabindex', '-1');
    const first = plan.boxes[0]?.id ?? '';
    tabStop = (now.active === undefined ? undefined : elementOf(now.active)) ?? elementOf(first);
    tabStop?.setAttribute('tabindex', '0');
  };

  const move = (viewport: Viewport): void => {
    stage.style.transform = `translate(${viewport.x}px, ${viewport.y}px) scale(${viewport.zoom})`;
    const isInside = drawn !== undefined && contains(drawn.window, screenOf(root, viewport));
    if (!isInside || drawn?.zoom !== viewport.zoom) draw(viewport);
  };

  return {
    root,
    show: (scene, viewport, active) => {
      now = { scene, active };
      svg.setAttribute('width', String(scene.width));
      svg.setAttribute('height', String(scene.height));
      drawn = undefined;
      move(viewport);
    },
    move,
    focus: (id) => giveKeyboard(elementOf(id)),
    elementOf,
    tabStop: () => tabStop?.getAttribute('data-id') ?? undefined,
  };
}

/** The keyboard may have left the view meanwhile, for an editor or the palette: it is not taken from there. */
function giveKeyboard(element: SVGElement | undefined): void {
  if (document.hasFocus()) element?.focus({ preventScroll: true });
}

function screenOf(root: HTMLElement, { x, y, zoom }: Viewport): Rect {
  return { x: -x / zoom, y: -y / zoom, width: root.clientWidth / zoom, height: root.clientHeight / zoom };
}

function grown({ x, y, width, height }: Rect): Rect {
  return {
    x: x - width * OVERSCAN,
    y: y - height * OVERSCAN,
    width: width * (1 + 2 * OVERSCAN),
    height: height * (1 + 2 * OVERSCAN),
  };
}

function contains(outer: Rect, inner: Rect): boolean {
  return (
    outer.x <= inner.x &&
    outer.y <= inner.y &&
    outer.x + outer.width >= inner.x + inner.width &&
    outer.y + outer.height >= inner.y + inner.height
  );
}

const describeFrame = (frame: Frame) => ({ id: frame.id, place: frame, look: lookOf(frame) });
const describeEdge = (edge: Edge) => ({ id: edge.id, place: undefined, look: JSON.stringify(edge) });
const describeBox = (box: Box) => ({ id: box.id, place: box, look: lookOf(box) });

function lookOf(item: Rect): string {
  return JSON.stringify({ ...item, x: 0, y: 0 });
}

function drawFrame(frame: Frame) {
  const body = makeSvg('rect', { class: 'frame-body', width: frame.width, height: frame.height, rx: 8 });
  const head = makeSvg(
    'g',
    { class: 'frame-head' },
    makeSvg('rect', { class: 'frame-hit', width: frame.width, height: SIZES.frameHeader - 8, rx: 8 }),
    makeSvg('text', { class: 'frame-title', ...SIZES.frameTitle }, frame.title.text),
    ' ',
    makeSvg('text', { class: 'frame-subtitle', ...SIZES.frameSubtitle }, frame.subtitle.text),
    makeSvg('path', { class: 'frame-fold', d: `M${frame.width - 28} 24l5-5 5 5` }),
  );
  const attributes = {
    class: `frame is-${frame.emphasis}`,
    role: 'button',
    'aria-expanded': 'true',
    'aria-label': nameOfFrame(frame),
    tabindex: '-1',
  };
  return { attributes, parts: [body, head] };
}

function drawBoxGroup(box: Box, detail: string) {
  const isTile = box.shape === 'namespace' || box.shape === 'hub';
  const isChosen = box.emphasis === 'selected' || box.emphasis === 'subject';
  const attributes = {
    class: `box shape-${box.shape} is-${box.emphasis}`,
    role: 'button',
    'aria-label': nameOfBox(box),
    ...(isTile ? { 'aria-expanded': 'false' } : { 'aria-pressed': String(isChosen) }),
    tabindex: '-1',
  };
  return { attributes, parts: drawBox(box, isDetail(detail) ? detail : 'full') };
}

function isDetail(variant: string): variant is Detail {
  return variant === 'full' || variant === 'title' || variant === 'bare';
}

function drawLineGroup(edge: Edge) {
  return {
    // The edge above it has the id: what is found by it can be chosen.
    attributes: { class: `line ${looksOf(edge)}`, 'data-id': undefined },
    parts: drawLine(edge),
  };
}

function drawEdgeGroup(edge: Edge) {
  const attributes = {
    class: `edge ${looksOf(edge)}`,
    role: 'button',
    'aria-label': nameOfEdge(edge),
    'aria-pressed': String(edge.emphasis === 'selected'),
    tabindex: '-1',
  };
  return { attributes, parts: drawEdge(edge) };
}

function looksOf({ style, emphasis, change }: Edge): string {
  return `style-${style} is-${emphasis}${change === undefined ? '' : ` change-${change}`}`;
}
