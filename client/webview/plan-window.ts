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
const MOST_ELEMENTS = 1400;

/**
 * Takes what meets the window. Where that is too much, boxes lose their lines first, then their titles, then edges go:
 * the more there is, the smaller it is shown, and the less can be read anyway.
 */
export function planWindow(scene: Scene, window: Rect, zoom: number, keep: string | undefined): WindowPlan {
  const frames = scene.frames.filter((frame) => meets(frame, window));
  const boxes = scene.boxes.filter((box) => box.id === keep || meets(box, window));
  const edges = scene.edges.filter((edge) => edge.id === keep || meets(boundsOf(edge), window));
  const room = MOST_ELEMENTS - frames.length * 7;
  const edgeCost = sum(edges.map(countEdgeElements));
  const details: readonly Detail[] = zoom < 0.45 ? ['title', 'bare'] : ['full', 'title', 'bare'];
  for (const detail of details) {
    const cost = sum(boxes.map((box) => countBoxElements(box, detail)));
    if (cost + edgeCost <= room) return { frames, edges, boxes, detail };
  }
  const fewBoxes = boxes.slice(0, room / 2);
  return { frames, edges: edges.slice(0, (room - fewBoxes.length * 2) / 6), boxes: fewBoxes, detail: 'bare' };
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
