import { expect, test } from 'vitest';
import { startLspClient } from '../support/lsp-client.ts';
import { PORT_MISTAKE, TWICE } from '../support/port-mistake.ts';

const PORT_RULE = 'policy-uses-service-port';
const KEY_RULE = 'duplicate-key';

const TWO = PORT_MISTAKE.replace('api.yaml', 'one/api.yaml').replace('policy.yaml', 'two/policy.yaml');

test('what is in two folders is not applied together', async () => {
  const client = await startLspClient(
    `${TWO}#-- one/policy.yaml\n${PORT_MISTAKE.split('#-- policy.yaml\n')[1]}`,
    {
      folders: ['one', 'two'],
    },
  );
  expect(await client.underlined('one/policy.yaml', PORT_RULE)).toEqual(['8080']);
  expect(await client.underlined('two/policy.yaml', PORT_RULE)).toEqual([]);
});

test('a folder comes and goes', async () => {
  const client = await startLspClient(`#-- one/a.yaml\n${TWICE}#-- two/b.yaml\n${TWICE}`, {
    folders: ['one'],
  });
  expect(await client.settle()).toMatchObject({ manifests: 1 });
  client.changeFolders(['two'], []);
  expect(await client.underlined('two/b.yaml', KEY_RULE)).toEqual(['type']);
  client.changeFolders([], ['two']);
  expect(await client.waitForDiagnostics('two/b.yaml', KEY_RULE)).toEqual([]);
  expect(await client.underlined('one/a.yaml', KEY_RULE)).toEqual(['type']);
  expect(await client.settle()).toMatchObject({ manifests: 1 });
});

test('a manifest that is open outlives its folder, and stands alone then', async () => {
  const client = await startLspClient(PORT_MISTAKE);
  client.open('policy.yaml');
  expect(await client.underlined('policy.yaml', PORT_RULE)).toEqual(['8080']);
  client.changeFolders([], ['']);
  expect(await client.underlined('policy.yaml', PORT_RULE)).toEqual([]);
  expect(await client.settle()).toMatchObject({ manifests: 1 });
});

test('a folder in a folder goes alone', async () => {
  const client = await startLspClient(PORT_MISTAKE.replace('policy.yaml', 'in/policy.yaml'), {
    folders: ['', 'in'],
  });
  // The inner folder is a workspace of its own, so nobody sees the Service.
  expect(await client.underlined('in/policy.yaml', PORT_RULE)).toEqual([]);
  client.changeFolders([], ['in']);
  expect(await client.underlined('in/policy.yaml', PORT_RULE)).toEqual(['8080']);
  client.changeFolders(['in'], []);
  expect(await client.underlined('in/policy.yaml', PORT_RULE)).toEqual([]);
  client.changeFolders([], ['']);
  expect(await client.settle()).toMatchObject({ manifests: 1 });
});

test('changes in quick succession are made in their order', async () => {
  const client = await startLspClient(`#-- one/a.yaml\n${TWICE}#-- two/b.yaml\n${TWICE}`, { folders: [] });
  client.changeFolders(['one'], []);
  client.changeFolders(['two'], ['one']);
  client.changeFolders(['one'], ['two']);
  client.changeFolders(['one', 'two'], []);
  client.changeFolders([], ['one']);
  expect(await client.settle()).toMatchObject({ manifests: 1 });
  expect(await client.underlined('two/b.yaml', KEY_RULE)).toEqual(['type']);
});
