import type { Edge, Point, Rect } from './scene.ts';

export type Curve = Edge['curve'];

/** A curve from the right side of one box to the left side of another. */
export function curveBetween(from: Point, to: Point): Curve {
  const reach = Math.max(24, (to.x - from.x) / 2);
  return [from, { x: from.x + reach, y: from.y }, { x: to.x - reach, y: to.y }, to];
}

/** A curve from the left side of one box back to the right side of another. */
export function curveBack(from: Point, to: Point): Curve {
  const reach = Math.max(24, (from.x - to.x) / 2);
  return [from, { x: from.x - reach, y: from.y }, { x: to.x + reach, y: to.y }, to];
}

/** A curve between two boxes of one column, which bows out to their right. */
export function bowBeside(from: Rect, to: Rect): Curve {
  const [start, end] = [sideOf(from, 'right'), sideOf(to, 'right')];
  const out = Math.max(start.x, end.x) + 18 + Math.min(40, Math.abs(end.y - start.y) / 6);
  return [start, { x: out, y: start.y }, { x: out, y: end.y }, end];
}

/** The point of a curve at a share of its way, from 0 to 1. */
export function pointAt([a, b, c, d]: Curve, share: number): Point {
  const rest = 1 - share;
  const mix = (axis: 'x' | 'y'): number =>
    rest ** 3 * a[axis] +
    3 * rest ** 2 * share * b[axis] +
    3 * rest * share ** 2 * c[axis] +
    share ** 3 * d[axis];
  return { x: mix('x'), y: mix('y') };
}

/** The middle of a side of a box. */
export function sideOf({ x, y, width, height }: Rect, side: 'left' | 'right'): Point {
  return { x: side === 'left' ? x : x + width, y: y + height / 2 };
}
