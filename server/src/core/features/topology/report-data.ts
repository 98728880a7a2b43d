import type { Source } from '../../model/source.ts';
import { connectivityOf } from '../../reach/pairs/connectivity.ts';
import { dialledServices } from '../../rules/evidence/dialled-services.ts';
import type { NodeId, Problems } from '../../topology/topology.ts';
import type { TopologyChanges } from '../../topology/topology-question.ts';
import { createTopologyState } from '../../topology/topology-state.ts';
import { type Environment, emptyEnvironment, patchEnvironment } from '../../workspace/environment.ts';
import type { Family } from '../../workspace/read-key.ts';
import { type Resource, resourceId } from '../../workspace/resource.ts';
import type { Settings } from '../../workspace/settings.ts';
import { plainView, type View } from '../../workspace/view.ts';
import type { TopologyContext } from './answer-question.ts';
import { answerSources } from './answer-sources.ts';

/**
 * An environment as plain data that goes through JSON: the facts of its resources, which hold no texts of manifests, and what
 * else it takes to answer questions about it.
 */
export interface ReportData {
  /** The environment, for people. */
  readonly name: string;
  readonly settings: Settings;
  readonly impliedNamespace: string;
  readonly unreadable: readonly (readonly [Family, number])[];
  readonly resources: readonly Resource[];
  /** Of the resources that have some, by their ids. */
  readonly problems: readonly (readonly [string, Problems])[];
  /** The places that answers can name, by their sources. */
  readonly places: readonly (readonly [string, string])[];
  /** Null where it is not compared with anything: JSON knows no undefined. */
  readonly compared: ComparedWith | null;
  readonly start: ReportStart;
}

/** How a report opens; what is left out is as in the editor. */
export interface ReportStart {
  /** Otherwise the reader's own. */
  readonly theme?: 'light' | 'dark';
  /** What stands in the middle; otherwise it is the map. */
  readonly place?: { readonly level: 'focus' | 'policy'; readonly id: NodeId };
  readonly expanded?: readonly string[];
}

export interface ComparedWith {
  /** The revision as the user names it. */
  readonly since: string;
  readonly changes: TopologyChanges;
}

/** Packs what answers about an environment are given from. */
export function packReport(
  name: string,
  { environment, problemsOf, placeOf }: Omit<TopologyContext, 'state'>,
  compared: ComparedWith | undefined,
  start: ReportStart,
): ReportData {
  const view = plainView(environment);
  const resources = [...environment.namespaces.values()].flatMap((namespace) => namespace.resources);
  const places = resources.flatMap(answerSources).flatMap((source): [string, string][] => {
    const place = placeOf(source);
    return place === undefined ? [] : [[sourceKey(source), place]];
  });
  const problems = resources
    .map((resource): [string, Problems] => [resourceId(resource), problemsOf(resource)])
    .filter(([, { errors, warnings }]) => errors + warnings > 0);
  return {
    name,
    // How much a rule matters is settled in the numbers of problems.
    settings: { ...environment.settings, severities: {} },
    impliedNamespace: environment.impliedNamespace,
    unreadable: [...environment.unreadable],
    resources: resources.map((resource) => withoutWords(resource, view)),
    problems,
    places,
    compared: compared ?? null,
    start,
  };
}

/** Makes of the data what answers are given from; they are the same as those of the environment that was packed. */
export function unpackReport(data: ReportData): TopologyContext {
  const environment = environmentOf(data);
  const problems = new Map(data.problems);
  const places = new Map(data.places);
  return {
    environment,
    state: createTopologyState(connectivityOf(plainView(environment))),
    problemsOf: (resource) => problems.get(resourceId(resource)) ?? { errors: 0, warnings: 0 },
    placeOf: (source) => places.get(sourceKey(source)),
  };
}

/**
 * A resource whose addresses are only those that lead to a Service of the manifests: others decide no answer, and what looks
 * like an address in a value may be something that is nobody's business.
 */
function withoutWords(resource: Resource, view: View): Resource {
  const { facts } = resource;
  if (facts.addresses.length === 0) return resource;
  const addresses = dialledServices(resource, view, view.settings).map(({ address }) => address);
  return { ...resource, facts: { ...facts, addresses } };
}

function environmentOf({ settings, impliedNamespace, unreadable, resources }: ReportData): Environment {
  const empty = emptyEnvironment('report', settings);
  const whole = { impliedNamespace, unreadable: new Map(unreadable) };
  return patchEnvironment(empty, { removed: [], added: resources, ...whole }).environment;
}

/** The same for sources that mean the same place. */
function sourceKey({ document, path, part }: Source): string {
  return `${document}${path} ${typeof part === 'string' ? part : part.start}`;
}
