// Starts the built language server over stdio and speaks to it; what it uses is read from /proc, so this is for Linux.
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import {
  createMessageConnection,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver/node';

/** A running server with its folder as the workspace. */
export async function startServer(folderUri) {
  const child = spawn(
    process.execPath,
    [...(process.env.KUBEREACH_NODE_OPTIONS?.split(' ') ?? []), 'dist/server.cjs', '--stdio'],
    {
      stdio: ['pipe', 'pipe', 'inherit'],
    },
  );
  const connection = createMessageConnection(
    new StreamMessageReader(child.stdout),
    new StreamMessageWriter(child.stdin),
  );
  const diagnostics = new Map();
  connection.onNotification('textDocument/publishDiagnostics', ({ uri, diagnostics: found }) =>
    diagnostics.set(uri, found),
  );
  connection.listen();
  const folders = folderUri ? [{ uri: folderUri, name: 'workspace' }] : [];
  await connection.sendRequest('initialize', {
    processId: process.pid,
    rootUri: null,
    workspaceFolders: folders,
    capabilities: {},
  });
  await connection.sendNotification('initialized', {});
  return {
    connection,
    diagnostics,
    /** Resolves when nothing is left to be computed. */
    idle: () => connection.sendRequest('kubereach/checkWorkspace'),
    /** CPU seconds of user and system so far. */
    cpu: () => cpuSeconds(child.pid),
    /** Resident memory in MB. */
    rss: () => residentMegabytes(child.pid),
    async stop() {
      await connection.sendRequest('shutdown');
      await connection.sendNotification('exit');
      connection.dispose();
    },
  };
}

function cpuSeconds(pid) {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
    .replace(/^.*\) /, '')
    .split(' ');
  const ticksPerSecond = 100;
  return (Number(fields[11]) + Number(fields[12])) / ticksPerSecond;
}

function residentMegabytes(pid) {
  const kilobytes = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
  return Number(kilobytes) / 1024;
}
