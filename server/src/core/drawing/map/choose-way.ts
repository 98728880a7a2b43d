import type { Rect } from '../scene.ts';
import type { Grid } from './plan-grid.ts';

/** Where lines of the map start and end: a tile in a column, or a frame that takes all of them. */
export interface Stop extends Rect {
  /** Undefined for a frame. */
  readonly column: number | undefined;
  /** Tiles beside one another are in one band, and a frame is in one of its own. */
  readonly band: number;
}

/** The streets between bands and columns, in which lines run so that they cross nothing that can be read. */
export interface Streets {
  readonly grid: Grid;
  readonly bands: readonly Band[];
  /** Where the street begins that is right of everything. */
  readonly outside: number;
}

export interface Band {
  readonly top: number;
  readonly bottom: number;
  readonly isFrame: boolean;
}

/** One street that a line takes: `at` is its middle, across its direction. */
export interface Track {
  readonly key: string;
  readonly direction: 'upright' | 'level';
  readonly at: number;
}

export type Side = 'left' | 'right' | 'top' | 'bottom';

/** On which sides a line leaves and arrives, and the streets between, which turn at each corner. */
export interface Way {
  readonly start: Side;
  readonly end: Side;
  readonly tracks: readonly Track[];
}

/** The way with the fewest corners that leads through streets only. */
export function chooseWay(from: Stop, to: Stop, streets: Streets): Way {
  const apart = Math.abs(from.band - to.band);
  if (apart === 0) return besideEachOther(from, to, streets);
  const isDown = to.band > from.band;
  const [out, into]: readonly [Side, Side] = isDown ? ['bottom', 'top'] : ['top', 'bottom'];
  const before = levelTrack(isDown ? from.band + 1 : from.band, streets);
  const after = levelTrack(isDown ? to.band : to.band + 1, streets);
  const isAside = areNeighbours(from, to);
  if (apart === 1 && !isAside) return { start: out, tracks: [before], end: into };
  if (isAside && isFree(from, to, streets)) return throughGap(from, to, streets);
  if (!isFree(from, to, streets) || (from.column === undefined && to.column === undefined)) {
    const isFrame = { from: from.column === undefined, to: to.column === undefined };
    return {
      start: isFrame.from ? 'right' : out,
      tracks: [
        ...(isFrame.from ? [] : [before]),
        { key: 'outside', direction: 'upright', at: streets.outside },
        ...(isFrame.to ? [] : [after]),
      ],
      end: isFrame.to ? 'right' : into,
    };
  }
  const { column = to.column ?? 0 } = from;
  const isRight = turnsRight(column, from.column === undefined ? undefined : to.column, streets.grid);
  const beside = uprightTrack(isRight ? column + 1 : column, streets);
  const side = isRight ? 'right' : 'left';
  if (from.column === undefined) return { start: out, tracks: [beside], end: side };
  if (to.column === undefined) return { start: side, tracks: [beside], end: into };
  if (from.column === to.column) return { start: side, tracks: [beside], end: side };
  return { start: side, tracks: [beside, after], end: into };
}

function besideEachOther(from: Stop, to: Stop, streets: Streets): Way {
  if (areNeighbours(from, to)) return throughGap(from, to, streets);
  return { start: 'bottom', tracks: [levelTrack(from.band + 1, streets)], end: 'bottom' };
}

function areNeighbours(from: Stop, to: Stop): boolean {
  return from.column !== undefined && to.column !== undefined && Math.abs(from.column - to.column) === 1;
}

/** From one column to the next. */
function throughGap({ column: from = 0 }: Stop, { column: to = 0 }: Stop, streets: Streets): Way {
  const [start, end]: readonly [Side, Side] = to > from ? ['right', 'left'] : ['left', 'right'];
  return { start, tracks: [uprightTrack(Math.max(from, to), streets)], end };
}

/** Towards the other end; where that is above or below, into the street that does not lead past the last column. */
function turnsRight(column: number, other: number | undefined, { columns }: Grid): boolean {
  if (other !== undefined && other !== column) return other > column;
  return column < columns - 1 || columns === 1;
}

/** No frame stands between the bands of both. */
function isFree(from: Stop, to: Stop, { bands }: Streets): boolean {
  const [first, last] = [Math.min(from.band, to.band), Math.max(from.band, to.band)];
  return !bands.slice(first + 1, last).some(({ isFrame }) => isFrame);
}

/** The street left of a column, or right of the last one. */
function uprightTrack(column: number, { grid }: Streets): Track {
  return { key: `upright ${column}`, direction: 'upright', at: grid.leftOf(column) - grid.gap.x / 2 };
}

/** The street above a band, or below the last one. */
function levelTrack(band: number, { bands, grid }: Streets): Track {
  const [above, below] = [bands[band - 1], bands[band]];
  const at = above ? above.bottom + grid.gap.y / 2 : (below?.top ?? 0) - grid.gap.y / 2;
  return { key: `level ${band}`, direction: 'level', at };
}
