import { drawFocus } from '../../core/drawing/draw-focus.ts';
import { drawMap } from '../../core/drawing/draw-map.ts';
import { drawPolicy } from '../../core/drawing/draw-policy.ts';
import { DARK, LIGHT } from '../../core/drawing/palettes.ts';
import type { Scene } from '../../core/drawing/scene.ts';
import { writeDot } from '../../core/drawing/write-dot.ts';
import { writeMermaid } from '../../core/drawing/write-mermaid.ts';
import { writeSvg } from '../../core/drawing/write-svg.ts';
import { caveats } from '../../core/features/caveats.ts';
import { countProblems } from '../../core/features/topology/count-problems.ts';
import { focusOn } from '../../core/features/topology/focus.ts';
import { overlayPolicy } from '../../core/features/topology/policy-overlay.ts';
import { connectivityOf } from '../../core/reach/pairs/connectivity.ts';
import { buildTopology } from '../../core/topology/build-topology.ts';
import { namespaceLinks } from '../../core/topology/namespace-links.ts';
import type { Topology } from '../../core/topology/topology.ts';
import { createTopologyState, type TopologyState } from '../../core/topology/topology-state.ts';
import type { Environment } from '../../core/workspace/environment.ts';
import { plainView } from '../../core/workspace/view.ts';
import { analyze } from '../analyze.ts';
import { fail } from '../fail.ts';
import { findNamed, resourcesOf } from '../find-named.ts';
import { loadSettings, type SettingOptions } from '../load-settings.ts';
import { loadWorkspace } from '../load-workspace.ts';
import { formatGraphJson } from '../reporters/graph-json.ts';
import { tell } from '../tell.ts';
import { writeLines } from '../write-lines.ts';

export interface GraphOptions extends SettingOptions {
  readonly format: 'svg' | 'mermaid' | 'dot' | 'json';
  /** A workload, Service, route or policy that stands in the middle; otherwise it is the map. */
  readonly focus?: string | undefined;
  /** Namespaces with commas between, `all` or `none`; otherwise all of them where little is in them. */
  readonly expand?: string | undefined;
  readonly theme: 'light' | 'dark';
}

/** The width of pictures, in pixels. */
const WIDTH = 1200;

/** With more nodes than these the map shows namespaces only, unless somebody asks for more. */
const MOST_EXPANDED = 60;

/** Writes the topology of manifests. Returns the exit code: 0 done, 2 wrong usage or a path that cannot be used. */
export async function graph(paths: readonly string[], options: GraphOptions): Promise<number> {
  const settings = loadSettings(options);
  if (!settings) return 2;
  const { host, notes, pathFailed } = loadWorkspace(paths, settings);
  tell(...notes);
  if (pathFailed) return 2;
  const [environment] = host.snapshot().environments.values();
  if (!environment) return fail('there are no manifests here');
  const view = plainView(environment);
  const state = createTopologyState(connectivityOf(view));
  const left = caveats(view);
  const topology = buildTopology(state, countProblems(analyze(host).analysis), left);
  tell(...left);
  if (options.format === 'json') {
    process.stdout.write(formatGraphJson(topology, state));
    return 0;
  }
  const scene =
    options.focus === undefined
      ? drawWhole(topology, state, options.expand)
      : drawOne(state, environment, options.focus);
  if (typeof scene === 'string') return fail(scene);
  await writeLines(write(scene, options));
  return 0;
}

function* write(scene: Scene, { format, theme, focus }: GraphOptions): Generator<string> {
  if (format === 'mermaid') yield* writeMermaid(scene);
  else if (format === 'dot') yield* writeDot(scene);
  else yield writeSvg(scene, theme === 'dark' ? DARK : LIGHT, focus ?? 'Topology').trimEnd();
}

/** The map, or what is wrong with what is to be expanded. */
function drawWhole(topology: Topology, state: TopologyState, expand: string | undefined): Scene | string {
  const names = topology.namespaces.map(({ name }) => name);
  const wanted =
    expand === undefined
      ? topology.nodes.length <= MOST_EXPANDED
        ? names
        : []
      : expand === 'all'
        ? names
        : expand.split(',').filter((name) => name !== '' && name !== 'none');
  const unknown = wanted.find((name) => !names.includes(name));
  if (unknown !== undefined) return `there is no namespace ${unknown}`;
  const { scene } = drawMap({
    topology,
    links: new Map(wanted.map((name) => [name, namespaceLinks(state, name)])),
    expanded: new Set(wanted),
    selected: undefined,
    slots: {},
    width: WIDTH,
    changes: [],
    isShown: () => true,
  });
  return scene;
}

/** One resource in the middle, or what is wrong with its name. */
function drawOne(state: TopologyState, environment: Environment, text: string): Scene | string {
  const { view } = state.connectivity;
  const found = findNamed(
    text,
    resourcesOf(view, ['workload', 'service', 'route', 'policy']),
    'workload, Service, route or policy',
  );
  if (typeof found === 'string') return found;
  const id = state.index.idOf(found);
  const shown = { width: WIDTH, selected: undefined };
  const focus = id === undefined ? undefined : focusOn(state, id);
  if (focus) return drawFocus(focus, shown);
  const overlay = id === undefined ? undefined : overlayPolicy(state, environment, id);
  return overlay ? drawPolicy(overlay, shown) : `${text} has ended, so nothing reaches it`;
}
