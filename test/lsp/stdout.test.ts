import { expect, test } from 'vitest';
import { startLspClient } from '../support/lsp-client.ts';
import { SERVER_BUNDLE, startLspServer } from '../support/lsp-server.ts';
import { PORT_MISTAKE } from '../support/port-mistake.ts';
import { makeTemporaryFolder } from '../support/temporary-folder.ts';

/** The messages in the bytes of a connection; throws on a byte that belongs to none. */
function readFrames(bytes: Buffer): unknown[] {
  const messages: unknown[] = [];
  for (let at = 0; at < bytes.length; ) {
    const headEnd = bytes.indexOf('\r\n\r\n', at);
    const head = bytes.toString('latin1', at, headEnd);
    const length = /^Content-Length: (\d+)$/.exec(head)?.[1];
    if (length === undefined)
      throw new Error(`no header: ${JSON.stringify(bytes.toString('utf8', at, at + 80))}`);
    const bodyStart = headEnd + 4;
    messages.push(JSON.parse(bytes.toString('utf8', bodyStart, bodyStart + Number(length))));
    at = bodyStart + Number(length);
  }
  return messages;
}

test('every byte on standard output belongs to a message', async () => {
  const client = await startLspClient(`${PORT_MISTAKE}#-- unreadable.yaml\n\0`);
  client.open('policy.yaml');
  client.replace('policy.yaml', 'name: api', 'name: grün-🚀');
  client.replace('policy.yaml', 'spec:', 'spec: [');
  await client.settle();
  await client.hover('policy.yaml', 0);
  expect(await client.stop()).toBe(0);
  const messages = readFrames(client.server.stdout());
  expect(messages.length).toBeGreaterThan(5);
  for (const message of messages) expect(message).toMatchObject({ jsonrpc: '2.0' });
});

test('what some library prints goes to the log of the client, not in between', async () => {
  const folder = makeTemporaryFolder(`#-- stray.cjs
process.stdin.once('data', () => { console.log('a stray line'); console.error('another'); });
`);
  const server = startLspServer('stdio', ['--require', folder.at('stray.cjs'), SERVER_BUNDLE]);
  const logged: string[] = [];
  const both = new Promise<void>((resolve) => {
    server.connection.onNotification('window/logMessage', ({ message }: { message: string }) => {
      logged.push(message);
      if (logged.length === 2) resolve();
    });
  });
  server.connection.listen();
  await server.connection.sendRequest('initialize', { processId: null, rootUri: null, capabilities: {} });
  await both;
  expect(logged).toEqual(['a stray line', 'another']);
  expect(readFrames(server.stdout())).toHaveLength(3);
});
