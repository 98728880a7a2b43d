import type { Box, Edge, Frame, Rect, Scene } from '../../server/src/core/drawing/scene.ts';
import { countBoxElements, type Detail } from './draw-box.ts';
import { countEdgeElements } from './draw-edge.ts';

/** What of a scene is put into the page. */
export interface WindowPlan {
  readonly frames: readonly Frame[];
  readonly edges: readonly Edge[];
  readonly boxes: readonly Box[];
  readonly detail: Detail;
}

/** The rest of the page takes some hundred elements, and all of it is to stay below 2,000. */
export const MOST_ELEMENTS = 1400;

/** A group in a group, and what is drawn in both. */
const FRAME_ELEMENTS = 7;

/** With more frames in sight, none of them is as high as its title. */
const MOST_FRAMES = 100;

/**
 * Takes what meets the window. Where that is too much, boxes lose their lines first, then their titles, then edges go:
 * the more there is, the smaller it is shown, and the less can be read anyway.
 */
export function planWindow(scene: Scene, window: Rect, zoom: number, keep: string | undefined): WindowPlan {
  const frames = scene.frames.filter((frame) => meets(frame, window)).slice(0, MOST_FRAMES);
  const boxes = scene.boxes.filter((box) => box.id === keep || meets(box, window));
  const edges = scene.edges.filter((edge) => edge.id === keep || meets(boundsOf(edge), window));
  const room = MOST_ELEMENTS - frames.length * FRAME_ELEMENTS;
  const details: readonly Detail[] = zoom < 0.45 ? ['title', 'bare'] : ['full', 'title', 'bare'];
  for (const detail of details) {
    const plan = { frames, edges, boxes, detail };
    if (countElements(plan) <= MOST_ELEMENTS) return plan;
  }
  // What has the keyboard may be a line, which must not lose its place to boxes.
  const forEdge = sum(edges.filter(({ id }) => id === keep).map(countEdgeElements));
  const fewBoxes = thoseThatFit(boxes, (box) => countBoxElements(box, 'bare'), room - forEdge, keep);
  const plan: WindowPlan = { frames, edges: [], boxes: fewBoxes, detail: 'bare' };
  const left = MOST_ELEMENTS - countElements(plan);
  return { ...plan, edges: thoseThatFit(edges, countEdgeElements, left, keep) };
}

/** How many elements that makes. */
export function countElements({ frames, edges, boxes, detail }: WindowPlan): number {
  return (
    frames.length * FRAME_ELEMENTS +
    sum(edges.map(countEdgeElements)) +
    sum(boxes.map((box) => countBoxElements(box, detail)))
  );
}

/** The first ones, and the one that is kept in any case. */
function thoseThatFit<Item extends { readonly id: string }>(
  items: readonly Item[],
  countOf: (item: Item) => number,
  room: number,
  keep: string | undefined,
): readonly Item[] {
  let left = room - sum(items.filter(({ id }) => id === keep).map(countOf));
  return items.filter((item) => {
    if (item.id === keep) return true;
    left -= countOf(item);
    return left >= 0;
  });
}

/** The rectangle around a curve; its control points hold it. */
export function boundsOf({ curve }: Edge): Rect {
  const xs = curve.map((point) => point.x);
  const ys = curve.map((point) => point.y);
  const x = Math.min(...xs);
  const y = Math.min(...ys);
  return { x, y, width: Math.max(...xs) - x, height: Math.max(...ys) - y };
}

/** Whether two rectangles have a point in common. */
export function meets(a: Rect, b: Rect): boolean {
  return a.x <= b.x + b.width && b.x <= a.x + a.width && a.y <= b.y + b.height && b.y <= a.y + a.height;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, each) => total + each, 0);
}
