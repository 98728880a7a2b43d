import type { TextDocumentContentChangeEvent } from 'vscode-languageserver/node';
import { createLineIndex } from '../../core/text/line-index.ts';
import type { Manifest } from '../../core/workspace/manifest.ts';
import { normalizeUri } from '../../io/file-uri.ts';
import { fromPosition } from '../from-lsp.ts';
import { readFromDisk } from '../read-from-disk.ts';
import type { Session } from '../session.ts';

/** Keeps up with what is open and what is typed. */
export function handleTextDocuments(session: Session): void {
  const { connection, documents, host } = session;

  connection.onDidOpenTextDocument(({ textDocument: { uri: sent, version, text } }) => {
    const uri = normalizeUri(sent);
    documents.set(uri, version);
    session.apply([{ uri, text, editedAt: undefined }]);
  });
  connection.onDidChangeTextDocument(({ textDocument, contentChanges }) => {
    const uri = normalizeUri(textDocument.uri);
    const manifest = host.snapshot().manifests.get(uri);
    if (!documents.has(uri) || !manifest) return;
    documents.set(uri, textDocument.version);
    session.apply([{ uri, ...applyContentChanges(manifest, contentChanges) }]);
  });
  connection.onDidCloseTextDocument(({ textDocument }) => {
    const uri = normalizeUri(textDocument.uri);
    documents.delete(uri);
    session.apply([{ uri, text: readFromDisk(session, uri), editedAt: undefined }]);
  });
}

/** The text after changes that follow one another, and where the last one ends if it was typed. */
function applyContentChanges(
  manifest: Manifest,
  changes: readonly TextDocumentContentChangeEvent[],
): { readonly text: string; readonly editedAt: number | undefined } {
  let { text } = manifest;
  let editedAt: number | undefined;
  let offsetAt = (position: Parameters<typeof fromPosition>[1]): number => fromPosition(manifest, position);
  for (const change of changes) {
    if (!('range' in change)) {
      text = change.text;
      editedAt = undefined;
    } else {
      const start = offsetAt(change.range.start);
      text = text.slice(0, start) + change.text + text.slice(Math.max(start, offsetAt(change.range.end)));
      editedAt = start + change.text.length;
    }
    // Each further change is meant in the text that the one before it has made; mostly there is none.
    const made = text;
    offsetAt = (position) => createLineIndex(made).offsetAt(position);
  }
  return { text, editedAt };
}
