import { describe, expect, test } from 'vitest';
import { unpackTopology } from '../../server/src/core/topology/pack-topology.ts';
import type { Topology } from '../../server/src/core/topology/topology.ts';
import type { TopologyQuestion } from '../../server/src/core/topology/topology-question.ts';
import { type AllowTrafficAnswer, allowTrafficRequest } from '../../server/src/protocol/allow-traffic.ts';
import { checkWorkspaceRequest } from '../../server/src/protocol/check-workspace.ts';
import {
  type TopologyAtResult,
  type TopologyResult,
  topologyAtRequest,
  topologyChangedNotification,
  topologyPlaceRequest,
  topologyRequest,
} from '../../server/src/protocol/topology.ts';
import { commitAll, HAS_GIT } from '../support/git.ts';
import { KUBE_TOOLS } from '../support/kube-tools.ts';
import { type LspClient, type LspClientOptions, startLspClient } from '../support/lsp-client.ts';
import { pods } from '../support/pods.ts';
import { policy } from '../support/policy.ts';

const LET_IN = policy({
  name: 'in',
  pods: 'app: api',
  types: 'Ingress',
  ingress: '[{ from: [{ podSelector: { matchLabels: { app: web } } }], ports: [{ port: 8080 }] }]',
});
const SHOP = `#-- pods.yaml\n${pods('web')}${pods('api', { ports: ['8080'] })}#-- a/policies.yaml\n${LET_IN}`;
const [WEB, API] = ['Deployment/default/web', 'Deployment/default/api'];

async function ask(client: LspClient, question: TopologyQuestion): Promise<unknown> {
  const result = await client.connection.sendRequest<TopologyResult>(topologyRequest, { question });
  return result.answer;
}

async function topologyOf(client: LspClient): Promise<Topology> {
  const answer = await ask(client, { type: 'topology' });
  if (typeof answer !== 'object' || answer === null || !('texts' in answer)) throw new Error('no graph came');
  return unpackTopology(answer as Parameters<typeof unpackTopology>[0]);
}

test('answers with the graph, and keeps its hash while nothing in it changes', async () => {
  const client = await startLspClient(SHOP);
  const before = await topologyOf(client);
  expect(before.nodes.map(({ id }) => id)).toEqual([API, WEB, 'NetworkPolicy/default/in']);
  client.open('a/policies.yaml');
  client.replace('a/policies.yaml', 'spec:', '# A comment.\nspec:');
  expect((await topologyOf(client)).hash).toBe(before.hash);
  client.replace('a/policies.yaml', 'app: api', 'app: none');
  const after = await topologyOf(client);
  expect(after.hash).not.toBe(before.hash);
  expect(after.nodes[0]).toMatchObject({ id: API, ingress: 'open' });
});

test('an edit changes the verdict of a link', async () => {
  const client = await startLspClient(SHOP);
  client.open('a/policies.yaml');
  const verdicts = async (): Promise<unknown> => ask(client, { type: 'links', namespaces: ['default'] });
  expect(await verdicts()).toMatchObject([{ links: [{ from: WEB, to: API, verdict: 'allowed' }] }]);
  client.replace('a/policies.yaml', 'app: web', 'app: wep');
  expect(await verdicts()).toMatchObject([{ links: [] }]);
});

test('explains with places that lead to the rule', async () => {
  const client = await startLspClient(SHOP);
  const answer = await ask(client, {
    type: 'explain',
    from: { node: WEB ?? '' },
    to: { node: API ?? '' },
    port: '8080',
  });
  expect(answer).toMatchObject({
    ways: [{ fates: [{ answer: 'allowed', sides: [{}, { reasons: [{ place: 'a/policies.yaml:7' }] }] }] }],
  });
  const text = JSON.stringify(answer);
  const source: unknown = JSON.parse(/"at":(\{[^}]*\})/.exec(text)?.[1] ?? 'null');
  const place = await client.connection.sendRequest(topologyPlaceRequest, { source });
  expect(place).toMatchObject({ uri: client.uri('a/policies.yaml'), range: { start: { line: 6 } } });
});

test('finds the place of a node, and the node at a place', async () => {
  const client = await startLspClient(SHOP);
  const { environment } = await client.connection.sendRequest<TopologyResult>(topologyRequest, {
    question: { type: 'topology' },
  });
  const place = await client.connection.sendRequest(topologyPlaceRequest, {
    environment: environment.id,
    node: API,
  });
  expect(place).toMatchObject({ uri: client.uri('pods.yaml') });
  const params = { uri: client.uri('pods.yaml'), position: { line: 2, character: 4 } };
  expect(await client.connection.sendRequest(topologyAtRequest, params)).toEqual({
    nodes: [{ environment: environment.id, node: WEB }],
  });
  await expect(
    client.connection.sendRequest(topologyAtRequest, { ...params, uri: 'file:///nowhere.yaml' }),
  ).rejects.toThrow('file:///nowhere.yaml is no manifest of the workspace');
});

