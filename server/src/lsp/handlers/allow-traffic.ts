import type { WorkspaceEdit } from 'vscode-languageserver/node';
import { rootOf } from '../../core/environments/plan-folders.ts';
import { allowTraffic } from '../../core/features/allow-traffic.ts';
import { findDestination } from '../../core/features/find-destination.ts';
import type { Environment } from '../../core/workspace/environment.ts';
import { formatResource, type Resource, resourceId } from '../../core/workspace/resource.ts';
import { plainView } from '../../core/workspace/view.ts';
import { manifestUriOf } from '../../core/workspace/written-at.ts';
import {
  type AllowTrafficAnswer,
  type AllowTrafficChoices,
  type AllowTrafficParams,
  allowTrafficChoicesRequest,
  allowTrafficRequest,
  type PortChoice,
} from '../../protocol/allow-traffic.ts';
import { answerWhenIdle, tokenOf } from '../answer.ts';
import type { Session } from '../session.ts';
import { toWorkspaceEdit } from '../to-lsp.ts';

/** Offers the workloads of the workspace, and writes the rules that let one reach another. */
export function handleAllowTraffic(session: Session): void {
  session.connection.onRequest(allowTrafficChoicesRequest, (...given: unknown[]) =>
    answerWhenIdle(session, tokenOf(given), (): AllowTrafficChoices => ({ workloads: choices(session) })),
  );
  session.connection.onRequest(allowTrafficRequest, (params: AllowTrafficParams, token) =>
    answerWhenIdle(session, token, (): AllowTrafficAnswer<WorkspaceEdit> => answer(session, params)),
  );
}

function answer(
  session: Session,
  { environment, from, to, port, protocol }: AllowTrafficParams,
): AllowTrafficAnswer<WorkspaceEdit> {
  const all = workloads(session);
  const find = (wanted: string): WorkloadOf | undefined =>
    environment === undefined ? all.find(({ id }) => id === wanted) : nodeOf(session, environment, wanted);
  const [source, destination] = [find(from), find(to)];
  if (!source || !destination) return { refusal: 'One of the workloads is no longer there.' };
  if (source.environment.id !== destination.environment.id) {
    return { refusal: 'The two workloads are not applied together: they are in different folders.' };
  }
  const { environment: place, resource } = destination;
  const found = findDestination(plainView(place), { resource, port, protocol });
  if (found.type === 'none') return { refusal: found.why };
  const sender = { type: 'workload' as const, resource: source.resource };
  const result = allowTraffic(session.host, place, { ...found, from: sender });
  if (result.type !== 'edit') return { refusal: result.why };
  return { title: result.title, edit: toWorkspaceEdit(session.host, result.edits) };
}

interface WorkloadOf {
  readonly id: string;
  readonly environment: Environment;
  readonly resource: Resource;
}

function workloads({ host }: Session): WorkloadOf[] {
  return [...host.snapshot().environments.values()].flatMap((environment) =>
    [...environment.namespaces.values()].flatMap(({ byFamily }) =>
      (byFamily.get('workload') ?? []).map((resource) => ({
        id: `${environment.id} ${resourceId(resource)}`,
        environment,
        resource,
      })),
    ),
  );
}

/** A node of the topology view. */
function nodeOf(session: Session, id: string, node: string): WorkloadOf | undefined {
  const environment = session.host.snapshot().environments.get(id);
  const resource = session.topologyOf(id)?.index.resources.get(node)?.resource;
  return environment && resource && { id: node, environment, resource };
}

function choices(session: Session): AllowTrafficChoices['workloads'] {
  const snapshot = session.host.snapshot();
  return workloads(session).map(({ id, resource }) => ({
    id,
    label: formatResource(resource),
    detail: placeIn(session.folders(), manifestUriOf(snapshot, resource.document) ?? ''),
    ports: portsOf(resource),
  }));
}

function portsOf({ facts }: Resource): PortChoice[] {
  return (facts.workload?.ports ?? []).flatMap(({ name, number, protocol }): PortChoice[] => {
    if (number.value === undefined || !protocol) return [];
    return [
      {
        label: name?.value ? `${name.value} ${number.value}` : `${number.value}`,
        port: number.value,
        protocol,
      },
    ];
  });
}

function placeIn(folders: readonly string[], uri: string): string {
  const root = rootOf(uri, folders);
  return decodeURIComponent(root === undefined ? uri : uri.slice(root.length + 1));
}
