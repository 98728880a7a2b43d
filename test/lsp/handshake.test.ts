import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import {
  ConfigurationRequest,
  ErrorCodes,
  InitializeRequest,
  RegistrationRequest,
  TextDocumentSyncKind,
  WorkDoneProgressCreateRequest,
  WorkspaceFoldersRequest,
} from 'vscode-languageserver/node';
import { startLspClient } from '../support/lsp-client.ts';
import { startLspServer } from '../support/lsp-server.ts';
import { PORT_MISTAKE } from '../support/port-mistake.ts';

const RULE = 'policy-uses-service-port';

describe('a client that can do nothing but the basics', () => {
  test('gets diagnostics of the whole workspace, and is asked for nothing that it cannot do', async () => {
    const asked: string[] = [];
    const client = await startLspClient(PORT_MISTAKE, {
      capabilities: 'minimal',
      prepare: (connection) => {
        const all = [
          RegistrationRequest,
          ConfigurationRequest,
          WorkDoneProgressCreateRequest,
          WorkspaceFoldersRequest,
        ];
        for (const { method } of all) {
          connection.onRequest(method, () => {
            asked.push(method);
          });
        }
      },
    });
    const [diagnostic] = await client.waitForDiagnostics('policy.yaml', RULE);
    expect(diagnostic?.message).toContain('Port 8080 is the port of Service default/api');
    expect(diagnostic).not.toHaveProperty('relatedInformation');
    expect(asked).toEqual([]);
    expect(client.registrations).toEqual([]);
  });

  test('needs no folder: what is open is looked at', async () => {
    const client = await startLspClient(PORT_MISTAKE, { capabilities: 'minimal', folders: [] });
    expect(await client.settle()).toMatchObject({ manifests: 0 });
    client.open('policy.yaml');
    expect(await client.settle()).toMatchObject({ manifests: 1 });
  });
});

describe('a client that can do it all', () => {
  test('gets diagnostics with their other ends', async () => {
    const client = await startLspClient(PORT_MISTAKE);
    const [diagnostic] = await client.waitForDiagnostics('policy.yaml', RULE);
    expect(diagnostic?.message).toContain('Port 8080 is the port of Service default/api');
    expect(diagnostic?.relatedInformation).toHaveLength(1);
  });

  test('is told who serves it, and what with', async () => {
    const client = await startLspClient('');
    const { version } = JSON.parse(readFileSync('package.json', 'utf8'));
    expect(client.answer.serverInfo).toEqual({ name: 'kubereach', version });
    expect(client.answer.capabilities).toMatchObject({
      textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental },
      workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
    });
  });

  test('is asked to tell of files and settings', async () => {
    const client = await startLspClient('');
    await client.settle();
    expect(client.registrations.map(({ method }) => method).sort()).toEqual([
      'workspace/didChangeConfiguration',
      'workspace/didChangeWatchedFiles',
    ]);
  });

  test('may refuse all of it and is served all the same', async () => {
    const refuse = (): never => {
      throw new Error('not today');
    };
    const client = await startLspClient(PORT_MISTAKE, {
      settings: refuse,
      prepare: (connection) => {
        connection.onRequest(RegistrationRequest.type, refuse);
        connection.onRequest(WorkDoneProgressCreateRequest.type, refuse);
      },
    });
    expect(await client.underlined('policy.yaml', RULE)).toEqual(['8080']);
  });
});

test('the editor that gives one folder in the old way is served', async () => {
  const client = await startLspClient(PORT_MISTAKE, { capabilities: 'minimal', folders: [''] });
  expect(await client.settle()).toMatchObject({ manifests: 2 });
});

test('a folder whose uri ends with a slash is the same folder', async () => {
  const client = await startLspClient(PORT_MISTAKE, { folders: [] });
  client.changeFolders([`${client.uri('')}/`], []);
  expect(await client.underlined('policy.yaml', RULE)).toEqual(['8080']);
  client.watched({ 'api.yaml': 'changed' });
  expect(await client.settle()).toMatchObject({ manifests: 2 });
  client.changeFolders([], [client.uri('')]);
  expect(await client.settle()).toMatchObject({ manifests: 0 });
});

test('a folder that is not there is told, and no more', async () => {
  const client = await startLspClient('', { folders: ['missing'] });
  expect(await client.settle()).toMatchObject({ manifests: 0 });
  expect(client.logged().join()).toContain('missing cannot be read: it does not exist');
});

test('Node IPC, as VS Code speaks with it', async () => {
  const client = await startLspClient(PORT_MISTAKE, { transport: 'node-ipc' });
  expect(await client.underlined('policy.yaml', RULE)).toEqual(['8080']);
  expect(client.server.stdout().toString()).toBe('');
  expect(await client.stop()).toBe(0);
});

describe('what the server does not know', () => {
  test('is a method that is not found, for a request', async () => {
    const client = await startLspClient('');
    await expect(client.connection.sendRequest('textDocument/telepathy', {})).rejects.toMatchObject({
      code: ErrorCodes.MethodNotFound,
    });
  });

  test('is nothing, for a notification', async () => {
    const client = await startLspClient('');
    await client.connection.sendNotification('$/telepathy', {});
    await client.connection.sendNotification('textDocument/didThink', { textDocument: 1 });
    expect(await client.settle()).toMatchObject({ manifests: 0 });
  });
});

describe('the end', () => {
  test('shutdown, then exit: 0', async () => {
    const client = await startLspClient(PORT_MISTAKE);
    await client.settle();
    expect(await client.stop()).toBe(0);
    expect(client.server.stderr()).toBe('');
  });

  test('a request after the shutdown is refused', async () => {
    const client = await startLspClient(PORT_MISTAKE);
    await client.connection.sendRequest('shutdown');
    const refused = { code: ErrorCodes.InvalidRequest, message: 'the server has been shut down' };
    await expect(client.hover('policy.yaml', 0)).rejects.toMatchObject(refused);
    await expect(client.settle()).rejects.toMatchObject(refused);
  });

  test('exit without shutdown: 1', async () => {
    const client = await startLspClient('');
    await client.connection.sendNotification('exit');
    expect(await client.server.exited).toBe(1);
  });

  test('exit before the handshake: 1', async () => {
    const server = startLspServer('stdio');
    server.connection.listen();
    await server.connection.sendNotification('exit');
    expect(await server.exited).toBe(1);
  });

  test('a client that closes the connection takes the server with it', async () => {
    const client = await startLspClient('');
    client.server.process.stdin?.end();
    expect(await client.server.exited).toBe(1);
  });

  test('a client that dies takes the server with it, even while somebody holds the connection open', async () => {
    const parent = spawn(process.execPath, ['--eval', 'process.stdin.resume()']);
    const server = startLspServer('stdio');
    server.connection.listen();
    await server.connection.sendRequest(InitializeRequest.type, {
      processId: parent.pid ?? null,
      capabilities: {},
      rootUri: null,
    });
    parent.kill('SIGKILL');
    expect(await server.exited).toBe(1);
  });
});
