import { describe, expect, test } from 'vitest';
import { CodeLensRefreshRequest, CodeLensRequest, ExecuteCommandRequest } from 'vscode-languageserver/node';
import { topologyAtRequest } from '../../server/src/protocol/topology.ts';
import { commitAll, HAS_GIT } from '../support/git.ts';
import { type LspClient, type LspClientOptions, startLspClient } from '../support/lsp-client.ts';
import { pods } from '../support/pods.ts';
import { policy } from '../support/policy.ts';

const DENY = policy({ name: 'deny', pods: 'app: api', types: 'Ingress' });
const ADMIT = policy({
  name: 'admit',
  pods: 'app: api',
  ingress: '[{ from: [{ podSelector: { matchLabels: { app: web } } }], ports: [{ port: 8080 }] }]',
});
const CONFIG = 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: settings }\n';
const SHOP = `#-- pods.yaml\n${pods('web')}${pods('api')}#-- a/policies.yaml\n${DENY}${ADMIT}`;

/** A client on a folder that is committed as it is. */
async function startOnRepository(options: LspClientOptions = {}): Promise<LspClient> {
  const prepare: LspClientOptions['prepare'] = (_, folder) => commitAll(folder, 'init', '--quiet');
  const client = await startLspClient(SHOP, { ...options, prepare });
  client.open('a/policies.yaml');
  return client;
}

/** Each lens: the text of its line, its title and its argument. */
async function lensesOf(client: LspClient, file = 'a/policies.yaml') {
  const found = await client.connection.sendRequest(CodeLensRequest.type, {
    textDocument: { uri: client.uri(file) },
  });
  return (found ?? []).map(({ range, command }) => ({
    text: `${range.start.line + 1} ${client.textOf(file).getText(range)}: ${command?.title}`,
    command: command?.command,
    params: command?.arguments?.[0],
  }));
}

async function titlesOf(client: LspClient, file?: string): Promise<string[]> {
  return (await lensesOf(client, file)).map(({ text }) => text);
}

const CHANGED = ['8 apiVersion: opens 1, closes 1 since HEAD'];

describe.skipIf(!HAS_GIT)('in a git work tree', () => {
  test('a policy says what its change opens and closes', async () => {
    const client = await startOnRepository();
    expect(await titlesOf(client)).toEqual([]);
    client.replace('a/policies.yaml', '8080', '9090');
    expect(await titlesOf(client)).toEqual(CHANGED);
    client.replace('a/policies.yaml', '9090', '8080');
    expect(await titlesOf(client)).toEqual([]);
  });

  test('a command lists it', async () => {
    const client = await startOnRepository();
    client.replace('a/policies.yaml', '8080', '9090');
    const [lens] = await lensesOf(client);
    expect(lens?.command).toBe('kubereach.policyChanges');
    const run = (params: unknown): Promise<unknown> =>
      client.connection.sendRequest(ExecuteCommandRequest.type, {
        command: 'kubereach.policyChanges',
        arguments: [params],
      });
    expect(await run(lens?.params)).toBe(`NetworkPolicy default/admit opens 1, closes 1 since HEAD

+ default/web[Deployment] => default/api[Deployment] : TCP 9090
    a/policies.yaml:13:15: ingress admitted by NetworkPolicy default/admit, rule 1

- default/web[Deployment] => default/api[Deployment] : TCP 8080
    a/policies.yaml:13:15: ingress isolated by NetworkPolicy default/admit, which admits the source on TCP 9090 only (rule 1)
    a/policies.yaml:6:3: ingress isolated by NetworkPolicy default/deny, and no rule admits the source
`);
    for (const nonsense of [undefined, null, 'a', { uri: 1 }, { uri: client.uri('pods.yaml'), policy: 'x' }])
      expect(await run(nonsense)).toBe(null);
  });

  test('a commit is the new base', async () => {
    const client = await startOnRepository();
    client.replace('a/policies.yaml', '8080', '9090');
    expect(await titlesOf(client)).toEqual(CHANGED);
    client.folder.write('a/policies.yaml', client.textOf('a/policies.yaml').getText());
    commitAll(client.folder);
    expect(await titlesOf(client)).toEqual([]);
  });

  test('other documents are asked for again when their lenses change', async () => {
    const client = await startOnRepository();
    let refreshed = 0;
    client.connection.onRequest(CodeLensRefreshRequest.type, () => {
      refreshed += 1;
    });
    expect(await titlesOf(client)).toEqual([]);
    expect(refreshed).toBe(0);
    client.replace('a/policies.yaml', '8080', '9090');
    await titlesOf(client);
    await titlesOf(client);
    await client.settle();
    expect(refreshed).toBe(1);
    client.watched({ '.git/logs/HEAD': 'changed' });
    await client.settle();
    expect(refreshed).toBe(2);
  });

  test('the setting switches it off', async () => {
    const client = await startOnRepository({ settings: () => ({ codeLens: false }) });
    client.replace('a/policies.yaml', '8080', '9090');
    expect(await titlesOf(client)).toEqual([]);
    client.configure({ codeLens: true });
    expect(await titlesOf(client)).toEqual(CHANGED);
  });

  test('nothing is run where the folder is not trusted', async () => {
    const client = await startOnRepository({ initializationOptions: { isTrusted: false } });
    client.replace('a/policies.yaml', '8080', '9090');
    expect(await titlesOf(client)).toEqual([]);
  });

  test('a client may show the list by a command of its own', async () => {
    const initializationOptions = { isTrusted: true, showPolicyChangesCommand: 'my.command' };
    const client = await startOnRepository({ initializationOptions });
    client.replace('a/policies.yaml', '8080', '9090');
    expect((await lensesOf(client)).map(({ command }) => command)).toEqual(['my.command']);
  });

  test('a folder of the work tree is compared by itself', async () => {
    const client = await startOnRepository({ folders: ['a'] });
    client.replace('a/policies.yaml', '8080', '9090');
    // The pods are not in it.
    expect(await titlesOf(client)).toEqual([]);
    client.open('a/pods.yaml', pods('web') + pods('api'));
    // They are new here, so there was nothing to close.
    expect(await titlesOf(client)).toEqual(['8 apiVersion: opens 1 since HEAD']);
  });
});

