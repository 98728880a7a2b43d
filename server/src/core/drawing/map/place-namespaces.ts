import { addTo, type MultiMap, valuesOf } from '../../base/multi-map.ts';
import type { Bundle, DeclaredLink, Topology } from '../../topology/topology.ts';
import type { NamespaceLinks, TopologyChange } from '../../topology/topology-question.ts';
import type { Box } from '../scene.ts';
import type { Slots } from './assign-slots.ts';
import type { Band, Stop } from './choose-way.ts';
import { relatedTo } from './draw-bundles.ts';
import type { DrawnFrame } from './draw-frame.ts';
import { namespaceTile, TILE } from './node-box.ts';
import { type Grid, MARGIN } from './plan-grid.ts';
import { type DrawnFrames, type KeptFrame, redrawFrame } from './redraw-frame.ts';
import type { MapNamespace } from './sort-nodes.ts';

export interface PlaceOptions {
  readonly topology: Topology;
  readonly links: ReadonlyMap<string, NamespaceLinks>;
  readonly expanded: ReadonlySet<string>;
  readonly selected: string | undefined;
  readonly changes: readonly TopologyChange[];
  readonly former?: DrawnFrames | undefined;
}

/** Namespaces at their places. */
export interface PlacedNamespaces {
  readonly tiles: readonly Box[];
  readonly frames: DrawnFrames;
  /** From above to below. */
  readonly bands: readonly Band[];
  /** By the ids of tiles and frames. */
  readonly stops: ReadonlyMap<string, Stop>;
}

/** Puts hubs above, then the others row by row; those that are expanded stand below the row of their tile. */
export function placeNamespaces(
  hubs: readonly MapNamespace[],
  others: readonly MapNamespace[],
  slots: Slots,
  grid: Grid,
  { topology, links, expanded, selected, changes, former }: PlaceOptions,
): PlacedNamespaces {
  const declared = byNamespace(topology);
  const into = countBundles(topology.bundles, 'to');
  const outOf = countBundles(topology.bundles, 'from');
  const related = relatedTo(topology.bundles, selected);
  const tiles: Box[] = [];
  const frames = new Map<string, KeptFrame>();
  const bands: Band[] = [];
  const stops = new Map<string, Stop>();
  let y = MARGIN;
  const endBand = (height: number, isFrame: boolean): void => {
    bands.push({ top: y, bottom: y + height, isFrame });
    y += height + grid.gap.y;
  };
  const addTiles = (
    row: readonly MapNamespace[],
    columnOf: (one: MapNamespace, i: number) => number,
  ): void => {
    if (row.length === 0) return;
    for (const [i, one] of row.entries()) {
      const column = columnOf(one, i);
      const isDimmed = related !== undefined && !related.has(one.name);
      const emphasis = selected === `ns:${one.name}` ? 'selected' : isDimmed ? 'dimmed' : 'normal';
      const tile = namespaceTile(one, grid.leftOf(column), y, emphasis);
      tiles.push(tile);
      stops.set(tile.id, { ...rectOf(tile), column, band: bands.length });
    }
    endBand(TILE.height, false);
  };
  const addFrame = (namespace: MapNamespace): void => {
    const { name } = namespace;
    const options = {
      namespace,
      declared: valuesOf(declared, name),
      links: links.get(name),
      others: { in: into.get(name) ?? 0, out: outOf.get(name) ?? 0 },
      selected,
      changes,
      x: MARGIN,
      y,
      width: grid.width,
    };
    const kept = redrawFrame(options, former?.get(name));
    const { frame } = kept.drawn;
    frames.set(name, kept);
    stops.set(frame.id, { ...rectOf(frame), column: undefined, band: bands.length });
    endBand(frame.height, true);
  };
  for (let i = 0; i < hubs.length; i += grid.columns)
    addTiles(hubs.slice(i, i + grid.columns), (_, column) => column);
  for (const row of rowsOf(others, slots, grid.columns)) {
    addTiles(
      row.filter(({ name }) => !expanded.has(name)),
      ({ name }) => (slots[name] ?? 0) % grid.columns,
    );
    for (const one of row.filter(({ name }) => expanded.has(name))) addFrame(one);
  }
  return { tiles, frames, bands, stops };
}

function rectOf({
  x,
  y,
  width,
  height,
}: Stop | Box | DrawnFrame['frame']): Pick<Stop, 'x' | 'y' | 'width' | 'height'> {
  return { x, y, width, height };
}

/** What is declared inside each namespace. */
function byNamespace({ nodes, links }: Topology): MultiMap<string, DeclaredLink> {
  const homes = new Map(nodes.map(({ id, namespace }) => [id, namespace]));
  const found: MultiMap<string, DeclaredLink> = new Map();
  for (const link of links) {
    const home = homes.get(link.from);
    if (home !== undefined && home === homes.get(link.to)) addTo(found, home, link);
  }
  return found;
}

function rowsOf(namespaces: readonly MapNamespace[], slots: Slots, columns: number): MapNamespace[][] {
  const rows: MultiMap<number, MapNamespace> = new Map();
  const sorted = [...namespaces].sort((a, b) => (slots[a.name] ?? 0) - (slots[b.name] ?? 0));
  for (const one of sorted) addTo(rows, Math.floor((slots[one.name] ?? 0) / columns), one);
  return [...rows.values()].map((row) => [...row]);
}

function countBundles(bundles: readonly Bundle[], end: 'from' | 'to'): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const bundle of bundles)
    if (bundle.from !== bundle.to) counts.set(bundle[end], (counts.get(bundle[end]) ?? 0) + 1);
  return counts;
}
