import { expect, onTestFinished } from 'vitest';
import {
  type CodeAction,
  CodeActionRequest,
  ConfigurationRequest,
  DefinitionRequest,
  type Diagnostic,
  DidChangeConfigurationNotification,
  DidChangeTextDocumentNotification,
  DidChangeWatchedFilesNotification,
  DidChangeWorkspaceFoldersNotification,
  DidCloseTextDocumentNotification,
  DidOpenTextDocumentNotification,
  ExitNotification,
  FileChangeType,
  type Hover,
  HoverRequest,
  InitializedNotification,
  InitializeRequest,
  type InitializeResult,
  LogMessageNotification,
  MessageType,
  type ProtocolConnection,
  PublishDiagnosticsNotification,
  type PublishDiagnosticsParams,
  type Range,
  type Registration,
  RegistrationRequest,
  ShutdownRequest,
  WorkDoneProgressCreateRequest,
} from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { uriOfPath } from '../../server/src/io/file-uri.ts';
import {
  type CheckWorkspaceResult,
  checkWorkspaceRequest,
} from '../../server/src/protocol/check-workspace.ts';
import { CLIENT_CAPABILITIES } from './client-capabilities.ts';
import { type LspServer, type LspTransport, startLspServer } from './lsp-server.ts';
import { makeTemporaryFolder, type TemporaryFolder } from './temporary-folder.ts';

/**
 * An editor as the server sees it, over a real connection. Manifests are named by their path in the temporary folder,
 * or by a uri. Nothing here waits for time to pass: the server says itself when it is through.
 */
export interface LspClient {
  readonly folder: TemporaryFolder;
  readonly server: LspServer;
  readonly connection: ProtocolConnection;
  readonly answer: InitializeResult;
  /** What the server asked to be told of. */
  readonly registrations: readonly Registration[];
  /** Every message of the server's log, or those of one type. */
  readonly logged: (type?: MessageType) => readonly string[];
  /** The uri of a manifest in the server's own spelling. */
  readonly uri: (manifest: string) => string;
  /** Opens a manifest as the disk has it, or with another text. */
  readonly open: (manifest: string, text?: string) => void;
  /** Replaces the first occurrence of a text in an open manifest, as one keystroke. */
  readonly replace: (manifest: string, before: string, after: string) => void;
  readonly close: (manifest: string) => void;
  /** The text of a manifest as the client has it: the open one, else the disk's. */
  readonly textOf: (manifest: string) => TextDocument;
  /** Tells what happened to files on the disk. */
  readonly watched: (events: Readonly<Record<string, 'created' | 'changed' | 'deleted'>>) => void;
  /** Sets the section `kubereach` and says so. A client that is asked sends nothing along. */
  readonly configure: (settings: unknown) => void;
  readonly changeFolders: (added: readonly string[], removed: readonly string[]) => void;
  /** Waits until the server has nothing more to do, and gives its count of findings. */
  readonly settle: () => Promise<CheckWorkspaceResult>;
  /** The diagnostics of a manifest, of one rule, once the server has nothing more to do. */
  readonly waitForDiagnostics: (manifest: string, rule: string) => Promise<Diagnostic[]>;
  /** The texts under the squiggles of a rule: a wrong position would give a wrong text. */
  readonly underlined: (manifest: string, rule: string) => Promise<string[]>;
  /** Everything that was published for a manifest, from the first on. */
  readonly published: (manifest: string) => readonly PublishDiagnosticsParams[];
  /** The code actions at an offset. */
  readonly codeActions: (manifest: string, offset: number) => Promise<CodeAction[]>;
  /** Takes the edit of a code action into the open manifests. */
  readonly apply: (action: CodeAction) => void;
  readonly hover: (manifest: string, offset: number) => Promise<Hover | null>;
  /** The places where something is defined, each by its file and line from 1, and what stands there. */
  readonly definitions: (manifest: string, offset: number) => Promise<string[]>;
  /** Shuts the server down as an editor does; gives the exit code. */
  readonly stop: () => Promise<number | string>;
}

