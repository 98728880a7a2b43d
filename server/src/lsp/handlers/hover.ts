import type { Hover } from 'vscode-languageserver/node';
import { hover } from '../../core/features/hover.ts';
import { normalizeUri } from '../../io/file-uri.ts';
import { answerWhenIdle } from '../answer.ts';
import { fromPosition } from '../from-lsp.ts';
import type { Session } from '../session.ts';
import { toLink, toRange } from '../to-lsp.ts';

/** Says what stands under the cursor means to the network. */
export function handleHover(session: Session): void {
  session.connection.onHover(({ textDocument, position }, token) =>
    answerWhenIdle(session, token, (): Hover | null => {
      const uri = normalizeUri(textDocument.uri);
      const { host } = session;
      const snapshot = host.snapshot();
      const manifest = snapshot.manifests.get(uri);
      const environment = session.environmentsOf(uri)[0];
      if (!manifest || !environment) return null;
      const linkTo = toLink(host);
      const found = hover(
        { snapshot, locator: host.locator, environment, linkTo },
        uri,
        fromPosition(manifest, position),
      );
      return found
        ? { contents: { kind: 'markdown', value: found.markdown }, range: toRange(manifest, found.span) }
        : null;
    }),
  );
}
