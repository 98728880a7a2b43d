import { filledEnvironments } from '../../core/environments/filled-environments.ts';
import { typeOfEnvironment } from '../../core/environments/name-environment.ts';
import type { Environment } from '../../core/workspace/environment.ts';
import { normalizeUri } from '../../io/file-uri.ts';
import {
  type ChooseEnvironmentParams,
  chooseEnvironmentRequest,
  type EnvironmentsParams,
  type EnvironmentsResult,
  environmentsChangedNotification,
  environmentsRequest,
  type NamedEnvironment,
} from '../../protocol/environments.ts';
import { answerWhenIdle } from '../answer.ts';
import type { Session } from '../session.ts';

/** Tells which environments there are, and lets the client choose the one that answers are given in. */
export function handleEnvironments(session: Session): void {
  const { connection, host } = session;
  let hasAsked = false;
  let told = '';
  connection.onRequest(environmentsRequest, (params: EnvironmentsParams, token) =>
    answerWhenIdle(session, token, (): EnvironmentsResult => {
      hasAsked = true;
      told = namesOf(session);
      const uri = params.uri === undefined ? undefined : normalizeUri(params.uri);
      const around = uri === undefined ? [] : session.environmentsOf(uri);
      const current = uri === undefined ? undefined : session.environmentFor(uri);
      const all = filledEnvironments(host.snapshot());
      const describe = (environment: Environment): NamedEnvironment => describeOne(session, environment);
      return {
        current: current && all.includes(current) ? describe(current) : null,
        around: around.filter((one) => all.includes(one)).map(describe),
        all: all.map(describe),
      };
    }),
  );
  connection.onRequest(chooseEnvironmentRequest, ({ id }: ChooseEnvironmentParams, token) =>
    answerWhenIdle(session, token, (): null => {
      session.chooseEnvironment(id);
      return null;
    }),
  );
  session.onChange(() => {
    // A client that never asked has no use for the news, and may not know what it is.
    if (!hasAsked || namesOf(session) === told) return;
    told = namesOf(session);
    // A client that is gone needs no news.
    connection.sendNotification(environmentsChangedNotification).catch(() => {});
  });
}

function describeOne(session: Session, { id, namespaces }: Environment): NamedEnvironment {
  const copy = session.host.snapshot().division.copies.get(id);
  const counts = [...namespaces.values()].map(({ resources }) => resources.length);
  return {
    id,
    name: session.nameOf(id),
    type: typeOfEnvironment(id),
    resources: counts.reduce((sum, count) => sum + count, 0),
    ...(copy === undefined
      ? {}
      : {
          reason: `It defines the same resources as ${session.nameOf(copy)}, so the two are not applied together.`,
        }),
  };
}

function namesOf({ host }: Session): string {
  return filledEnvironments(host.snapshot())
    .map(({ id }) => id)
    .join('\n');
}
