import { describe, expect, test } from 'vitest';
import { type LspClient, startLspClient } from '../support/lsp-client.ts';
import { PORT_MISTAKE, TWICE } from '../support/port-mistake.ts';

const PORT_RULE = 'policy-uses-service-port';
const KEY_RULE = 'duplicate-key';
const OFF = 'rules: { duplicate-key: off }\n';

async function mistakes(client: LspClient, file = 'kubereach.yaml'): Promise<string[]> {
  const found = await client.waitForDiagnostics(file, 'configuration');
  return found.map(({ range, message }) => `${client.textOf(file).getText(range)}: ${message}`);
}

test('it holds from the start, and is no manifest', async () => {
  const client = await startLspClient(`#-- kubereach.yaml\n${OFF}#-- a.yaml\n${TWICE}`);
  expect(await client.settle()).toMatchObject({ manifests: 1, errors: 0 });
  expect(client.published('kubereach.yaml')).toEqual([]);
});

test('what is broken from the start keeps nobody from reading the rest', async () => {
  const broken = `${OFF}clusterDomain: "cluster\n`;
  const client = await startLspClient(`#-- kubereach.yaml\n${broken}#-- a.yaml\n${TWICE}`);
  expect(await client.underlined('a.yaml', KEY_RULE)).toEqual([]);
  client.folder.remove('kubereach.yaml');
  client.watched({ 'kubereach.yaml': 'deleted' });
  expect(await client.underlined('a.yaml', KEY_RULE)).toEqual(['type']);
  client.folder.write('kubereach.yaml', broken);
  client.watched({ 'kubereach.yaml': 'created' });
  expect(await client.underlined('a.yaml', KEY_RULE)).toEqual([]);
});

test('what the client sets goes before it', async () => {
  const client = await startLspClient(`#-- kubereach.yaml\n${OFF}#-- a.yaml\n${TWICE}`);
  client.configure({ rules: { [KEY_RULE]: 'warning' }, networkPlugin: 'default', clusterDomain: '' });
  expect(await client.underlined('a.yaml', KEY_RULE)).toEqual(['type']);
  client.configure({ rules: { [KEY_RULE]: 'default' } });
  expect(await client.underlined('a.yaml', KEY_RULE)).toEqual([]);
});

test('each folder has its own', async () => {
  const client = await startLspClient(
    `#-- one/kubereach.yaml\n${OFF}#-- one/a.yaml\n${TWICE}#-- two/a.yaml\n${TWICE}`,
    { folders: ['one', 'two'] },
  );
  expect(await client.underlined('one/a.yaml', KEY_RULE)).toEqual([]);
  expect(await client.underlined('two/a.yaml', KEY_RULE)).toEqual(['type']);
});

test('one further down has no say, and is no manifest either', async () => {
  const client = await startLspClient(`#-- deep/kubereach.yaml\n${OFF}colour: red\n#-- a.yaml\n${TWICE}`);
  client.open('deep/kubereach.yaml');
  expect(await client.underlined('a.yaml', KEY_RULE)).toEqual(['type']);
  expect(await client.settle()).toMatchObject({ manifests: 1 });
  expect(await mistakes(client, 'deep/kubereach.yaml')).toEqual([]);
});

test('resources are where it says', async () => {
  const policy = PORT_MISTAKE.replace(
    'kind: NetworkPolicy\nmetadata:',
    'kind: NetworkPolicy\nmetadata:\n  namespace: shop',
  );
  const client = await startLspClient(`#-- kubereach.yaml\ndefaultNamespace: team\n${policy}`);
  expect(await client.underlined('policy.yaml', PORT_RULE)).toEqual([]);
  client.folder.write('kubereach.yaml', 'defaultNamespace: shop\n');
  client.watched({ 'kubereach.yaml': 'changed' });
  expect(await client.underlined('policy.yaml', PORT_RULE)).toEqual(['8080']);
});

describe('it is followed', () => {
  test('on the disk', async () => {
    const client = await startLspClient(`#-- a.yaml\n${TWICE}`);
    expect(await client.underlined('a.yaml', KEY_RULE)).toEqual(['type']);
    client.folder.write('kubereach.yaml', OFF);
    client.watched({ 'kubereach.yaml': 'created' });
    expect(await client.underlined('a.yaml', KEY_RULE)).toEqual([]);
    client.folder.write('kubereach.yaml', 'rules: { duplicate-kye: off }\n');
    client.watched({ 'kubereach.yaml': 'changed' });
    expect(await client.underlined('a.yaml', KEY_RULE)).toEqual(['type']);
    expect(await mistakes(client)).toEqual([
      'duplicate-kye: There is no rule `duplicate-kye`; did you mean `duplicate-key`?',
    ]);
    client.folder.remove('kubereach.yaml');
    client.watched({ 'kubereach.yaml': 'deleted' });
    await client.settle();
    expect(client.published('kubereach.yaml').at(-1)?.diagnostics).toEqual([]);
  });

  test('while it is edited', async () => {
    const client = await startLspClient(`#-- kubereach.yaml\n${OFF}#-- a.yaml\n${TWICE}`);
    client.open('kubereach.yaml');
    client.replace('kubereach.yaml', 'off', 'of');
    expect(await mistakes(client)).toEqual(['of: `of` is no severity; did you mean `off`?']);
    expect(await client.underlined('a.yaml', KEY_RULE)).toEqual(['type']);
    client.replace('kubereach.yaml', 'of ', 'hint ');
    expect(await client.settle()).toMatchObject({ errors: 0, notes: 1 });
    client.replace('kubereach.yaml', 'hint }', '');
    // Half-typed, what was set stays set.
    expect(await client.settle()).toMatchObject({ errors: 0, notes: 1 });
    expect(client.published('kubereach.yaml').at(-1)?.diagnostics).toHaveLength(1);
    client.close('kubereach.yaml');
    expect(await client.underlined('a.yaml', KEY_RULE)).toEqual([]);
    expect(client.published('kubereach.yaml').at(-1)?.diagnostics).toEqual([]);
  });

  test('with its folder', async () => {
    const client = await startLspClient(`#-- one/a.yaml\n${TWICE}#-- two/kubereach.yaml\ncolour: red\n`, {
      folders: ['one'],
    });
    client.changeFolders(['two'], []);
    await client.settle();
    expect(client.published('two/kubereach.yaml').at(-1)?.diagnostics).toHaveLength(1);
    client.changeFolders([], ['two']);
    await client.settle();
    expect(client.published('two/kubereach.yaml').at(-1)?.diagnostics).toEqual([]);
  });
});
