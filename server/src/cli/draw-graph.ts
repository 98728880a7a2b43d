import { drawFocus } from '../core/drawing/draw-focus.ts';
import { drawMap } from '../core/drawing/draw-map.ts';
import { drawPolicy } from '../core/drawing/draw-policy.ts';
import type { Scene } from '../core/drawing/scene.ts';
import { focusOn } from '../core/features/topology/focus.ts';
import { overlayPolicy } from '../core/features/topology/policy-overlay.ts';
import { namespaceLinks } from '../core/topology/namespace-links.ts';
import type { NodeId, Topology } from '../core/topology/topology.ts';
import type { TopologyChange } from '../core/topology/topology-question.ts';
import type { TopologyState } from '../core/topology/topology-state.ts';
import type { Environment } from '../core/workspace/environment.ts';
import { findNamed, resourcesOf } from './find-named.ts';

/** The graph of an environment, and what is to be seen of it. */
export interface GraphToDraw {
  readonly topology: Topology;
  readonly state: TopologyState;
  readonly environment: Environment;
  readonly shown: ShownPlace;
  readonly changes: readonly TopologyChange[];
}

/** What a picture shows: the map with some namespaces expanded, or one node. */
export type ShownPlace =
  | { readonly level: 'map'; readonly expanded: readonly string[] }
  | { readonly level: 'focus' | 'policy'; readonly id: NodeId };

/** The width of pictures, in pixels. */
const WIDTH = 1200;

/** With more nodes than these the map shows namespaces only, unless somebody asks for more. */
const MOST_EXPANDED = 60;

/** Draws a graph; undefined where what is to stand in the middle has no connections, because it has ended. */
export function drawGraph(graph: GraphToDraw): Scene | undefined {
  const { topology, state, environment, shown, changes } = graph;
  const options = { width: WIDTH, selected: undefined };
  if (shown.level === 'map') {
    return drawMap({
      ...options,
      topology,
      links: new Map(shown.expanded.map((name) => [name, namespaceLinks(state, name)])),
      expanded: new Set(shown.expanded),
      slots: {},
      changes,
      isShown: () => true,
    }).scene;
  }
  if (shown.level === 'focus') {
    const focus = focusOn(state, shown.id);
    return focus && drawFocus(focus, options);
  }
  const overlay = overlayPolicy(state, environment, shown.id);
  return overlay && drawPolicy(overlay, options);
}

/** The namespaces that somebody asks for, `all` or `none`, else all where little is in them; or what is wrong with one. */
export function findExpanded(
  { namespaces, nodes }: Topology,
  asked: string | undefined,
): ShownPlace | string {
  const names = namespaces.map(({ name }) => name);
  if (asked === undefined) return { level: 'map', expanded: nodes.length <= MOST_EXPANDED ? names : [] };
  if (asked === 'all') return { level: 'map', expanded: names };
  const expanded = asked.split(',').filter((name) => name !== '' && name !== 'none');
  const unknown = expanded.find((name) => !names.includes(name));
  return unknown === undefined ? { level: 'map', expanded } : `there is no namespace ${unknown}`;
}

/** The node that somebody names, or what is wrong with its name. */
export function findShown({ connectivity, index }: TopologyState, text: string): ShownPlace | string {
  const found = findNamed(
    text,
    resourcesOf(connectivity.view, ['workload', 'service', 'route', 'policy']),
    'workload, Service, route or policy',
  );
  if (typeof found === 'string') return found;
  const id = index.idOf(found);
  if (id === undefined) return `${text} has ended, so nothing reaches it`;
  return { level: index.resources.get(id)?.role === 'policy' ? 'policy' : 'focus', id };
}
