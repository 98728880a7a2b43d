import { basename, resolve } from 'node:path';
import { caveats } from '../../core/features/caveats.ts';
import { countProblems } from '../../core/features/topology/count-problems.ts';
import { type ComparedWith, packReport, type ReportStart } from '../../core/features/topology/report-data.ts';
import type { PlaceOf } from '../../core/features/topology/traffic-explanation.ts';
import { connectivityOf } from '../../core/reach/pairs/connectivity.ts';
import { buildTopology } from '../../core/topology/build-topology.ts';
import { createTopologyState } from '../../core/topology/topology-state.ts';
import type { Host } from '../../core/workspace/host.ts';
import { plainView } from '../../core/workspace/view.ts';
import { readReportBundle } from '../../io/read-report-bundle.ts';
import { analyze } from '../analyze.ts';
import { chooseEnvironment, type EnvironmentOption } from '../choose-environment.ts';
import { compareSince } from '../compare-since.ts';
import { findExpanded, findShown, type ShownPlace } from '../draw-graph.ts';
import { fail } from '../fail.ts';
import { loadSettings, type SettingOptions } from '../load-settings.ts';
import { loadWorkspace } from '../load-workspace.ts';
import { createPlacer } from '../place.ts';
import type { RenderedPlaces } from '../rendered-places.ts';
import { formatGraphHtml } from '../reporters/graph-html.ts';
import { formatGraphJson } from '../reporters/graph-json.ts';
import { tell } from '../tell.ts';
import { writeOutput } from '../write-output.ts';
import { isPictureFormat, type PictureFormat, writePicture } from '../write-picture.ts';

export interface GraphOptions extends SettingOptions, EnvironmentOption {
  readonly format: PictureFormat | 'html' | 'json';
  /** A file; otherwise it is standard output. */
  readonly output?: string | undefined;
  /** A workload, Service, route or policy that stands in the middle; otherwise it is the map. */
  readonly focus?: string | undefined;
  /** Namespaces with commas between, `all` or `none`; otherwise all of them where little is in them. */
  readonly expand?: string | undefined;
  /** A revision of git, since which changes are marked. */
  readonly since?: string | undefined;
  readonly theme?: 'light' | 'dark' | undefined;
}

/** Writes the topology of manifests. Returns the exit code: 0 done, 2 wrong usage or something that cannot be used. */
export async function graph(paths: readonly string[], options: GraphOptions): Promise<number> {
  const { format, output, since } = options;
  const settings = loadSettings(options);
  if (!settings) return 2;
  const wrong = findConflict(options);
  if (wrong !== undefined) return fail(wrong);
  const workspace = await loadWorkspace(paths, settings);
  const { host, notes, pathFailed, rendered } = workspace;
  tell(...notes);
  if (pathFailed) return 2;
  const environment = chooseEnvironment(host, options);
  if (typeof environment === 'string') return fail(environment);
  const view = plainView(environment);
  const state = createTopologyState(connectivityOf(view));
  const compared =
    since === undefined ? undefined : await compareSince(workspace, environment.id, state, paths, since);
  if (typeof compared === 'string') return fail(compared);
  const left = caveats(view);
  const problemsOf = countProblems(analyze(host).analysis, environment.id);
  const topology = buildTopology(state, problemsOf, left);
  tell(...left);
  if (format === 'json') return writeOutput([formatGraphJson(topology, state, compared).trimEnd()], output);
  const { focus, expand } = options;
  const shown = focus === undefined ? findExpanded(topology, expand) : findShown(state, focus);
  if (typeof shown === 'string') return fail(shown);
  if (isPictureFormat(format)) {
    const drawn = { topology, state, environment, shown, changes: compared?.changes.changes ?? [] };
    if (compared) tell(sayChanges(compared));
    return writePicture(drawn, { format, output, theme: options.theme, title: focus ?? 'Topology' });
  }
  const context = { environment, problemsOf, placeOf: placesIn(host, rendered) };
  const data = packReport(nameOf(paths), context, compared, startOf(shown, options));
  return writeOutput([formatGraphHtml(data, readReportBundle()).trimEnd()], output);
}

/** Names places by file and line: `deploy/policies.yaml:12`. */
function placesIn(host: Host, rendered: RenderedPlaces | undefined): PlaceOf {
  const placer = createPlacer(host, rendered);
  return (source) => {
    const place = placer(source);
    return place && `${place.file}:${place.line}`;
  };
}

/** What cannot be asked for at once. */
function findConflict({ format, output, focus, since }: GraphOptions): string | undefined {
  if (format === 'png' && output === undefined) return 'a PNG needs a file: -o topology.png';
  if (since !== undefined && focus !== undefined && isPictureFormat(format))
    return 'what has changed is marked on the map: leave out --focus or --since, or take --format html';
  return undefined;
}

function sayChanges({ since, changes: { opened, closed } }: ComparedWith): string {
  return `${opened} opened, ${closed} closed since ${since}.`;
}

/** How a report opens; a namespace is expanded as the view finds it right, unless somebody asks for some. */
function startOf(shown: ShownPlace, { theme, expand }: GraphOptions): ReportStart {
  return {
    ...(theme === undefined ? {} : { theme }),
    ...(shown.level === 'map' ? {} : { place: shown }),
    ...(shown.level === 'map' && expand !== undefined ? { expanded: shown.expanded } : {}),
  };
}

/** What people call the paths: the last part of each. */
function nameOf(paths: readonly string[]): string {
  return paths.map((path) => (path === '-' ? 'standard input' : basename(resolve(path)))).join(', ');
}
