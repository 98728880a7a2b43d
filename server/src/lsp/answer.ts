import { CancellationToken, ErrorCodes, LSPErrorCodes, ResponseError } from 'vscode-languageserver/node';
import type { Session } from './session.ts';

/**
 * Answers a request once findings are up to date. A request that was cancelled meanwhile, or that comes before the
 * handshake or after the shutdown, gets an error, never an empty answer: empty would mean that there is nothing.
 */
export async function answerWhenIdle<T>(
  session: Session,
  token: CancellationToken,
  answer: () => T,
): Promise<T> {
  if (!session.isIntroduced())
    throw new ResponseError(ErrorCodes.ServerNotInitialized, 'the server has not been initialized');
  if (session.isShutDown())
    throw new ResponseError(ErrorCodes.InvalidRequest, 'the server has been shut down');
  await session.scheduler.idle();
  if (token.isCancellationRequested) throw new ResponseError(LSPErrorCodes.RequestCancelled, 'cancelled');
  return answer();
}

/** The token of a request without parameters. Before it may stand a `null` or `{}` that some clients send for them. */
export function tokenOf(given: readonly unknown[]): CancellationToken {
  const last = given.at(-1);
  return CancellationToken.is(last) ? last : CancellationToken.None;
}
