import type { Topology, TopologyNode } from '../topology/topology.ts';
import type { NamespaceLinks, TopologyChange } from '../topology/topology-question.ts';
import { assignSlots, type Slots } from './map/assign-slots.ts';
import { drawBundles } from './map/draw-bundles.ts';
import { placeNamespaces } from './map/place-namespaces.ts';
import { MARGIN, planGrid } from './map/plan-grid.ts';
import type { DrawnFrames } from './map/redraw-frame.ts';
import { sortNodes } from './map/sort-nodes.ts';
import type { Edge, Rect, Scene } from './scene.ts';

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
  /** What was drawn before, from which is taken over what is still the same; the picture is the same without. */
  readonly former?: DrawnFrames | undefined;
}

/** A map, and where namespaces are on it from now on. */
export interface DrawnMap {
  readonly scene: Scene;
  readonly slots: Slots;
  readonly frames: DrawnFrames;
}

/** Draws the namespaces of an environment; those that are expanded with all that is in them, below the row of their tile. */
export function drawMap(options: MapOptions): DrawnMap {
  const { topology, expanded, selected, slots: before, width, changes, isShown } = options;
  const namespaces = sortNodes(topology, isShown);
  const hubs = namespaces.filter(({ isHub, name }) => isHub && !expanded.has(name));
  const others = namespaces.filter((one) => !hubs.includes(one));
  const slots = assignSlots(
    before,
    others.map(({ name }) => name),
  );
  const grid = planGrid(width);
  const placed = placeNamespaces(hubs, others, slots, grid, options);
  const { tiles, bands, stops } = placed;
  const frames = [...placed.frames.values()].map(({ drawn }) => drawn);
  const outer = Math.max(MARGIN + grid.width, ...frames.map(({ frame }) => frame.x + frame.width));
  const bundles = drawBundles({
    bundles: topology.bundles,
    stops,
    streets: { grid, bands, outside: outer + grid.gap.x / 2 },
    hubs: new Set(hubs.map(({ name }) => name)),
    expanded,
    selected,
    changes,
  });
  const edges = [...bundles.edges, ...frames.flatMap((drawn) => drawn.edges)];
  const boxes = [...tiles, ...frames.flatMap((drawn) => drawn.boxes)];
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
  return { scene, slots, frames: placed.frames };
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
