import { listedAddresses } from '../../core/features/connections/listed-addresses.ts';
import {
  explainTraffic,
  type TrafficOrigin,
  type TrafficTarget,
} from '../../core/features/explain-traffic.ts';
import type { Answer } from '../../core/reach/evaluate-connection.ts';
import { classifyPods, podsOf } from '../../core/reach/pairs/pod-classes.ts';
import * as ports from '../../core/reach/port-set.ts';
import type { Resource } from '../../core/workspace/resource.ts';
import { plainView, type View } from '../../core/workspace/view.ts';
import { chooseEnvironment, type EnvironmentOption } from '../choose-environment.ts';
import { parseAddresses } from '../choose-peer.ts';
import { outputColors } from '../colors.ts';
import { fail } from '../fail.ts';
import { type Candidate, findNamed, resourcesOf, workloadCandidates } from '../find-named.ts';
import { loadSettings, type SettingOptions } from '../load-settings.ts';
import { loadWorkspace } from '../load-workspace.ts';
import { outputWidth } from '../output-width.ts';
import { parseTarget } from '../parse-target.ts';
import { createPlacer } from '../place.ts';
import { formatExplanationJson } from '../reporters/explanation-json.ts';
import { formatExplanationText } from '../reporters/explanation-text.ts';
import { tell } from '../tell.ts';
import { tellCaveats } from '../tell-caveats.ts';

export interface ExplainOptions extends SettingOptions, EnvironmentOption {
  readonly format: 'text' | 'json';
  /** The answers that make the exit code 1, if some port has one of them. */
  readonly failOn: readonly Answer[];
}

/**
 * Prints what becomes of the traffic between two ends, and which line of which policy decides it. Returns the exit code:
 * 0 answered, 1 an answer that `failOn` names, 2 wrong usage or a path that cannot be used.
 */
export async function explain(
  from: string,
  to: string,
  paths: readonly string[],
  options: ExplainOptions,
): Promise<number> {
  const settings = loadSettings(options);
  if (!settings) return 2;
  const { host, notes, pathFailed, rendered } = await loadWorkspace(paths, settings);
  tell(...notes);
  if (pathFailed) return 2;
  const environment = chooseEnvironment(host, options);
  if (typeof environment === 'string') return fail(environment);
  const view = plainView(environment);
  const origin = readOrigin(view, from);
  if (typeof origin === 'string') return fail(origin);
  const target = readTarget(view, to);
  if (typeof target === 'string') return fail(target);
  const ways = explainTraffic(view, origin, target);
  if (typeof ways === 'string') return fail(ways);
  tellCaveats(view);
  const place = createPlacer(host, rendered);
  process.stdout.write(
    options.format === 'json'
      ? formatExplanationJson(ways, place)
      : formatExplanationText(ways, { place, colors: outputColors(), width: outputWidth() }),
  );
  const answers = ways.flatMap(({ nowhere, fates }): Answer[] =>
    nowhere === undefined ? fates.map(({ answer }) => answer) : ['denied'],
  );
  return answers.some((answer) => options.failOn.includes(answer)) ? 1 : 0;
}

function readOrigin(view: View, text: string): TrafficOrigin | string {
  const addresses = parseAddresses(text, listedAddresses(view));
  if (addresses) return { type: 'outside', addresses };
  const resource = findEnd(view, text, 'route', 'workload, Ingress or Route');
  return typeof resource === 'string' ? resource : { type: 'resource', resource };
}

function readTarget(view: View, text: string): TrafficTarget | string {
  const written = parseTarget(text, listedAddresses(view));
  if (typeof written === 'string') return written;
  const { name, addresses, port } = written;
  if (addresses) {
    if (typeof port?.port === 'string')
      return `${port.port} in ${text} is the name of a port, which addresses do not have`;
    const number = port?.port;
    const set =
      number === undefined ? ports.ALL_PORTS : ports.portSet(port?.protocol ?? 'TCP', number, number);
    return { type: 'outside', addresses, ports: set };
  }
  const resource = findEnd(view, name, 'service', 'workload or Service');
  if (typeof resource === 'string') return resource;
  return { type: 'resource', resource, port: port?.port, protocol: port?.protocol };
}

/** The workload of a name, or else the resource of another family; or what is wrong with the name. */
function findEnd(view: View, text: string, other: 'route' | 'service', what: string): Resource | string {
  const running = podsOf(view);
  const others = resourcesOf(view, [other]).map(
    (one): Candidate<readonly Resource[]> => ({ ...one, rank: 1, value: [one.value] }),
  );
  const found = findNamed(
    text,
    [...workloadCandidates(running.map(({ workload }) => workload)), ...others],
    what,
  );
  if (typeof found === 'string') return found;
  const meant = running.filter(({ workload }) => found.includes(workload));
  if (classifyPods(meant).length > 1) {
    const names = meant.map(
      ({ workload }) => `${workload.facts.kind}/${workload.namespace}/${workload.facts.name?.value ?? ''}`,
    );
    return `${text} is several pods that are not alike: name one of ${names.join(', ')}`;
  }
  return found[0] ?? `there is no ${what} ${text}`;
}
