import { describe, expect, test } from 'vitest';
import {
  CancellationToken,
  CancellationTokenSource,
  ErrorCodes,
  InitializeRequest,
  LSPErrorCodes,
} from 'vscode-languageserver/node';
import { type LspClient, startLspClient } from '../support/lsp-client.ts';
import { startLspServer } from '../support/lsp-server.ts';
import { PORT_MISTAKE } from '../support/port-mistake.ts';

const POSITION = { line: 10, character: 17 };

const CHART = `
#-- shop/Chart.yaml
name: shop
#-- shop/values.yaml
port: 80
#-- shop/templates/web.yaml
port: {{ .Values.port }}
`;

/** Every request that the server answers, with what is sent. */
const REQUESTS: Readonly<Record<string, (client: LspClient) => unknown>> = {
  'textDocument/codeAction': ({ uri }) => ({
    textDocument: { uri: uri('policy.yaml') },
    range: { start: POSITION, end: POSITION },
    context: { diagnostics: [] },
  }),
  'textDocument/definition': ({ uri }) => ({
    textDocument: { uri: uri('shop/templates/web.yaml') },
    position: { line: 0, character: 20 },
  }),
  'textDocument/hover': ({ uri }) => ({ textDocument: { uri: uri('policy.yaml') }, position: POSITION }),
  'kubereach/checkWorkspace': () => undefined,
  'kubereach/allowTraffic/choices': () => undefined,
  'kubereach/allowTraffic': () => ({ from: 'a', to: 'b', port: 80, protocol: 'TCP' }),
};

/** A client that has the server wait with the first index until it is let go. */
async function startHeld(): Promise<{ client: LspClient; letGo: () => void }> {
  let letGo = (): void => {};
  const held = new Promise<undefined>((resolve) => {
    letGo = () => resolve(undefined);
  });
  return { client: await startLspClient(PORT_MISTAKE + CHART, { settings: () => held }), letGo };
}

describe('every request', () => {
  const send = (client: LspClient, method: string, token = CancellationToken.None): Promise<unknown> => {
    const params = REQUESTS[method]?.(client);
    return params === undefined
      ? client.connection.sendRequest(method, token)
      : client.connection.sendRequest(method, params, token);
  };

  test('is answered from the whole workspace, even when it is asked before that is read', async () => {
    const { client, letGo } = await startHeld();
    const early = Object.keys(REQUESTS).map((method) => ({ method, answer: send(client, method) }));
    letGo();
    for (const { method, answer } of early) {
      const first = await answer;
      expect(first, method).toEqual(await send(client, method));
      expect(first, method).not.toBeNull();
      expect(first, method).not.toEqual([]);
    }
  });

  test('is an error before the handshake, and the handshake is made once', async () => {
    const { connection } = startLspServer('stdio');
    connection.listen();
    for (const method of Object.keys(REQUESTS)) {
      await expect(connection.sendRequest(method, {}), method).rejects.toMatchObject({
        code: ErrorCodes.ServerNotInitialized,
      });
    }
    const shake = () =>
      connection.sendRequest(InitializeRequest.type, { processId: null, rootUri: null, capabilities: {} });
    expect(await shake()).toHaveProperty('capabilities');
    await expect(shake()).rejects.toMatchObject({ code: ErrorCodes.InvalidRequest });
  });

  test('is an error when it is cancelled, never an empty answer', async () => {
    const { client, letGo } = await startHeld();
    const source = new CancellationTokenSource();
    const cancelled = Object.keys(REQUESTS).map((method) =>
      expect(send(client, method, source.token), method).rejects.toMatchObject({
        code: LSPErrorCodes.RequestCancelled,
      }),
    );
    source.cancel();
    letGo();
    await Promise.all(cancelled);
    // The server is as good as new afterwards.
    for (const method of Object.keys(REQUESTS)) expect(await send(client, method), method).not.toBeNull();
  });
});

describe('kubereach/checkWorkspace', () => {
  test('counts what is published', async () => {
    const client = await startLspClient(PORT_MISTAKE);
    expect(await client.settle()).toEqual({ manifests: 2, errors: 1, warnings: 0, notes: 0 });
    expect(client.published('policy.yaml').at(-1)?.diagnostics).toHaveLength(1);
    client.configure({ rules: { 'policy-uses-service-port': 'hint' } });
    expect(await client.settle()).toEqual({ manifests: 2, errors: 0, warnings: 0, notes: 1 });
  });

  test('minds nothing that is sent for the parameters that it does not have', async () => {
    const client = await startLspClient(PORT_MISTAKE);
    for (const params of [null, {}, []]) {
      const answer = await client.connection.sendRequest('kubereach/checkWorkspace', params);
      expect(answer, JSON.stringify(params)).toMatchObject({ manifests: 2 });
    }
  });
});

describe('kubereach/allowTraffic', () => {
  test('writes the rule that lets one workload reach another', async () => {
    const client = await startLspClient(PORT_MISTAKE);
    const { workloads } = await client.connection.sendRequest<{
      workloads: { id: string; label: string; detail: string; ports: unknown[] }[];
    }>('kubereach/allowTraffic/choices');
    expect(workloads).toEqual([
      {
        id: expect.any(String),
        label: 'Deployment default/api',
        detail: 'api.yaml',
        ports: [{ label: '80', port: 80, protocol: 'TCP' }],
      },
    ]);
    const id = workloads[0]?.id;
    const answer = await client.connection.sendRequest<{ title: string }>('kubereach/allowTraffic', {
      from: id,
      to: id,
      port: 80,
      protocol: 'TCP',
    });
    expect(answer).toMatchObject({
      title: expect.any(String),
      edit: { changes: { [client.uri('policy.yaml')]: [{}] } },
    });
  });

  test('takes the port and its protocol from its name', async () => {
    const named = PORT_MISTAKE.replace('- containerPort: 80', '- {name: http, containerPort: 80}');
    const client = await startLspClient(named);
    const { workloads } = await client.connection.sendRequest<{ workloads: { id: string }[] }>(
      'kubereach/allowTraffic/choices',
    );
    const id = workloads[0]?.id;
    const ask = (port: unknown): Promise<unknown> =>
      client.connection.sendRequest('kubereach/allowTraffic', { from: id, to: id, port });
    expect(await ask('http')).toMatchObject({ title: expect.stringContaining('on TCP 80') });
    expect(await ask('grpc')).toEqual({ refusal: 'Deployment default/api has no port named `grpc`.' });
  });

  test('says why not, in a sentence', async () => {
    const client = await startLspClient(PORT_MISTAKE);
    const answer = await client.connection.sendRequest('kubereach/allowTraffic', {
      from: 'nobody',
      to: 'nobody',
      port: 80,
      protocol: 'TCP',
    });
    expect(answer).toEqual({ refusal: expect.stringMatching(/^[A-Z].*\.$/) });
  });
});
