import { addTo, type MultiMap, valuesOf } from '../../base/multi-map.ts';
import type { Pair } from './layer-workloads.ts';

/**
 * Sorts columns so that few of the lines between them cross: each goes by the middles of its neighbours in the column before,
 * then in the one behind, there and back, and the best of all orders is taken.
 */
export function uncross<Item extends { readonly id: string }>(
  columns: readonly (readonly Item[])[],
  pairs: readonly Pair[],
): Item[][] {
  const neighbours: MultiMap<string, string> = new Map();
  for (const [from, to] of pairs) {
    addTo(neighbours, from, to);
    addTo(neighbours, to, from);
  }
  let sorted = columns.map((column) => [...column]);
  let best = { sorted, crossings: countCrossings(sorted, neighbours) };
  for (let sweep = 0; sweep < SWEEPS && best.crossings > 0; sweep++) {
    sorted = sortTowards(sorted, neighbours, sweep % 2 === 0 ? -1 : 1);
    const crossings = countCrossings(sorted, neighbours);
    if (crossings < best.crossings) best = { sorted, crossings };
  }
  return best.sorted;
}

const SWEEPS = 8;

type Neighbours = MultiMap<string, string>;

/** Column by column, each by the one beside it that has been sorted already. */
function sortTowards<Item extends { readonly id: string }>(
  columns: readonly (readonly Item[])[],
  neighbours: Neighbours,
  side: 1 | -1,
): Item[][] {
  const sorted = columns.map((column) => [...column]);
  const order = side === -1 ? sorted.keys() : [...sorted.keys()].reverse();
  for (const i of order) {
    const places = placesIn(sorted[i + side] ?? []);
    const column = sorted[i] ?? [];
    const wanted = new Map(
      column.map(({ id }, own) => {
        const others = valuesOf(neighbours, id).flatMap((other) => places.get(other) ?? []);
        const middle = others.reduce((sum, place) => sum + place, 0) / others.length;
        return [id, others.length === 0 ? (own + 0.5) / column.length : middle] as const;
      }),
    );
    sorted[i] = [...column].sort((a, b) => (wanted.get(a.id) ?? 0) - (wanted.get(b.id) ?? 0));
  }
  return sorted;
}

function placesIn(column: readonly { readonly id: string }[]): ReadonlyMap<string, number> {
  return new Map(column.map(({ id }, i) => [id, (i + 0.5) / column.length]));
}

function countCrossings(
  columns: readonly (readonly { readonly id: string }[])[],
  neighbours: Neighbours,
): number {
  let sum = 0;
  for (const [i, column] of columns.entries()) {
    const places = placesIn(columns[i + 1] ?? []);
    const before: number[] = [];
    for (const { id } of column) {
      const ends = valuesOf(neighbours, id).flatMap((other) => places.get(other) ?? []);
      for (const end of ends) sum += before.filter((other) => other > end).length;
      before.push(...ends);
    }
  }
  return sum;
}
