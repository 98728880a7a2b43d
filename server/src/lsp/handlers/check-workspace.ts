import type { Severity } from '../../core/model/severity.ts';
import { type CheckWorkspaceResult, checkWorkspaceRequest } from '../../protocol/check-workspace.ts';
import { answerWhenIdle, tokenOf } from '../answer.ts';
import type { Session } from '../session.ts';

/** Counts every finding of the workspace, once all are known; they are published as they always are. */
export function handleCheckWorkspace(session: Session): void {
  session.connection.onRequest(checkWorkspaceRequest, async (...given: unknown[]) => {
    // Which charts there are is known when all is read, and what is in them when all are rendered.
    await answerWhenIdle(session, tokenOf(given), () => {});
    await session.chartsRendered();
    return answerWhenIdle(session, tokenOf(given), (): CheckWorkspaceResult => {
      const uris = [...session.host.snapshot().manifests.keys()];
      const severities = uris.flatMap((uri) =>
        session.publisher.findingsOf(uri).map(({ finding }) => finding.severity),
      );
      const count = (...wanted: Severity[]): number =>
        severities.filter((severity) => wanted.includes(severity)).length;
      return {
        manifests: uris.length,
        errors: count('error'),
        warnings: count('warning'),
        notes: count('info', 'hint'),
      };
    });
  });
}
