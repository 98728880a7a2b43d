import type { Edge, Point, Rect } from './scene.ts';

export type Curve = Edge['curve'];

type Cubic = readonly [Point, Point, Point, Point];

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

/** A way through corners, each of them rounded off. */
export function roundedWay(corners: readonly Point[]): Curve {
  const [start] = corners;
  if (!start) return [];
  const curve: Point[] = [start];
  const lineTo = (to: Point): void => {
    const from = curve.at(-1) ?? start;
    curve.push(mix(from, to, 1 / 3), mix(from, to, 2 / 3), to);
  };
  for (const [i, corner] of corners.entries()) {
    const [before, after] = [corners[i - 1], corners[i + 1]];
    if (!before) continue;
    if (!after) {
      lineTo(corner);
      continue;
    }
    const [into, outOf] = [distance(before, corner), distance(corner, after)];
    const radius = Math.min(ROUNDING, into / 2, outOf / 2);
    if (radius === 0) continue;
    const [start, end] = [mix(corner, before, radius / into), mix(corner, after, radius / outOf)];
    lineTo(start);
    curve.push(mix(start, corner, ARC), mix(end, corner, ARC), end);
  }
  return curve;
}

const ROUNDING = 10;
/** How far towards the corner the control points of a quarter of a circle stand. */
const ARC = 0.552;

/** Curves one after the other; each starts where the one before it ends. */
export function joinCurves([first, ...rest]: readonly Curve[]): Curve {
  return [...(first ?? []), ...rest.flatMap((curve) => curve.slice(1))];
}

/** The point of a curve at a share of its way, from 0 to 1. */
export function pointAt(curve: Curve, share: number): Point {
  const cubics = cubicsOf(curve);
  const lengths = cubics.map(([start, , , end]) => distance(start, end));
  let rest = share * lengths.reduce((sum, length) => sum + length, 0);
  for (const [i, cubic] of cubics.entries()) {
    const length = lengths[i] ?? 0;
    if (rest <= length || i === cubics.length - 1) return pointOf(cubic, length === 0 ? 0 : rest / length);
    rest -= length;
  }
  return curve[0] ?? { x: 0, y: 0 };
}

function cubicsOf(curve: Curve): Cubic[] {
  return Array.from({ length: Math.floor(curve.length / 3) }, (_, i) =>
    curve.slice(i * 3, i * 3 + 4),
  ).flatMap(([a, b, c, d]): Cubic[] => (a && b && c && d ? [[a, b, c, d]] : []));
}

function pointOf([a, b, c, d]: Cubic, share: number): Point {
  const rest = 1 - share;
  const at = (axis: 'x' | 'y'): number =>
    rest ** 3 * a[axis] +
    3 * rest ** 2 * share * b[axis] +
    3 * rest * share ** 2 * c[axis] +
    share ** 3 * d[axis];
  return { x: at('x'), y: at('y') };
}

/** The curve as the `d` of a path in SVG. */
export function pathOf([start, ...rest]: Curve): string {
  if (!start) return '';
  return rest.reduce(
    (path, { x, y }, i) => `${path}${i % 3 === 0 ? 'C' : ' '}${round(x)} ${round(y)}`,
    `M${round(start.x)} ${round(start.y)}`,
  );
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}

/** The middle of a side of a box. */
export function sideOf({ x, y, width, height }: Rect, side: 'left' | 'right'): Point {
  return { x: side === 'left' ? x : x + width, y: y + height / 2 };
}

function mix(from: Point, to: Point, share: number): Point {
  return { x: from.x + (to.x - from.x) * share, y: from.y + (to.y - from.y) * share };
}

function distance(from: Point, to: Point): number {
  return Math.hypot(to.x - from.x, to.y - from.y);
}
