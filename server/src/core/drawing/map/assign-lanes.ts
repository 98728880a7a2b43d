import { addTo, type MultiMap } from '../../base/multi-map.ts';
import type { Point } from '../scene.ts';
import type { Track, Way } from './choose-way.ts';
import type { Grid } from './plan-grid.ts';

interface Run {
  readonly way: number;
  readonly track: number;
  readonly from: number;
  readonly to: number;
}

const BETWEEN = 9;
/** Both edges of a street are kept free. */
const EDGES = 16;

/** Puts lines that share a piece of a street beside one another. `corners` are those of each way in the middle of its streets. */
export function assignLanes(
  ways: readonly Way[],
  corners: readonly (readonly Point[])[],
  gap: Grid['gap'],
): Way[] {
  const streets: MultiMap<string, Run> = new Map();
  for (const [i, { tracks }] of ways.entries()) {
    for (const [n, { key, direction }] of tracks.entries()) {
      const axis = direction === 'upright' ? 'y' : 'x';
      // The first corner is where the line starts; a street begins at the one after it.
      const [start = 0, end = 0] = [corners[i]?.[n + 1]?.[axis], corners[i]?.[n + 2]?.[axis]];
      addTo(streets, key, { way: i, track: n, from: Math.min(start, end), to: Math.max(start, end) });
    }
  }
  const shifts = new Map<string, number>();
  for (const [key, runs] of streets) {
    const room = key.startsWith('level') ? gap.y : gap.x;
    const lanes = laneOfEach(runs);
    const count = Math.max(...lanes) + 1;
    const step = Math.min(BETWEEN, (room - EDGES) / count);
    for (const [n, { way, track }] of runs.entries())
      shifts.set(`${way} ${track}`, ((lanes[n] ?? 0) - (count - 1) / 2) * step);
  }
  return ways.map((way, i) => ({
    ...way,
    tracks: way.tracks.map(
      (track, n): Track => ({ ...track, at: track.at + (shifts.get(`${i} ${n}`) ?? 0) }),
    ),
  }));
}

/** The first lane in which nothing else runs there; those that go furthest come first. */
function laneOfEach(runs: readonly Run[]): number[] {
  const lanes: Run[][] = [];
  const found = new Map<Run, number>();
  const length = ({ from, to }: Run): number => to - from;
  for (const run of [...runs].sort((a, b) => length(b) - length(a) || a.way - b.way)) {
    const free = lanes.findIndex((taken) =>
      taken.every((other) => other.to < run.from || run.to < other.from),
    );
    const lane = free < 0 ? lanes.length : free;
    lanes[lane] = [...(lanes[lane] ?? []), run];
    found.set(run, lane);
  }
  return runs.map((run) => found.get(run) ?? 0);
}