export interface LspClientOptions {
  readonly capabilities?: keyof typeof CLIENT_CAPABILITIES;
  readonly transport?: LspTransport;
  /** Paths within the temporary folder; by default it is the one workspace folder itself. None: no folder is open. */
  readonly folders?: readonly string[];
  /** What the section `kubereach` says from the start; a promise has the server wait for the answer. */
  readonly settings?: () => unknown;
  /** What is sent with the handshake, for clients that are not asked later. */
  readonly initializationOptions?: unknown;
  /** The server is expected to log errors. */
  readonly mayLogErrors?: boolean;
  /** Has its say before the handshake. */
  readonly prepare?: (connection: ProtocolConnection, folder: TemporaryFolder) => void;
}

/** Starts the server on a temporary folder that holds a fixture, and goes through the handshake with it. */
export async function startLspClient(source: string, options: LspClientOptions = {}): Promise<LspClient> {
  const { capabilities = 'full', transport = 'stdio', folders = [''], mayLogErrors = false } = options;
  const folder = makeTemporaryFolder(source);
  const server = startLspServer(transport);
  const { connection } = server;
  const log: { type: MessageType; message: string }[] = [];
  const publishedByUri = new Map<string, PublishDiagnosticsParams[]>();
  const documents = new Map<string, TextDocument>();
  const registrations: Registration[] = [];
  let settings = options.settings ?? (() => undefined);

  connection.onNotification(LogMessageNotification.type, (message) => {
    log.push(message);
  });
  connection.onNotification(PublishDiagnosticsNotification.type, (params) => {
    publishedByUri.set(params.uri, [...(publishedByUri.get(params.uri) ?? []), params]);
  });
  connection.onRequest(RegistrationRequest.type, ({ registrations: more }) => {
    registrations.push(...more);
  });
  connection.onRequest(WorkDoneProgressCreateRequest.type, () => {});
  connection.onRequest(ConfigurationRequest.type, async ({ items }) => {
    const ours = (await settings()) ?? null;
    return items.map(({ section }) => (section === 'kubereach' ? ours : null));
  });
  options.prepare?.(connection, folder);
  connection.listen();

  const uri = (manifest: string): string =>
    /^[a-z]+:/.test(manifest) ? manifest : uriOfPath(manifest === '' ? folder.path : folder.at(manifest));
  const logged = (type?: MessageType): string[] =>
    log.filter((entry) => type === undefined || entry.type === type).map(({ message }) => message);
  const workspaceFolders = folders.map((path) => ({ uri: uri(path), name: path || 'workspace' }));
  const [root] = workspaceFolders;
  const answer = await connection.sendRequest(InitializeRequest.type, {
    processId: process.pid,
    capabilities: CLIENT_CAPABILITIES[capabilities],
    rootUri: root?.uri ?? null,
    initializationOptions: options.initializationOptions,
    ...(capabilities === 'full' ? { workspaceFolders } : {}),
  });
  tell(InitializedNotification.type, {});
  onTestFinished(() => {
    if (!mayLogErrors) expect(logged(MessageType.Error), 'errors in the server log').toEqual([]);
  });

  /** What is sent goes in order; a connection that is gone shows in what the test asks next. */
  function tell<P>(type: { readonly method: string }, params: P): void {
    const sent =
      params === undefined
        ? connection.sendNotification(type.method)
        : connection.sendNotification(type.method, params);
    sent.catch(() => {});
  }
  const textOf = (manifest: string): TextDocument =>
    documents.get(uri(manifest)) ?? TextDocument.create(uri(manifest), 'yaml', 0, folder.read(manifest));
  const change = (document: TextDocument, range: Range, text: string): void => {
    const version = document.version + 1;
    const contentChanges = [{ range, text }];
    documents.set(document.uri, TextDocument.update(document, contentChanges, version));
    tell(DidChangeTextDocumentNotification.type, {
      textDocument: { uri: document.uri, version },
      contentChanges,
    });
  };
  const settle = (): Promise<CheckWorkspaceResult> => connection.sendRequest(checkWorkspaceRequest);
  const published = (manifest: string): readonly PublishDiagnosticsParams[] =>
    publishedByUri.get(uri(manifest)) ?? [];
  const waitForDiagnostics = async (manifest: string, rule: string): Promise<Diagnostic[]> => {
    await settle();
    return (published(manifest).at(-1)?.diagnostics ?? []).filter(({ code }) => code === rule);
  };

  return {
    folder,
    server,
    connection,
    answer,
    registrations,
    logged,
    uri,
    textOf,
    settle,
    published,
    waitForDiagnostics,
    open: (manifest, text) => {
      const document = TextDocument.create(uri(manifest), 'yaml', 1, text ?? folder.read(manifest));
      documents.set(document.uri, document);
      const { languageId, version } = document;
      tell(DidOpenTextDocumentNotification.type, {
        textDocument: { uri: document.uri, languageId, version, text: document.getText() },
      });
    },
    replace: (manifest, before, after) => {
      const document = textOf(manifest);
      const start = document.getText().indexOf(before);
      if (start < 0) throw new Error(`${manifest} does not hold ${JSON.stringify(before)}`);
      const range = { start: document.positionAt(start), end: document.positionAt(start + before.length) };
      change(document, range, after);
    },
    close: (manifest) => {
      documents.delete(uri(manifest));
      tell(DidCloseTextDocumentNotification.type, { textDocument: { uri: uri(manifest) } });
    },
    watched: (events) => {
      const types = {
        created: FileChangeType.Created,
        changed: FileChangeType.Changed,
        deleted: FileChangeType.Deleted,
      };
      const changes = Object.entries(events).map(([path, what]) => ({ uri: uri(path), type: types[what] }));
      tell(DidChangeWatchedFilesNotification.type, { changes });
    },
    configure: (next) => {
      settings = () => next;
      const sent = capabilities === 'full' ? null : { kubereach: next };
      tell(DidChangeConfigurationNotification.type, { settings: sent });
    },
    changeFolders: (added, removed) => {
      const named = (path: string): { uri: string; name: string } => ({ uri: uri(path), name: path });
      tell(DidChangeWorkspaceFoldersNotification.type, {
        event: { added: added.map(named), removed: removed.map(named) },
      });
    },
    underlined: async (manifest, rule) => {
      const diagnostics = await waitForDiagnostics(manifest, rule);
      return diagnostics.map(({ range }) => textOf(manifest).getText(range));
    },
    codeActions: async (manifest, offset) => {
      const position = textOf(manifest).positionAt(offset);
      const found = await connection.sendRequest(CodeActionRequest.type, {
        textDocument: { uri: uri(manifest) },
        range: { start: position, end: position },
        context: { diagnostics: [] },
      });
      return (found ?? []).filter((action): action is CodeAction => 'edit' in action);
    },
    apply: ({ edit }) => {
      for (const [changed, edits] of Object.entries(edit?.changes ?? {})) {
        const document = documents.get(changed);
        if (!document) throw new Error(`${changed} is not open`);
        const text = TextDocument.applyEdits(document, edits);
        change(
          document,
          { start: document.positionAt(0), end: document.positionAt(Number.MAX_SAFE_INTEGER) },
          text,
        );
      }
    },
    hover: (manifest, offset) =>
      connection.sendRequest(HoverRequest.type, {
        textDocument: { uri: uri(manifest) },
        position: textOf(manifest).positionAt(offset),
      }),
    definitions: async (manifest, offset) => {
      const found = await connection.sendRequest(DefinitionRequest.type, {
        textDocument: { uri: uri(manifest) },
        position: textOf(manifest).positionAt(offset),
      });
      return [found ?? []].flat().flatMap((place) => {
        if (!('range' in place)) return [];
        const path = place.uri.slice(uri('').length + 1);
        return [`${path}:${place.range.start.line + 1} ${textOf(path).getText(place.range)}`];
      });
    },
    stop: async () => {
      await connection.sendRequest(ShutdownRequest.type);
      tell(ExitNotification.type, undefined);
      return server.exited;
    },
  };
}
