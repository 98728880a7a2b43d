import {
  CodeActionKind,
  ErrorCodes,
  type InitializeParams,
  ResponseError,
  TextDocumentSyncKind,
} from 'vscode-languageserver/node';
import packageJson from '../../../../package.json' with { type: 'json' };
import { normalizeUri } from '../../io/file-uri.ts';
import type { ClientOptions } from '../../protocol/client-options.ts';
import { policyChangesCommand } from '../../protocol/policy-changes.ts';
import { configurationFileOf } from '../configuration-files.ts';
import { indexFolder } from '../index-folder.ts';
import { readFromDisk } from '../read-from-disk.ts';
import { NO_CLIENT_SETTINGS, type Session } from '../session.ts';
import { clientSettings, fetchSettings, registerForConfiguration } from './configuration.ts';
import { registerForFiles } from './watched-files.ts';

/** The handshake, and the first index once it is through. */
export function handleLifecycle(session: Session): void {
  const { connection } = session;
  let settings = NO_CLIENT_SETTINGS;
  connection.onInitialize((params) => {
    if (session.isIntroduced())
      throw new ResponseError(ErrorCodes.InvalidRequest, 'the server has been initialized already');
    session.introduce(params.capabilities, clientOptions(params.initializationOptions));
    // For clients that are not to be asked for their settings later.
    settings = clientSettings(params.initializationOptions);
    session.setFolders(foldersOf(params));
    return {
      serverInfo: { name: 'kubereach', version: packageJson.version },
      capabilities: {
        textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental },
        hoverProvider: true,
        definitionProvider: true,
        codeActionProvider: { codeActionKinds: [CodeActionKind.QuickFix] },
        codeLensProvider: {},
        executeCommandProvider: { commands: [policyChangesCommand] },
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
      session.setClientSettings((await fetchSettings(session).catch(() => undefined)) ?? settings);
      session.rebuild();
      await indexFolders(session, session.folders());
    });
    release();
  });
  connection.onShutdown(() => session.shutDown());
}

/** What our own client says of itself; others may send anything. */
function clientOptions(sent: unknown): Partial<ClientOptions> {
  if (typeof sent !== 'object' || sent === null) return {};
  const said: Readonly<Record<string, unknown>> = { ...sent };
  const { isTrusted, showPolicyChangesCommand, showInTopologyCommand } = said;
  return {
    isTrusted: isTrusted !== false,
    ...(typeof showPolicyChangesCommand === 'string' ? { showPolicyChangesCommand } : {}),
    ...(typeof showInTopologyCommand === 'string' ? { showInTopologyCommand } : {}),
  };
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
  for (const folder of removed) readConfigurationFile(session, folder);
  await indexFolders(session, added);
  session.rebuild();
}

/** Reads the configuration file of a folder, unless it is open: that says more. */
function readConfigurationFile(session: Session, folder: string): void {
  const uri = configurationFileOf(folder);
  const { documents, configurationFiles } = session;
  session.configure(uri, documents.has(uri) ? configurationFiles.textOf(uri) : readFromDisk(session, uri));
}

/** Reads folders, with progress where the client shows it. */
async function indexFolders(session: Session, folders: readonly string[]): Promise<void> {
  if (folders.length === 0) return;
  const progress = session.capabilities().window?.workDoneProgress
    ? await session.connection.window.createWorkDoneProgress().catch(() => undefined)
    : undefined;
  progress?.begin('Indexing manifests');
  for (const folder of folders) readConfigurationFile(session, folder);
  try {
    for (const folder of folders) {
      await indexFolder(session, folder, (count) => progress?.report(`${count} manifests`));
    }
  } finally {
    progress?.done();
  }
}
