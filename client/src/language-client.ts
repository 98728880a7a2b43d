import { type Disposable, type LogOutputChannel, workspace } from 'vscode';
import type { Middleware } from 'vscode-languageclient/node';
import { LanguageClient, RevealOutputChannelOn, State, TransportKind } from 'vscode-languageclient/node';
import type { ClientOptions } from '../../server/src/protocol/client-options.ts';
import { manifestDocuments } from './manifest-documents.ts';

/** The language server as the rest of the extension sees it: a program that runs or doesn't. */
export interface LanguageServer extends Disposable {
  /** The client of the running server; starts it first if need be, and rejects if it does not start. */
  readonly client: () => Promise<LanguageClient>;
  /** The same, but nothing is started: undefined where no server runs or is starting. */
  readonly running: () => Promise<LanguageClient> | undefined;
  /** Starts the server. Resolves when it answers, or when the user has been told that it doesn't. */
  readonly start: () => Promise<void>;
  /** Stops the server and takes its diagnostics away. */
  readonly stop: () => Promise<void>;
  /** Listens to a notification of this server and of every later one. */
  readonly onNotification: (method: string, listener: () => void) => Disposable;
  /** Listens to every start: the first one, one by hand, and one that follows a crash. */
  readonly onStarted: (listener: () => void) => Disposable;
  /** Stops the server, whatever state it is in, and starts a new one. */
  readonly restart: () => Promise<void>;
}

/** The commands that lenses lead to. */
export const lensCommands = {
  showPolicyChangesCommand: 'kubereach.showPolicyChanges',
  showInTopologyCommand: 'kubereach.showInTopology',
} as const;

/** Who wants to know what the server does. */
export interface ServerObserver {
  readonly stateChanged: (state: State) => void;
  readonly handleWorkDoneProgress: NonNullable<Middleware['handleWorkDoneProgress']>;
}

/**
 * The language server, not started yet: a Node program that VS Code's own Node runs, spoken to over IPC. Which files and
 * settings it follows is for the server to say, so that every other client follows the same.
 * @param module the program's path, `dist/server.cjs` of the extension
 * @param output where its log goes, and the conversation with it while the channel's level is Trace
 */
export function createLanguageServer(
  module: string,
  output: LogOutputChannel,
  observer: ServerObserver,
): LanguageServer {
  let current: Promise<LanguageClient> | undefined;
  const listeners = new Set<{ readonly method: string; readonly listener: () => void }>();
  const startListeners = new Set<() => void>();

  // A client whose start failed keeps failing, and one that is starting can't be stopped: each start has its own.
  async function begin(): Promise<LanguageClient> {
    const server = { module, transport: TransportKind.ipc };
    const client = new LanguageClient(
      'kubereach',
      'Kubereach',
      { run: server, debug: { ...server, options: { execArgv: ['--inspect=6009'] } } },
      {
        documentSelector: manifestDocuments,
        initializationOptions: (): ClientOptions => ({ isTrusted: workspace.isTrusted, ...lensCommands }),
        outputChannel: output,
        revealOutputChannelOn: RevealOutputChannelOn.Never,
        middleware: { handleWorkDoneProgress: observer.handleWorkDoneProgress },
      },
    );
    client.onDidChangeState(({ newState }) => {
      observer.stateChanged(newState);
      if (newState === State.Running) for (const listener of startListeners) listener();
    });
    for (const { method, listener } of listeners) client.onNotification(method, listener);
    await client.start();
    return client;
  }

  const client = (): Promise<LanguageClient> => {
    if (current !== undefined) return current;
    const begun = begin();
    begun.catch(() => {
      if (current === begun) current = undefined;
    });
    current = begun;
    return begun;
  };
  const start = async (): Promise<void> => {
    // The client itself shows the user why it could not start.
    await client().catch(() => undefined);
  };
  const stop = async (): Promise<void> => {
    const last = current;
    current = undefined;
    // A server that does not answer its shutdown in time is ended all the same.
    await last?.then((running) => running.dispose()).catch((error: unknown) => output.warn(String(error)));
  };
  const restart = async (): Promise<void> => {
    await stop();
    await start();
  };
  // Listeners are there before the server starts, so a client that is being made hears them all.
  const onNotification: LanguageServer['onNotification'] = (method, listener) => {
    const one = { method, listener };
    listeners.add(one);
    return { dispose: () => listeners.delete(one) };
  };
  const onStarted: LanguageServer['onStarted'] = (listener) => {
    startListeners.add(listener);
    return { dispose: () => startListeners.delete(listener) };
  };
  const running = (): Promise<LanguageClient> | undefined => current;
  return { client, running, start, stop, restart, onNotification, onStarted, dispose: stop };
}
