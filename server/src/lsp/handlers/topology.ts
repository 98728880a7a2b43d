import { ErrorCodes, type Location, ResponseError } from 'vscode-languageserver/node';
import { filledEnvironments } from '../../core/environments/filled-environments.ts';
import { rootOf } from '../../core/environments/plan-folders.ts';
import { answerQuestion, type TopologyContext } from '../../core/features/topology/answer-question.ts';
import { countProblems } from '../../core/features/topology/count-problems.ts';
import { topologyChanges } from '../../core/features/topology/topology-changes.ts';
import type { Source } from '../../core/model/source.ts';
import { packTopology } from '../../core/topology/pack-topology.ts';
import type { TopologyChanges } from '../../core/topology/topology-question.ts';
import type { Environment } from '../../core/workspace/environment.ts';
import { sourceOf } from '../../core/workspace/resource.ts';
import { type Placed, resourcesAt } from '../../core/workspace/resource-at.ts';
import type { YamlPath } from '../../core/yaml/yaml-path.ts';
import { normalizeUri } from '../../io/file-uri.ts';
import {
  type EnvironmentName,
  type NodeRef,
  type TopologyAtParams,
  type TopologyAtResult,
  type TopologyParams,
  type TopologyPlaceParams,
  type TopologyResult,
  topologyAtRequest,
  topologyChangedNotification,
  topologyPlaceRequest,
  topologyRequest,
} from '../../protocol/topology.ts';
import { answerWhenIdle } from '../answer.ts';
import { fromPosition } from '../from-lsp.ts';
import type { Session } from '../session.ts';
import { toLocation } from '../to-lsp.ts';

/** Answers what a view of the topology asks, and tells it when to ask again. */
export function handleTopology(session: Session): void {
  const { connection, host } = session;
  let hasAsked = false;
  connection.onRequest(topologyRequest, async (params: TopologyParams, token): Promise<TopologyResult> => {
    hasAsked = true;
    await answerWhenIdle(session, token, () => {});
    const environment = environmentOf(session, params);
    if (!environment) return { environment: { id: '', name: '' }, environments: [], answer: null };
    const answer = await answerTo(session, environment, params);
    const nameOf = (id: string): EnvironmentName => ({ id, name: session.nameOf(id) });
    const environments = filledEnvironments(host.snapshot()).map(({ id }) => nameOf(id));
    return { environment: nameOf(environment.id), environments, answer: answer ?? null };
  });
  connection.onRequest(topologyPlaceRequest, (params: TopologyPlaceParams, token) =>
    answerWhenIdle(session, token, (): Location | null => {
      const source = 'source' in params ? params.source : sourceOfNode(session, params);
      return (source && toLocation(host, source)) ?? null;
    }),
  );
  connection.onRequest(topologyAtRequest, (params: TopologyAtParams, token) =>
    answerWhenIdle(session, token, (): TopologyAtResult => ({ nodes: nodesAt(session, params) })),
  );
  let isTelling = false;
  session.onChange(() => {
    // A client without such a view has no use for the news, and may not know what it is.
    if (isTelling || !hasAsked) return;
    isTelling = true;
    // What is typed meanwhile belongs to the same news.
    void session.scheduler.idle().then(() => {
      isTelling = false;
      // A client that is gone needs no news.
      connection.sendNotification(topologyChangedNotification).catch(() => {});
    });
  });
}

function environmentOf({ host, environmentFor }: Session, params: TopologyParams): Environment | undefined {
  const snapshot = host.snapshot();
  const ofUri = params.uri === undefined ? undefined : environmentFor(normalizeUri(params.uri));
  const filled = filledEnvironments(snapshot);
  return (
    snapshot.environments.get(params.environment ?? '') ?? filled.find((one) => one === ofUri) ?? filled[0]
  );
}

async function answerTo(
  session: Session,
  environment: Environment,
  { question }: TopologyParams,
): Promise<TopologyResult['answer'] | undefined> {
  const state = session.topologyOf(environment.id);
  if (!state) return undefined;
  if (question.type === 'changes') return changesIn(session, environment);
  const context: TopologyContext = {
    state,
    environment,
    problemsOf: countProblems(session.analysis(), environment.id),
    placeOf: (source) => placeOf(session, source),
  };
  const answer = answerQuestion(context, question);
  return answer && 'hash' in answer ? packTopology(answer) : answer;
}

/** Compares with the last commit; undefined where nothing can be compared or something changed meanwhile. */
async function changesIn(session: Session, { id }: Environment): Promise<TopologyChanges | undefined> {
  if (!session.mayRunPrograms()) return undefined;
  const found = await session.compareFolder(id, 'everything');
  const state = session.topologyOf(id);
  return found?.compared && state && topologyChanges(state, found.compared);
}

/** `policies.yaml:12`, within the folder of the workspace. */
function placeOf({ host, folders }: Session, source: Source): string | undefined {
  const location = toLocation(host, source);
  if (!location) return undefined;
  const { uri, range } = location;
  const root = rootOf(uri, folders());
  return `${decodeURIComponent(root === undefined ? uri : uri.slice(root.length + 1))}:${range.start.line + 1}`;
}

function sourceOfNode(session: Session, { environment, node }: NodeRef): Source | undefined {
  const resource = session.topologyOf(environment)?.index.resources.get(node)?.resource;
  return resource && sourceOf(resource);
}

function nodesAt(session: Session, { uri: sent, position }: TopologyAtParams): NodeRef[] {
  const { host } = session;
  const uri = normalizeUri(sent);
  const snapshot = host.snapshot();
  const manifest = snapshot.manifests.get(uri);
  if (!manifest) throw new ResponseError(ErrorCodes.InvalidParams, `${uri} is no manifest of the workspace`);
  const offset = fromPosition(manifest, position);
  const chunk = manifest.chunks.findLast(({ span }) => span.start <= offset);
  if (!chunk) return [];
  const { id: document, facts } = chunk.document;
  // By lines, for the dash before an item belongs to it.
  const startsBefore = (path: YamlPath): boolean => {
    const start = toLocation(host, { document, path, part: 'value' })?.range.start;
    return start !== undefined && start.line <= position.line;
  };
  const roots = facts.map(({ root }) => root);
  const path = roots.length === 1 ? roots[0] : roots.findLast(startsBefore);
  if (path === undefined) return [];
  const placed = resourcesAt(snapshot, { document, path });
  const current = session.environmentFor(uri)?.id;
  // The environment that answers are given in comes first.
  const isCurrent = ({ environment }: Placed): number => Number(environment.id === current);
  return placed
    .toSorted((a, b) => isCurrent(b) - isCurrent(a))
    .flatMap(({ environment, resource }) => {
      const node = session.topologyOf(environment.id)?.index.idOf(resource);
      return node === undefined ? [] : [{ environment: environment.id, node }];
    });
}
