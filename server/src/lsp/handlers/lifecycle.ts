import {
  CodeActionKind,
  ErrorCodes,
  type InitializeParams,
  ResponseError,
  TextDocumentSyncKind,
} from 'vscode-languageserver/node';
import packageJson from '../../../../package.json' with { type: 'json' };
import { DEFAULT_SETTINGS } from '../../core/workspace/settings.ts';
import { normalizeUri } from '../../io/file-uri.ts';
import { indexFolder } from '../index-folder.ts';
import type { Session } from '../session.ts';
import { fetchSettings, readSettings, registerForConfiguration } from './configuration.ts';
import { registerForFiles } from './watched-files.ts';

/** The handshake, and the first index once it is through. */
export function handleLifecycle(session: Session): void {
  const { connection } = session;
  let settings = DEFAULT_SETTINGS;
  connection.onInitialize((params) => {
    if (session.isIntroduced())
      throw new ResponseError(ErrorCodes.InvalidRequest, 'the server has been initialized already');
    session.introduce(params.capabilities);
    // For clients that are not to be asked for their settings later.
    settings = readSettings(params.initializationOptions);
    session.setFolders(foldersOf(params));
    return {
      serverInfo: { name: 'kubereach', version: packageJson.version },
      capabilities: {
        textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental },
        hoverProvider: true,
        codeActionProvider: { codeActionKinds: [CodeActionKind.QuickFix] },
        workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
      },
    };
  });
  // Until the handshake is through nothing may be sent, and until the folders are read nothing should be claimed.
  const release = session.scheduler.hold();
  connection.onInitialized(async () => {
    tolerate(session, registerForConfiguration(session));
    tolerate(session, registerForFiles(session));
    followFolders(session);
    await session.readDisk(async () => {
      session.rebuild((await fetchSettings(session).catch(() => undefined)) ?? settings);
      await indexFolders(session, session.folders());
    });
    release();
  });
  connection.onShutdown(() => session.shutDown());
}

/** A client may refuse what it said it could do: then we do without. */
function tolerate({ connection }: Session, asked: Promise<void>): void {
  asked.catch((error: unknown) => connection.console.warn(`The client refused: ${String(error)}`));
}

function foldersOf({ workspaceFolders, rootUri }: InitializeParams): string[] {
  const uris = workspaceFolders?.map(({ uri }) => uri) ?? (rootUri ? [rootUri] : []);
  return uris.map(folderUri);
}

/** Some clients end the uris of folders with a slash, some don't. */
function folderUri(uri: string): string {
  return normalizeUri(uri).replace(/\/$/, '');
}

function followFolders(session: Session): void {
  if (!session.capabilities().workspace?.workspaceFolders) return;
  session.connection.workspace.onDidChangeWorkspaceFolders(({ added, removed }) =>
    session.readDisk(() =>
      changeFolders(
        session,
        added.map(({ uri }) => folderUri(uri)),
        removed.map(({ uri }) => folderUri(uri)),
      ),
    ),
  );
}

async function changeFolders(
  session: Session,
  added: readonly string[],
  removed: readonly string[],
): Promise<void> {
  const folders = [...new Set([...session.folders().filter((uri) => !removed.includes(uri)), ...added])];
  session.setFolders(folders);
  // A folder may have been inside of another one that stays.
  const gone = [...session.host.snapshot().manifests.keys()].filter(
    (uri) => !session.documents.has(uri) && !folders.some((folder) => uri.startsWith(`${folder}/`)),
  );
  session.apply(gone.map((uri) => ({ uri, text: undefined, editedAt: undefined })));
  await indexFolders(session, added);
  session.rebuild(session.host.snapshot().settings);
}

/** Reads folders, with progress where the client shows it. */
async function indexFolders(session: Session, folders: readonly string[]): Promise<void> {
  if (folders.length === 0) return;
  const progress = session.capabilities().window?.workDoneProgress
    ? await session.connection.window.createWorkDoneProgress().catch(() => undefined)
    : undefined;
  progress?.begin('Indexing manifests');
  try {
    for (const folder of folders) {
      await indexFolder(session, folder, (count) => progress?.report(`${count} manifests`));
    }
  } finally {
    progress?.done();
  }
}
