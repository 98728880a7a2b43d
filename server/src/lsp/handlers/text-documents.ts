import { TextDocument } from 'vscode-languageserver-textdocument';
import { normalizeUri } from '../../io/file-uri.ts';
import { readFromDisk } from '../read-from-disk.ts';
import type { Session } from '../session.ts';

/** Keeps up with what is open and what is typed. */
export function handleTextDocuments(session: Session): void {
  const { connection, documents } = session;
  const take = (uri: string, document: TextDocument, editedAt: number | undefined): void => {
    documents.set(uri, document);
    session.apply([{ uri, text: document.getText(), editedAt }]);
  };

  connection.onDidOpenTextDocument(({ textDocument: { uri, languageId, version, text } }) => {
    take(normalizeUri(uri), TextDocument.create(uri, languageId, version, text), undefined);
  });
  connection.onDidChangeTextDocument(({ textDocument, contentChanges }) => {
    const uri = normalizeUri(textDocument.uri);
    const before = documents.get(uri);
    if (!before) return;
    const after = TextDocument.update(before, contentChanges, textDocument.version);
    const last = contentChanges.at(-1);
    const editedAt =
      last && 'range' in last ? after.offsetAt(last.range.start) + last.text.length : undefined;
    take(uri, after, editedAt);
  });
  connection.onDidCloseTextDocument(({ textDocument }) => {
    const uri = normalizeUri(textDocument.uri);
    documents.delete(uri);
    session.apply([{ uri, text: readFromDisk(session, uri), editedAt: undefined }]);
  });
}