test('nodes of one name in two folders are told apart by their environment', async () => {
  const source = `#-- a/web.yaml\n${pods('web')}#-- b/web.yaml\n${pods('web')}`;
  const client = await startLspClient(source, { folders: ['a', 'b'] });
  const at = (file: string) => ({ uri: client.uri(file), position: { line: 1, character: 0 } });
  for (const folder of ['a', 'b']) {
    const ref = { environment: client.uri(folder), node: WEB };
    const found = await client.connection.sendRequest(topologyAtRequest, at(`${folder}/web.yaml`));
    expect(found).toEqual({ nodes: [ref] });
    const place = await client.connection.sendRequest(topologyPlaceRequest, ref);
    expect(place).toMatchObject({ uri: client.uri(`${folder}/web.yaml`) });
  }
});

test('finds the item of a list that the cursor is in', async () => {
  const item = (name: string): string => `  - apiVersion: v1
    kind: Pod
    metadata: { name: ${name} }
    spec: { containers: [{ name: main, image: x }] }
`;
  const client = await startLspClient(
    `#-- list.yaml\napiVersion: v1\nkind: List\nitems:\n${item('one')}${item('two')}`,
  );
  const at = async (line: number): Promise<unknown> => {
    const params = { uri: client.uri('list.yaml'), position: { line, character: 3 } };
    const found: TopologyAtResult = await client.connection.sendRequest(topologyAtRequest, params);
    return found.nodes.map(({ node }) => node);
  };
  expect(await at(1)).toEqual([]);
  expect(await at(5)).toEqual(['Pod/default/one']);
  expect(await at(7)).toEqual(['Pod/default/two']);
  expect(await at(9)).toEqual(['Pod/default/two']);
});

test('tells that something changed, when findings are up to date again', async () => {
  const client = await startLspClient(SHOP);
  await topologyOf(client);
  const told = new Promise<void>((resolve) => {
    client.connection.onNotification(topologyChangedNotification, () => resolve());
  });
  client.open('a/policies.yaml');
  client.replace('a/policies.yaml', '8080', '9090');
  await told;
  expect(await ask(client, { type: 'links', namespaces: ['default'] })).toMatchObject([
    { links: [{ ports: 'TCP 9090' }] },
  ]);
});

test('tells nothing to a client that has never asked', async () => {
  const client = await startLspClient(SHOP);
  let told = 0;
  client.connection.onNotification(topologyChangedNotification, () => {
    told += 1;
  });
  client.open('a/policies.yaml');
  client.replace('a/policies.yaml', '8080', '9090');
  await client.settle();
  // What was sent before an answer has come before it.
  await client.settle();
  expect(told).toBe(0);
});

test('writes the rule for two nodes', async () => {
  const client = await startLspClient(SHOP.replace('app: web } } }]', 'app: none } } }]'));
  const { environment } = await client.connection.sendRequest<TopologyResult>(topologyRequest, {
    question: { type: 'topology' },
  });
  const params = { environment: environment.id, from: WEB, to: API, port: 8080, protocol: 'TCP' };
  const answer = await client.connection.sendRequest<AllowTrafficAnswer<unknown>>(
    allowTrafficRequest,
    params,
  );
  expect(answer).toMatchObject({ edit: {} });
});

test('a workspace without manifests has no environment', async () => {
  const client = await startLspClient('#-- readme.txt\nhello\n');
  expect(await ask(client, { type: 'topology' })).toBeNull();
});

describe.skipIf(!HAS_GIT)('since the last commit', () => {
  const prepare: LspClientOptions['prepare'] = (_, folder) => commitAll(folder, 'init', '--quiet');

  test('what an edit opens and closes, whatever it is about', async () => {
    const client = await startLspClient(SHOP, { prepare });
    client.open('pods.yaml');
    expect(await ask(client, { type: 'changes' })).toMatchObject({ opened: 0, closed: 0 });
    client.replace('pods.yaml', 'labels: { app: web }', 'labels: { app: wep }');
    expect(await ask(client, { type: 'changes' })).toMatchObject({
      opened: 0,
      changes: [{ type: 'closed', from: WEB, to: API, fromNamespace: 'default', ports: 'TCP 8080' }],
    });
  });

  test.skipIf(!KUBE_TOOLS)('nothing is compared of a chart that has changed', async () => {
    const chart = '#-- Chart.yaml\napiVersion: v2\nname: shop\nversion: 1.0.0\n#-- templates/';
    const client = await startLspClient(SHOP.replaceAll('#-- ', chart), {
      prepare,
      settings: () => ({ helmPath: KUBE_TOOLS?.helm }),
    });
    await client.connection.sendRequest(checkWorkspaceRequest);
    expect(await ask(client, { type: 'changes' })).toMatchObject({ opened: 0, closed: 0 });
    client.open('templates/pods.yaml');
    client.replace('templates/pods.yaml', 'labels: { app: web }', 'labels: { app: wep }');
    await client.connection.sendRequest(checkWorkspaceRequest);
    expect(await ask(client, { type: 'changes' })).toBeNull();
  });

  test('nothing is compared in a folder that is not trusted', async () => {
    const client = await startLspClient(SHOP, { prepare, initializationOptions: { isTrusted: false } });
    expect(await ask(client, { type: 'changes' })).toBeNull();
  });
});
