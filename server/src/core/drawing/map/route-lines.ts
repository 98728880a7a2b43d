import { type Curve, curveBack, curveBetween, roundedWay } from '../curves.ts';
import type { Point } from '../scene.ts';
import { assignLanes } from './assign-lanes.ts';
import { assignPorts, isUpright } from './assign-ports.ts';
import { chooseWay, type Side, type Stop, type Streets, type Track, type Way } from './choose-way.ts';

/** A line that is to run from one stop of the map to another. */
export interface WantedLine {
  readonly id: string;
  readonly from: Stop;
  readonly to: Stop;
}

/** Leads lines through the streets of the map: each has its lane there, and its place at the side of a tile. */
export function routeLines(lines: readonly WantedLine[], streets: Streets): Curve[] {
  const ways = lines.map(({ from, to }) => chooseWay(from, to, streets));
  const ports = assignPorts(lines, ways);
  const cornersOfAll = (all: readonly Way[]): Point[][] =>
    lines.map((line, i) => cornersOf(line, all[i], ports.starts[i] ?? 0, ports.ends[i] ?? 0));
  const inLanes = assignLanes(ways, cornersOfAll(ways), streets.grid.gap);
  return cornersOfAll(inLanes).map((corners, i) => curveOf(corners, inLanes[i]));
}

/** Where a line starts, where it turns into each street and out of the last one, and where it ends. */
function cornersOf({ from, to }: WantedLine, way: Way | undefined, start: number, end: number): Point[] {
  if (!way) return [];
  const { tracks } = way;
  const isMet = { from: isMetAnywhere(from, way.start), to: isMetAnywhere(to, way.end) };
  const startsAt = isMet.from ? (uprightAt(tracks[0]) ?? (isMet.to ? start : end)) : start;
  const endsAt = isMet.to ? (uprightAt(tracks.at(-1)) ?? startsAt) : end;
  const last = pointAtSide(to, way.end, endsAt);
  const corners = [pointAtSide(from, way.start, startsAt)];
  const turn = ({ direction, at }: Track, along: Point | undefined): void => {
    if (along) corners.push(direction === 'upright' ? { x: at, y: along.y } : { x: along.x, y: at });
  };
  for (const track of tracks) turn(track, corners.at(-1));
  const final = tracks.at(-1);
  if (final) turn(final, last);
  return [...corners, last];
}

/** The top and the bottom of a frame are met where the line comes from, so that it runs straight on. */
function isMetAnywhere({ column }: Stop, side: Side): boolean {
  return column === undefined && !isUpright(side);
}

function uprightAt(track: Track | undefined): number | undefined {
  return track?.direction === 'upright' ? track.at : undefined;
}

function pointAtSide({ x, y, width, height }: Stop, side: Side, along: number): Point {
  switch (side) {
    case 'left':
      return { x, y: along };
    case 'right':
      return { x: x + width, y: along };
    case 'top':
      return { x: along, y };
    case 'bottom':
      return { x: along, y: y + height };
  }
}

/** From one column to the next at about one height, a plain curve is calmer than two corners. */
function curveOf(corners: readonly Point[], way: Way | undefined): Curve {
  const [start, end] = [corners[0], corners.at(-1)];
  const isAside = way?.tracks.length === 1 && way.start !== way.end && isUpright(way.start);
  if (!start || !end || !isAside || Math.abs(end.y - start.y) > CALM) return roundedWay(corners);
  return way.start === 'right' ? curveBetween(start, end) : curveBack(start, end);
}

const CALM = 40;
