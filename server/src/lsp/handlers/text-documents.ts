import type { Position, TextDocumentContentChangeEvent } from 'vscode-languageserver/node';
import { createLineIndex } from '../../core/text/line-index.ts';
import type { EditedAt } from '../../core/workspace/manifest.ts';
import { normalizeUri } from '../../io/file-uri.ts';
import { isConfigurationFile } from '../configuration-files.ts';
import { fromPosition } from '../from-lsp.ts';
import { readFromDisk } from '../read-from-disk.ts';
import type { Session } from '../session.ts';

/** Keeps up with what is open and what is typed. */
export function handleTextDocuments(session: Session): void {
  const { connection, documents, host, configurationFiles } = session;
  const take = (uri: string, { text, editedAt }: EditedText): void => {
    if (isConfigurationFile(uri)) session.configure(uri, text);
    else session.apply([{ uri, text, editedAt }]);
  };

  connection.onDidOpenTextDocument(({ textDocument: { uri: sent, version, text } }) => {
    const uri = normalizeUri(sent);
    documents.set(uri, version);
    take(uri, { text, editedAt: undefined });
  });
  connection.onDidChangeTextDocument(({ textDocument, contentChanges }) => {
    const uri = normalizeUri(textDocument.uri);
    const manifest = host.snapshot().manifests.get(uri);
    const text = manifest?.text ?? configurationFiles.textOf(uri);
    if (!documents.has(uri) || text === undefined) return;
    documents.set(uri, textDocument.version);
    const offsetAt = manifest ? (at: Position) => fromPosition(manifest, at) : createLineIndex(text).offsetAt;
    take(uri, applyContentChanges(text, offsetAt, contentChanges));
  });
  connection.onDidCloseTextDocument(({ textDocument }) => {
    const uri = normalizeUri(textDocument.uri);
    documents.delete(uri);
    take(uri, { text: readFromDisk(session, uri), editedAt: undefined });
  });
}

/** A text, or that there is none, and where it was typed. */
interface EditedText {
  readonly text: string | undefined;
  readonly editedAt: EditedAt;
}

/** The text after changes that follow one another, and where the last one ends if it was typed. */
function applyContentChanges(
  before: string,
  offsetBefore: (position: Position) => number,
  changes: readonly TextDocumentContentChangeEvent[],
): { readonly text: string; readonly editedAt: EditedAt } {
  let text = before;
  let editedAt: EditedAt;
  let offsetAt = offsetBefore;
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
