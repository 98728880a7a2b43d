import { type ChildProcess, fork, spawn } from 'node:child_process';
import { tmpdir } from 'node:os';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';
import {
  createProtocolConnection,
  IPCMessageReader,
  IPCMessageWriter,
  type ProtocolConnection,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver/node';

/** The built language server as a process of its own, ended with the test at the latest. */
export interface LspServer {
  readonly process: ChildProcess;
  /** Not listening yet. */
  readonly connection: ProtocolConnection;
  /** Resolves with the exit code, or the signal that ended the process. */
  readonly exited: Promise<number | string>;
  /** All bytes of its standard output so far. */
  readonly stdout: () => Buffer;
  /** What it wrote to standard error so far. */
  readonly stderr: () => string;
}

/** The bundles that `node scripts/build.mjs` makes. */
export const SERVER_BUNDLE = fileURLToPath(new URL('../../dist/server.cjs', import.meta.url));

/** How a client reaches the server: `cli` is `kubereach lsp --stdio`. */
export type LspTransport = 'stdio' | 'node-ipc';

/** Starts a program that speaks LSP; without other arguments, our server. */
export function startLspServer(
  transport: LspTransport,
  args: readonly string[] = [SERVER_BUNDLE],
): LspServer {
  // A home folder or a setting of the machine must not matter.
  const options = { cwd: tmpdir(), env: { PATH: process.env.PATH }, stdio: 'pipe' as const };
  const [module = SERVER_BUNDLE, ...rest] = [...args, `--${transport}`];
  const child =
    transport === 'stdio'
      ? spawn(process.execPath, [module, ...rest], options)
      : fork(module, rest, { ...options, execArgv: [], stdio: ['ignore', 'pipe', 'pipe', 'ipc'] });
  const exited = new Promise<number | string>((resolve) => {
    child.once('exit', (code, signal) => resolve(code ?? signal ?? 'nothing said why'));
  });
  const chunks: Buffer[] = [];
  child.stdout?.on('data', (chunk: Buffer) => chunks.push(chunk));
  let stderr = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
  });
  const connection = connect(child, transport);
  // Requests that are still waiting for an answer fail then, instead of hanging.
  child.once('exit', () => connection.dispose());
  onTestFinished(async () => {
    child.kill('SIGKILL');
    await exited;
  });
  return { process: child, connection, exited, stdout: () => Buffer.concat(chunks), stderr: () => stderr };
}

function connect(child: ChildProcess, transport: LspTransport): ProtocolConnection {
  if (transport === 'node-ipc') {
    return createProtocolConnection(new IPCMessageReader(child), new IPCMessageWriter(child));
  }
  if (!child.stdout || !child.stdin) throw new Error('the server has no standard input and output');
  // Writing to a server that has just ended is no error of the test.
  child.stdin.on('error', () => {});
  return createProtocolConnection(
    new StreamMessageReader(child.stdout),
    new StreamMessageWriter(child.stdin),
  );
}