test('outside of a git work tree there is none', async () => {
  const client = await startLspClient(SHOP);
  client.open('a/policies.yaml');
  client.replace('a/policies.yaml', '8080', '9090');
  expect(await titlesOf(client)).toEqual([]);
});

describe('for a client with a view of the topology', () => {
  const initializationOptions = { isTrusted: true, showInTopologyCommand: 'my.view' };
  const VIEW = 'apiVersion: $(type-hierarchy) Show in topology';

  test('each node has a lens that leads to the place of the node', async () => {
    const client = await startLspClient(`${SHOP}#-- config.yaml\n${CONFIG}`, { initializationOptions });
    for (const file of ['pods.yaml', 'a/policies.yaml', 'config.yaml']) client.open(file);
    expect(await titlesOf(client)).toEqual([`1 ${VIEW}`, `8 ${VIEW}`]);
    expect(await titlesOf(client, 'config.yaml')).toEqual([]);
    const [, api] = await lensesOf(client, 'pods.yaml');
    expect(api?.command).toBe('my.view');
    expect(await client.connection.sendRequest(topologyAtRequest, api?.params)).toMatchObject({
      nodes: [{ node: 'Deployment/default/api' }],
    });
  });

  test('the items of a list have theirs', async () => {
    const list =
      '{ apiVersion: v1, kind: List, items: [{ apiVersion: v1, kind: Service, metadata: { name: a } }] }';
    const client = await startLspClient(`#-- list.yaml\n${list}\n`, { initializationOptions });
    client.open('list.yaml');
    expect(await titlesOf(client, 'list.yaml')).toHaveLength(1);
  });

  test('it follows an edit, and the setting switches it off', async () => {
    const client = await startLspClient(SHOP, {
      initializationOptions,
      settings: () => ({ codeLens: true }),
    });
    client.open('a/policies.yaml');
    client.replace('a/policies.yaml', 'kind: NetworkPolicy', 'kind: ConfigMap');
    expect(await titlesOf(client)).toEqual([`8 ${VIEW}`]);
    client.configure({ codeLens: false });
    expect(await titlesOf(client)).toEqual([]);
  });

  test.skipIf(!HAS_GIT)('a policy that changes something has both', async () => {
    const client = await startOnRepository({ initializationOptions });
    client.replace('a/policies.yaml', '8080', '9090');
    expect(await titlesOf(client)).toEqual([...CHANGED, `1 ${VIEW}`, `8 ${VIEW}`]);
  });
});
