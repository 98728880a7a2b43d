import { CodeActionKind, type InitializeParams, TextDocumentSyncKind } from 'vscode-languageserver/node';
import packageJson from '../../../../package.json' with { type: 'json' };
import { normalizeUri } from '../../io/file-uri.ts';
import { indexFolder } from '../index-folder.ts';
import type { Session } from '../session.ts';
import { fetchSettings, registerForConfiguration } from './configuration.ts';
import { registerForFiles } from './watched-files.ts';

/** The handshake, and the first index once it is through. */
export function handleLifecycle(session: Session): void {
  const { connection } = session;
  connection.onInitialize((params) => {
    session.introduce(params.capabilities);
    session.setFolders(foldersOf(params));
    return {
      serverInfo: { name: 'kubereach', version: packageJson.version },
      capabilities: {
        textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental },
        codeActionProvider: { codeActionKinds: [CodeActionKind.QuickFix] },
        workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
      },
    };
  });
  // Until the handshake is through nothing may be sent, and until the folders are read nothing should be claimed.
  const release = session.scheduler.hold();
  connection.onInitialized(async () => {
    try {
      await registerForConfiguration(session);
      await registerForFiles(session);
      const settings = await fetchSettings(session);
      if (settings) session.rebuild(settings);
      await indexFolders(session, session.folders());
    } catch (error) {
      connection.console.error(`The workspace could not be indexed: ${String(error)}`);
    } finally {
      release();
    }
    if (session.capabilities().workspace?.workspaceFolders) {
      connection.workspace.onDidChangeWorkspaceFolders(({ added, removed }) =>
        changeFolders(session, added.map(({ uri }) => normalizeUri(uri)), removed.map(({ uri }) => normalizeUri(uri))),
      );
    }
  });
}

function foldersOf({ workspaceFolders, rootUri }: InitializeParams): string[] {
  const uris = workspaceFolders?.map(({ uri }) => uri) ?? (rootUri ? [rootUri] : []);
  return uris.map(normalizeUri);
}

async function changeFolders(session: Session, added: readonly string[], removed: readonly string[]): Promise<void> {
  const release = session.scheduler.hold();
  try {
    const gone = [...session.host.snapshot().manifests.keys()].filter(
      (uri) => !session.documents.has(uri) && removed.some((folder) => uri.startsWith(`${folder}/`)),
    );
    session.setFolders([...session.folders().filter((uri) => !removed.includes(uri)), ...added]);
    session.apply(gone.map((uri) => ({ uri, text: undefined, editedAt: undefined })));
    await indexFolders(session, added);
    session.rebuild(session.host.snapshot().settings);
  } finally {
    release();
  }
}

/** Reads folders, with progress where the client shows it. */
async function indexFolders(session: Session, folders: readonly string[]): Promise<void> {
  if (folders.length === 0) return;
  const release = session.scheduler.hold();
  const progress = session.capabilities().window?.workDoneProgress
    ? await session.connection.window.createWorkDoneProgress()
    : undefined;
  progress?.begin('Indexing manifests');
  try {
    for (const folder of folders) {
      await indexFolder(session, folder, (count) => progress?.report(`${count} manifests`));
    }
  } finally {
    progress?.done();
    release();
  }
}
