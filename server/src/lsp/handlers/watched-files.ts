import { DidChangeWatchedFilesNotification, FileChangeType } from 'vscode-languageserver/node';
import type { ManifestChange } from '../../core/workspace/snapshot.ts';
import { normalizeUri, pathOfUri } from '../../io/file-uri.ts';
import { isManifestFile } from '../../io/find-manifest-files.ts';
import { readManifestFile } from '../../io/read-manifest-file.ts';
import type { Session } from '../session.ts';

/** Keeps up with the disk. What is open follows the editor instead. */
export function handleWatchedFiles(session: Session): void {
  session.connection.onDidChangeWatchedFiles(({ changes }) => {
    const all = changes.flatMap(({ uri: sent, type }): ManifestChange[] => {
      const uri = normalizeUri(sent);
      if (type === FileChangeType.Deleted) return gone(session, uri);
      return session.documents.has(uri) || !isWanted(session, uri) ? [] : [readAgain(uri)];
    });
    session.apply(all);
  });
}

/** Asks to be told of changes, where that can be asked. Folders are watched too, for they take their files with them. */
export async function registerForFiles(session: Session): Promise<void> {
  if (!session.capabilities().workspace?.didChangeWatchedFiles?.dynamicRegistration) return;
  const watchers = [{ globPattern: '**/*.{yaml,yml,json}' }, { globPattern: '**/*', kind: 4 }];
  await session.connection.client.register(DidChangeWatchedFilesNotification.type, { watchers });
}

/** A file that is gone, or every manifest below a folder that is. */
function gone(session: Session, uri: string): ManifestChange[] {
  return [...session.host.snapshot().manifests.keys()]
    .filter((known) => (known === uri || known.startsWith(`${uri}/`)) && !session.documents.has(known))
    .map((known) => ({ uri: known, text: undefined, editedAt: undefined }));
}

function isWanted(session: Session, uri: string): boolean {
  return session.folders().some((folder) => isManifestFile(pathOfUri(folder), pathOfUri(uri)));
}

function readAgain(uri: string): ManifestChange {
  const read = readManifestFile(pathOfUri(uri));
  return { uri, text: read.type === 'text' ? read.text : undefined, editedAt: undefined };
}
