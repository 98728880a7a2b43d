import { drawFocus } from '../../server/src/core/drawing/draw-focus.ts';
import { drawMap } from '../../server/src/core/drawing/draw-map.ts';
import { drawPolicy } from '../../server/src/core/drawing/draw-policy.ts';
import type { DrawnFrames } from '../../server/src/core/drawing/map/redraw-frame.ts';
import type { Scene } from '../../server/src/core/drawing/scene.ts';
import type {
  Bundle,
  LinkVerdict,
  TopologyNamespace,
  TopologyNode,
} from '../../server/src/core/topology/topology.ts';
import type { FocusGroup, NamespaceLinks } from '../../server/src/core/topology/topology-question.ts';
import { isEmptyFilter, parseFilter } from './parse-filter.ts';
import { search } from './search-index.ts';
import type { ViewData } from './view-data.ts';
import type { ViewState } from './view-state.ts';

/** What a state looks like with what is known. */
export interface Composed {
  readonly scene: Scene;
  /** Where the map put the namespaces; undefined where no map is drawn. */
  readonly slots: ViewState['slots'] | undefined;
  /** What the next map takes over; undefined where no map is drawn. */
  readonly frames: DrawnFrames | undefined;
}

/** Undefined as long as what it takes is on its way. */
export function composeScene(
  state: ViewState,
  data: ViewData,
  width: number,
  former: DrawnFrames | undefined,
): Composed | undefined {
  const { selected } = state;
  if (state.place.level === 'focus') {
    const focus = data.focuses.get(state.place.id);
    if (focus === undefined) return undefined;
    const blocked = (group: FocusGroup): boolean =>
      !state.blockedOnly || BLOCKED.some((verdict) => verdict === group.verdict);
    const shown = {
      ...focus,
      incoming: focus.incoming.filter(blocked),
      outgoing: focus.outgoing.filter(blocked),
    };
    return { scene: drawFocus(shown, { width, selected }), slots: undefined, frames: undefined };
  }
  if (state.place.level === 'policy') {
    const policy = data.policies.get(state.place.id);
    if (policy === undefined) return undefined;
    return { scene: drawPolicy(policy, { width, selected }), slots: undefined, frames: undefined };
  }
  return composeMap(state, data, width, former);
}

/** Whom the filter and the switches let through. */
export function shownNodes(state: ViewState, data: ViewData): (node: TopologyNode) => boolean {
  const filter = parseFilter(state.filter);
  if (!state.hides || isEmptyFilter(filter)) return () => true;
  const found = new Set(search(data.index, filter).map(({ id }) => id));
  return (node) => found.has(node.id) || found.has(`ns:${node.namespace}`);
}

const BLOCKED: readonly LinkVerdict[] = ['denied', 'one-sided'];

function composeMap(
  state: ViewState,
  data: ViewData,
  width: number,
  former: DrawnFrames | undefined,
): Composed | undefined {
  const { topology } = data;
  if (topology === undefined) return undefined;
  // How a map opens goes by all of it, and it stays like that when it grows.
  const isOpening = state.viewport === undefined;
  const isLacking = ({ name }: TopologyNamespace): boolean =>
    state.expanded?.includes(name) === true && !data.links.has(name);
  const isAwaiting = ![...data.failures.keys()].some((key) => key.startsWith('links'));
  if (isOpening && isAwaiting && topology.namespaces.some(isLacking)) return undefined;
  const { verdicts } = parseFilter(state.filter);
  const wanted = state.blockedOnly ? BLOCKED : verdicts;
  const isShown = shownNodes(state, data);
  const kept = new Set(topology.nodes.filter(isShown).map(({ namespace }) => namespace));
  const isFiltered = kept.size < new Set(topology.nodes.map(({ namespace }) => namespace)).size;
  const { scene, slots, frames } = drawMap({
    topology: {
      ...topology,
      namespaces: isFiltered ? topology.namespaces.filter(({ name }) => kept.has(name)) : topology.namespaces,
      bundles: wanted.length === 0 ? topology.bundles : bundlesOf(topology.bundles, wanted),
      links: wanted.length === 0 ? topology.links : [],
    },
    links: wanted.length === 0 ? data.links : linksOf(data.links, wanted),
    expanded: new Set(state.expanded ?? []),
    selected: state.selected,
    slots: state.slots,
    width,
    changes: state.changes && typeof data.changes === 'object' ? data.changes.changes : [],
    isShown,
    former,
  });
  // Namespaces that a filter hides keep their places.
  return { scene, slots: isFiltered ? { ...state.slots, ...slots } : slots, frames };
}

function bundlesOf(bundles: readonly Bundle[], wanted: readonly LinkVerdict[]): readonly Bundle[] {
  const count = (bundle: Bundle, verdict: LinkVerdict): number =>
    wanted.includes(verdict) ? bundle.counts[verdict] : 0;
  return bundles
    .filter(({ counts }) => wanted.some((verdict) => counts[verdict] > 0))
    .map((bundle) => ({
      ...bundle,
      counts: {
        allowed: count(bundle, 'allowed'),
        'one-sided': count(bundle, 'one-sided'),
        denied: count(bundle, 'denied'),
        depends: count(bundle, 'depends'),
      },
    }));
}

function linksOf(
  all: ReadonlyMap<string, NamespaceLinks>,
  wanted: readonly LinkVerdict[],
): ReadonlyMap<string, NamespaceLinks> {
  return new Map(
    [...all].map(([name, known]) => [
      name,
      { ...known, links: known.links.filter(({ verdict }) => wanted.includes(verdict)) },
    ]),
  );
}
