import { type CodeAction, CodeActionKind } from 'vscode-languageserver/node';
import { proposeFixes } from '../../core/rules/propose-fixes.ts';
import { RULES } from '../../core/rules/registry.gen.ts';
import { normalizeUri } from '../../io/file-uri.ts';
import { answerWhenIdle } from '../answer.ts';
import { fromRange } from '../from-lsp.ts';
import type { Session } from '../session.ts';
import { toDiagnostics, toWorkspaceEdit } from '../to-lsp.ts';

/** Offers the fixes of the findings under the cursor. Each has been tried on a copy of the workspace before. */
export function handleCodeActions(session: Session): void {
  session.connection.onCodeAction(({ textDocument, range, context }, token) =>
    answerWhenIdle(session, token, () => {
      // A client that knows commands only could not use what is offered here.
      if (!session.capabilities().textDocument?.codeAction?.codeActionLiteralSupport) return [];
      const wanted = context.only;
      if (wanted && !wanted.some((kind) => kind === '' || kind === CodeActionKind.QuickFix)) return [];
      return quickFixes(session, normalizeUri(textDocument.uri), range);
    }),
  );
}

function quickFixes(session: Session, uri: string, range: Parameters<typeof fromRange>[1]): CodeAction[] {
  const { host, publisher, analysis } = session;
  const snapshot = host.snapshot();
  const manifest = snapshot.manifests.get(uri);
  if (!manifest) return [];
  const selected = fromRange(manifest, range);
  return publisher.findingsOf(uri).flatMap(({ finding }) => {
    const span = host.locator.locate(snapshot, finding.at)?.span;
    if (!span || span.end < selected.start || selected.end < span.start) return [];
    const fixes = proposeFixes(RULES, finding, host, analysis());
    return fixes.map(
      ({ title, edits }): CodeAction => ({
        title,
        kind: CodeActionKind.QuickFix,
        diagnostics: toDiagnostics([finding], host, false),
        // Editors apply what is preferred without asking, so a choice is left to whoever has it.
        isPreferred: fixes.length === 1,
        edit: toWorkspaceEdit(host, edits),
      }),
    );
  });
}
