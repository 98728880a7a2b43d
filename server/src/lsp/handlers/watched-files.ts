import { DidChangeWatchedFilesNotification, FileChangeType } from 'vscode-languageserver/node';
import { belongsTo } from '../../core/workspace/division.ts';
import type { ManifestChange } from '../../core/workspace/snapshot.ts';
import { normalizeUri } from '../../io/file-uri.ts';
import { isConfigurationFile } from '../configuration-files.ts';
import { readFromDisk } from '../read-from-disk.ts';
import type { Session } from '../session.ts';
import { refreshLenses } from './code-lens.ts';

/** Keeps up with the disk. What is open follows the editor instead. */
export function handleWatchedFiles(session: Session): void {
  session.connection.onDidChangeWatchedFiles(({ changes }) =>
    session.readDisk(() => {
      const all = changes.flatMap(({ uri: sent, type }): ManifestChange[] => {
        const uri = normalizeUri(sent);
        const isOpen = session.documents.has(uri);
        if (isConfigurationFile(uri)) {
          if (!isOpen) session.configure(uri, readFromDisk(session, uri));
          return [];
        }
        if (type === FileChangeType.Deleted) return gone(session, uri);
        if (isOpen) return [];
        const text = readFromDisk(session, uri);
        const { manifests, division } = session.host.snapshot();
        const isRead = [...division.composed.values()].some((one) => belongsTo(one, uri));
        const isNews = text !== undefined || manifests.has(uri) || isRead;
        return isNews ? [{ uri, text, editedAt: undefined }] : [];
      });
      session.apply(all);
      // What lenses say depends on all files, and on what is committed.
      refreshLenses(session);
    }),
  );
}

/** Git writes a line there whenever another commit is the last one. */
const LAST_COMMIT = '**/.git/logs/HEAD';

/** Asks to be told of changes, where that can be asked. Folders are watched too, for they take their files with them. */
export async function registerForFiles(session: Session): Promise<void> {
  if (!session.capabilities().workspace?.didChangeWatchedFiles?.dynamicRegistration) return;
  const watchers = [
    { globPattern: '**/*.{yaml,yml,json}' },
    { globPattern: '**/Kustomization' },
    // What generators and charts read.
    { globPattern: '**/*.{env,properties,conf,cfg,ini,toml,txt,tpl}' },
    { globPattern: '**/*', kind: 4 },
    { globPattern: LAST_COMMIT },
  ];
  await session.connection.client.register(DidChangeWatchedFilesNotification.type, { watchers });
}

/** A file that is gone, or every manifest below a folder that is. */
function gone(session: Session, uri: string): ManifestChange[] {
  return [...session.host.snapshot().manifests.keys()]
    .filter((known) => (known === uri || known.startsWith(`${uri}/`)) && !session.documents.has(known))
    .map((known) => ({ uri: known, text: undefined, editedAt: undefined }));
}
