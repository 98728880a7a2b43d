import { addTo, type MultiMap } from '../../base/multi-map.ts';
import type { Side, Stop, Way } from './choose-way.ts';

/** Where along the sides of their stops lines start and end. */
export interface Ports {
  readonly starts: readonly number[];
  readonly ends: readonly number[];
}

interface Port {
  readonly id: string;
  readonly line: number;
  readonly end: 'starts' | 'ends';
  readonly stop: Stop;
  readonly side: Side;
  readonly towards: number;
}

const BETWEEN = 14;
/** Corners of a tile are kept free. */
const CORNERS = 24;

/** Lines at one side of a tile are in the order of their other ends, so that few of them cross. */
export function assignPorts(
  lines: readonly { readonly id: string; readonly from: Stop; readonly to: Stop }[],
  ways: readonly Way[],
): Ports {
  const sides: MultiMap<string, Port> = new Map();
  for (const [line, { id, from, to }] of lines.entries()) {
    const way = ways[line];
    if (!way) continue;
    const add = (end: Port['end'], stop: Stop, other: Stop, side: Side): void =>
      addTo(sides, `${stop.x} ${stop.y} ${side}`, {
        id,
        line,
        end,
        stop,
        side,
        towards: middleOf(other, side),
      });
    add('starts', from, to, way.start);
    add('ends', to, from, way.end);
  }
  const ports = { starts: lines.map(() => 0), ends: lines.map(() => 0) };
  for (const at of sides.values()) {
    const sorted = [...at].sort((a, b) => a.towards - b.towards || (a.id < b.id ? -1 : 1));
    for (const [i, { line, end, stop, side }] of sorted.entries()) {
      const length = isUpright(side) ? stop.height : stop.width;
      const step = Math.min(BETWEEN, (length - CORNERS) / sorted.length);
      ports[end][line] = middleOf(stop, side) + (i - (sorted.length - 1) / 2) * step;
    }
  }
  return ports;
}

/** True for sides along which the y changes. */
export function isUpright(side: Side): boolean {
  return side === 'left' || side === 'right';
}

function middleOf({ x, y, width, height }: Stop, side: Side): number {
  return isUpright(side) ? y + height / 2 : x + width / 2;
}
