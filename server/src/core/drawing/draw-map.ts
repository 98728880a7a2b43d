import { addTo, type MultiMap, valuesOf } from '../base/multi-map.ts';
import type { Bundle, DeclaredLink, Topology, TopologyNode } from '../topology/topology.ts';
import type { NamespaceLinks, TopologyChange } from '../topology/topology-question.ts';
import { assignSlots, type Slots } from './map/assign-slots.ts';
import { drawBundles, relatedTo } from './map/draw-bundles.ts';
import { type DrawnFrame, drawFrame } from './map/draw-frame.ts';
import { namespaceTile, TILE } from './map/node-box.ts';
import { type MapNamespace, sortNodes } from './map/sort-nodes.ts';
import type { Box, Edge, Rect, Scene } from './scene.ts';

export interface MapOptions {
  readonly topology: Topology;
  /** The links inside namespaces, as far as they are known. */
  readonly links: ReadonlyMap<string, NamespaceLinks>;
  readonly expanded: ReadonlySet<string>;
  /** The id of a box or of an edge. */
  readonly selected: string | undefined;
  /** Where namespaces were before. */
  readonly slots: Slots;
  /** The width that there is, in pixels. */
  readonly width: number;
  readonly changes: readonly TopologyChange[];
  readonly isShown: (node: TopologyNode) => boolean;
}

/** A map, and where namespaces are on it from now on. */
export interface DrawnMap {
  readonly scene: Scene;
  readonly slots: Slots;
}

const MARGIN = 24;
const GAP = { x: 28, y: 30 } as const;

/** Draws the namespaces of an environment; those that are expanded with all that is in them, below the row of their tile. */
export function drawMap({
  topology,
  links,
  expanded,
  selected,
  slots: before,
  width,
  changes,
  isShown,
}: MapOptions): DrawnMap {
  const namespaces = sortNodes(topology, isShown);
  const hubs = namespaces.filter(({ isHub, name }) => isHub && !expanded.has(name));
  const others = namespaces.filter((one) => !hubs.includes(one));
  const slots = assignSlots(
    before,
    others.map(({ name }) => name),
  );
  const columns = Math.max(1, Math.floor((width - MARGIN * 2 + GAP.x) / (TILE.width + GAP.x)));
  const declared = byNamespace(topology);
  const into = countBundles(topology.bundles, 'to');
  const outOf = countBundles(topology.bundles, 'from');
  const related = relatedTo(topology.bundles, selected);
  const tile = (one: MapNamespace, x: number, y: number): Box => {
    const isChosen = selected === `ns:${one.name}`;
    const isDimmed = related !== undefined && !related.has(one.name);
    return namespaceTile(one, x, y, isChosen ? 'selected' : isDimmed ? 'dimmed' : 'normal');
  };
  const boxes: Box[] = [];
  const frames: DrawnFrame[] = [];
  let y = MARGIN;
  for (const [i, hub] of hubs.entries())
    boxes.push(
      tile(
        hub,
        MARGIN + (i % columns) * (TILE.width + GAP.x),
        y + Math.floor(i / columns) * (TILE.height + GAP.y),
      ),
    );
  if (hubs.length > 0) y += Math.ceil(hubs.length / columns) * (TILE.height + GAP.y);
  for (const row of rowsOf(others, slots, columns)) {
    const closed = row.filter(({ name }) => !expanded.has(name));
    for (const one of closed)
      boxes.push(tile(one, MARGIN + ((slots[one.name] ?? 0) % columns) * (TILE.width + GAP.x), y));
    if (closed.length > 0) y += TILE.height + GAP.y;
    for (const one of row.filter(({ name }) => expanded.has(name))) {
      const drawn = drawFrame({
        namespace: one,
        declared: valuesOf(declared, one.name),
        links: links.get(one.name),
        others: { in: into.get(one.name) ?? 0, out: outOf.get(one.name) ?? 0 },
        selected,
        changes,
        x: MARGIN,
        y,
        width: Math.min(width - MARGIN * 2, columns * (TILE.width + GAP.x) - GAP.x),
      });
      frames.push(drawn);
      boxes.push(...drawn.boxes);
      y += drawn.frame.height + GAP.y;
    }
  }
  const bundles = drawBundles({
    bundles: topology.bundles,
    places: placesOf(boxes, frames),
    hubs: new Set(hubs.map(({ name }) => name)),
    expanded,
    selected,
    changes,
  });
  const edges = [...bundles.edges, ...frames.flatMap((drawn) => drawn.edges)];
  const scene: Scene = {
    ...extentOf([...boxes, ...frames.map(({ frame }) => frame)], edges),
    frames: frames.map(({ frame }) => frame),
    edges,
    boxes,
    left: {
      links: bundles.hidden + frames.reduce((sum, { hidden }) => sum + hidden, 0),
      nodes: namespaces.reduce((sum, { hidden }) => sum + hidden, 0),
    },
  };
  return { scene, slots };
}

/** How large a picture is in which all boxes and lines have room. */
function extentOf(rects: readonly Rect[], edges: readonly Edge[]): Pick<Scene, 'width' | 'height'> {
  let [width, height] = [0, 0];
  for (const rect of rects) {
    width = Math.max(width, rect.x + rect.width);
    height = Math.max(height, rect.y + rect.height);
  }
  for (const { curve } of edges) {
    for (const { x, y } of curve) {
      width = Math.max(width, x);
      height = Math.max(height, y);
    }
  }
  return { width: width + MARGIN, height: height + MARGIN };
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

function placesOf(boxes: readonly Box[], frames: readonly DrawnFrame[]): ReadonlyMap<string, Rect> {
  return new Map<string, Rect>([
    ...boxes.map((box): [string, Rect] => [box.id, box]),
    ...frames.map(({ frame }): [string, Rect] => [frame.id, frame]),
  ]);
}
