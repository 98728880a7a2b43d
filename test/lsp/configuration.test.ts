import { describe, expect, test } from 'vitest';
import { DiagnosticSeverity } from 'vscode-languageserver/node';
import { NETWORK_PLUGINS } from '../../server/src/core/workspace/settings.ts';
import { startLspClient } from '../support/lsp-client.ts';
import { PORT_MISTAKE, TWICE } from '../support/port-mistake.ts';
import { textOf } from '../support/source-files.ts';

const PORT_RULE = 'policy-uses-service-port';
const KEY_RULE = 'duplicate-key';

/** Settings of rules, as they stand below `kubereach`. */
const rules = (severities: Readonly<Record<string, string>>): unknown => ({ rules: severities });

describe.each(['full', 'minimal'] as const)('a client with %s capabilities', (capabilities) => {
  test('switches rules off and on', async () => {
    const client = await startLspClient(`${PORT_MISTAKE}#-- twice.yaml\n${TWICE}`, { capabilities });
    expect(await client.underlined('policy.yaml', PORT_RULE)).toEqual(['8080']);
    client.configure(rules({ [PORT_RULE]: 'off', [KEY_RULE]: 'off' }));
    expect(await client.underlined('policy.yaml', PORT_RULE)).toEqual([]);
    expect(await client.underlined('twice.yaml', KEY_RULE)).toEqual([]);
    client.configure(rules({ [KEY_RULE]: 'off' }));
    expect(await client.underlined('policy.yaml', PORT_RULE)).toEqual(['8080']);
    expect(await client.underlined('twice.yaml', KEY_RULE)).toEqual([]);
    client.configure({});
    expect(await client.underlined('twice.yaml', KEY_RULE)).toEqual(['type']);
  });

  test('makes a rule graver or milder', async () => {
    const client = await startLspClient(PORT_MISTAKE, { capabilities });
    client.configure(rules({ [PORT_RULE]: 'hint' }));
    const [hint] = await client.waitForDiagnostics('policy.yaml', PORT_RULE);
    expect(hint?.severity).toBe(DiagnosticSeverity.Hint);
    client.configure(rules({ [PORT_RULE]: 'default' }));
    const [error] = await client.waitForDiagnostics('policy.yaml', PORT_RULE);
    expect(error?.severity).toBe(DiagnosticSeverity.Error);
  });
});

test('the settings hold from the start', async () => {
  const client = await startLspClient(PORT_MISTAKE, { settings: () => rules({ [PORT_RULE]: 'off' }) });
  await client.settle();
  expect(client.published('policy.yaml')).toEqual([]);
});

test('the settings come with the handshake where the client cannot be asked', async () => {
  const off = rules({ [PORT_RULE]: 'off' });
  const handshake = { initializationOptions: off };
  const client = await startLspClient(PORT_MISTAKE, { capabilities: 'minimal', ...handshake });
  expect(await client.underlined('policy.yaml', PORT_RULE)).toEqual([]);
  const asked = await startLspClient(PORT_MISTAKE, { settings: () => ({}), ...handshake });
  expect(await asked.underlined('policy.yaml', PORT_RULE)).toEqual(['8080']);
});

test('settings hold for what is open, and for what comes later', async () => {
  const client = await startLspClient('#-- a.yaml\n', { settings: () => rules({ [KEY_RULE]: 'warning' }) });
  client.open('a.yaml', TWICE);
  const [diagnostic] = await client.waitForDiagnostics('a.yaml', KEY_RULE);
  expect(diagnostic?.severity).toBe(DiagnosticSeverity.Warning);
  client.configure(rules({ [KEY_RULE]: 'off' }));
  expect(await client.underlined('a.yaml', KEY_RULE)).toEqual([]);
});

test('the default namespace is where resources without one are', async () => {
  const policy = PORT_MISTAKE.replace(
    'kind: NetworkPolicy\nmetadata:',
    'kind: NetworkPolicy\nmetadata:\n  namespace: shop',
  );
  const other =
    '#-- other.yaml\napiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: other\n  namespace: other\n';
  const client = await startLspClient(policy + other, { settings: () => ({ defaultNamespace: 'default' }) });
  expect(await client.underlined('policy.yaml', PORT_RULE)).toEqual([]);
  client.configure({ defaultNamespace: 'shop' });
  const [diagnostic] = await client.waitForDiagnostics('policy.yaml', PORT_RULE);
  expect(diagnostic?.message).toContain('Service shop/api');
});

test('nonsense instead of settings leaves the defaults', async () => {
  const nonsense = [
    'off',
    null,
    ['off'],
    { rules: 'off' },
    { rules: { [PORT_RULE]: 'fatal', [KEY_RULE]: 3, nonsense: 'off' } },
    { defaultNamespace: 17, clusterDomain: '' },
  ];
  const client = await startLspClient(PORT_MISTAKE, { settings: () => nonsense[0] });
  expect(await client.underlined('policy.yaml', PORT_RULE)).toEqual(['8080']);
  for (const settings of nonsense) {
    client.configure(settings);
    expect(await client.underlined('policy.yaml', PORT_RULE), JSON.stringify(settings)).toEqual(['8080']);
  }
});

test('a client that fails to answer what it is asked keeps the settings that it had', async () => {
  const answers = [rules({ [PORT_RULE]: 'off' })];
  const client = await startLspClient(PORT_MISTAKE, {
    mayLogErrors: true,
    settings: () => {
      const answer = answers.pop();
      if (answer === undefined) throw new Error('not today');
      return answer;
    },
  });
  await client.settle();
  await client.connection.sendNotification('workspace/didChangeConfiguration', { settings: null });
  expect(await client.underlined('policy.yaml', PORT_RULE)).toEqual([]);
  expect(client.logged().join()).toContain('not today');
});

test('the network plugin and the addresses of pods may be set', async () => {
  const client = await startLspClient(PORT_MISTAKE, { settings: () => ({ networkPlugin: 'flannel' }) });
  expect(await client.underlined('policy.yaml', 'policy-not-enforced')).not.toEqual([]);
  client.configure({ networkPlugin: 'calico', podCidrs: ['10.244.0.0/16'] });
  expect(await client.underlined('policy.yaml', 'policy-not-enforced')).toEqual([]);
});

test('the editor offers every network plugin', () => {
  const sections: { properties: Record<string, { enum?: readonly string[] }> }[] = JSON.parse(
    textOf('package.json'),
  ).contributes.configuration;
  const [offered] = sections.flatMap(({ properties }) => properties['kubereach.networkPlugin'] ?? []);
  expect(offered?.enum).toEqual(['default', ...NETWORK_PLUGINS]);
});
