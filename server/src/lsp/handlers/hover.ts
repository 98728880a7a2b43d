import type { Hover, MarkupContent } from 'vscode-languageserver/node';
import { hover } from '../../core/features/hover.ts';
import { normalizeUri } from '../../io/file-uri.ts';
import { answerWhenIdle } from '../answer.ts';
import { fromPosition } from '../from-lsp.ts';
import type { Session } from '../session.ts';
import { toLink, toRange } from '../to-lsp.ts';
import { toPlainText } from '../to-plain-text.ts';

/** Says what stands under the cursor means to the network. */
export function handleHover(session: Session): void {
  session.connection.onHover(({ textDocument, position }, token) =>
    answerWhenIdle(session, token, (): Hover | null => {
      const uri = normalizeUri(textDocument.uri);
      const { host } = session;
      const snapshot = host.snapshot();
      const manifest = snapshot.manifests.get(uri);
      const environment = session.environmentFor(uri);
      if (!manifest || !environment) return null;
      const linkTo = toLink(host);
      const found = hover(
        { snapshot, locator: host.locator, environment, linkTo },
        uri,
        fromPosition(manifest, position),
      );
      if (!found) return null;
      const contents: MarkupContent = wantsMarkdown(session)
        ? { kind: 'markdown', value: found.markdown }
        : { kind: 'plaintext', value: toPlainText(found.markdown) };
      return { contents, range: toRange(manifest, found.span) };
    }),
  );
}

/** Clients that do not say what they show are older than the question, and take Markdown. */
function wantsMarkdown(session: Session): boolean {
  return session.capabilities().textDocument?.hover?.contentFormat?.includes('markdown') ?? true;
}
