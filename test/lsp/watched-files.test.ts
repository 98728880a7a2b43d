import { describe, expect, test } from 'vitest';
import { WorkDoneProgress, WorkDoneProgressCreateRequest } from 'vscode-languageserver/node';
import { type LspClient, startLspClient } from '../support/lsp-client.ts';
import { PORT_MISTAKE, TWICE } from '../support/port-mistake.ts';

const PORT_RULE = 'policy-uses-service-port';
const KEY_RULE = 'duplicate-key';

test('the client is asked to watch manifests, and everything that can be deleted', async () => {
  const client = await startLspClient('');
  await client.settle();
  const registration = client.registrations.find(
    ({ method }) => method === 'workspace/didChangeWatchedFiles',
  );
  expect(registration?.registerOptions).toEqual({
    // Whoever deletes a folder tells of the folder only.
    watchers: [
      { globPattern: '**/*.{yaml,yml,json}' },
      { globPattern: '**/Kustomization' },
      { globPattern: '**/*.{env,properties,conf,cfg,ini,toml,txt,tpl}' },
      { globPattern: '**/*', kind: 4 },
      { globPattern: '**/.git/logs/HEAD' },
    ],
  });
});

test('created, changed and deleted', async () => {
  const client = await startLspClient(PORT_MISTAKE);
  const api = client.folder.read('api.yaml');
  client.folder.remove('api.yaml');
  client.watched({ 'api.yaml': 'deleted' });
  expect(await client.underlined('policy.yaml', PORT_RULE)).toEqual([]);
  client.folder.write('deep/down/service.yml', api);
  client.watched({ 'deep/down/service.yml': 'created' });
  expect(await client.underlined('policy.yaml', PORT_RULE)).toEqual(['8080']);
  client.folder.write('deep/down/service.yml', api.replace('targetPort: 80', 'targetPort: 8080'));
  client.watched({ 'deep/down/service.yml': 'changed' });
  expect(await client.underlined('policy.yaml', PORT_RULE)).toEqual([]);
});

test('a deleted folder takes its manifests with it, and no others', async () => {
  const client = await startLspClient(
    `#-- a/x.yaml\n${TWICE}#-- a/b/y.yaml\n${TWICE}#-- ab/z.yaml\n${TWICE}`,
  );
  expect(await client.settle()).toMatchObject({ manifests: 3 });
  client.folder.remove('a');
  client.watched({ a: 'deleted' });
  expect(await client.settle()).toMatchObject({ manifests: 1 });
  expect(client.published('a/b/y.yaml').at(-1)?.diagnostics).toEqual([]);
  expect(await client.underlined('ab/z.yaml', KEY_RULE)).toEqual(['type']);
});

test('a file that is replaced is deleted and created at once', async () => {
  const client = await startLspClient(PORT_MISTAKE);
  client.folder.write('policy.yaml', client.folder.read('policy.yaml').replace('8080', '80'));
  const uri = client.uri('policy.yaml');
  const changes = [
    { uri, type: 3 },
    { uri, type: 1 },
  ];
  await client.connection.sendNotification('workspace/didChangeWatchedFiles', { changes });
  expect(await client.settle()).toMatchObject({ manifests: 2 });
  expect(await client.underlined('policy.yaml', PORT_RULE)).toEqual([]);
});

describe('what is open follows the editor, not the disk', () => {
  test('a change behind its back is seen when it is closed', async () => {
    const client = await startLspClient(PORT_MISTAKE);
    client.open('policy.yaml');
    client.folder.write('policy.yaml', client.folder.read('policy.yaml').replace('8080', '80'));
    client.watched({ 'policy.yaml': 'changed' });
    expect(await client.underlined('policy.yaml', PORT_RULE)).toEqual(['8080']);
    client.close('policy.yaml');
    expect(await client.waitForDiagnostics('policy.yaml', PORT_RULE)).toEqual([]);
  });

  test('an open manifest outlives its folder', async () => {
    const client = await startLspClient(`#-- a/x.yaml\n${TWICE}#-- a/y.yaml\n${TWICE}`);
    client.open('a/x.yaml');
    client.folder.remove('a');
    client.watched({ a: 'deleted' });
    expect(await client.settle()).toMatchObject({ manifests: 1 });
    expect(await client.underlined('a/x.yaml', KEY_RULE)).toEqual(['type']);
  });
});

test('what the index leaves out is left out when it changes, too', async () => {
  const client = await startLspClient(`#-- .gitignore\nout/\n#-- good.yaml\n`, { folders: ['', 'x'] });
  const paths = ['node_modules/p/a.yaml', 'out/a.yaml', '.git/a.yaml', 'a.txt'];
  for (const path of paths) client.folder.write(path, TWICE);
  client.watched(Object.fromEntries(paths.map((path) => [path, 'created'] as const)));
  client.watched(Object.fromEntries(paths.map((path) => [path, 'changed'] as const)));
  expect(await client.settle()).toMatchObject({ manifests: 1 });
});

test('what cannot be read is gone, and comes back when it can', async () => {
  const client = await startLspClient(`#-- a.yaml\n${TWICE}`);
  expect(await client.settle()).toMatchObject({ manifests: 1 });
  client.folder.write('a.yaml', Buffer.from('kind: gr\xfcn', 'latin1'));
  client.watched({ 'a.yaml': 'changed' });
  expect(await client.settle()).toMatchObject({ manifests: 0 });
  client.folder.write('a.yaml', TWICE);
  client.watched({ 'a.yaml': 'changed' });
  expect(await client.underlined('a.yaml', KEY_RULE)).toEqual(['type']);
});

describe('while the workspace is still being read', () => {
  /** Does something as soon as the server says that it has read a part: by then it knows the first files. */
  async function startAndMeddle(meddle: (client: LspClient) => void): Promise<LspClient> {
    const many = Array.from(
      { length: 400 },
      (_, i) => `#-- m/${i}.yaml\n${TWICE.replace('twice', `n${i}`).replace(/ {2}type: .*\n/, '')}`,
    );
    let started = (): void => {};
    const reported = new Promise<void>((resolve) => {
      started = resolve;
    });
    const client = await startLspClient(`#-- a.yaml\n${TWICE}${many.join('')}`, {
      prepare: (connection) => {
        connection.onRequest(WorkDoneProgressCreateRequest.type, ({ token }) => {
          connection.onProgress(WorkDoneProgress.type, token, ({ kind }) => {
            if (kind === 'report') started();
          });
        });
      },
    });
    await reported;
    meddle(client);
    await client.settle();
    return client;
  }

  test('a changed file is read again', async () => {
    const client = await startAndMeddle(({ folder, watched }) => {
      folder.write('a.yaml', 'kind: Nothing\n');
      watched({ 'a.yaml': 'changed' });
    });
    expect(await client.waitForDiagnostics('a.yaml', KEY_RULE)).toEqual([]);
  });

  test('a deleted file does not come back', async () => {
    const client = await startAndMeddle(({ folder, watched }) => {
      folder.remove('a.yaml');
      watched({ 'a.yaml': 'deleted' });
    });
    expect(await client.settle()).toMatchObject({ manifests: 400 });
  });

  test('an opened file is what the editor says', async () => {
    const client = await startAndMeddle(({ open }) => open('a.yaml', 'kind: Nothing\n'));
    expect(await client.waitForDiagnostics('a.yaml', KEY_RULE)).toEqual([]);
  });

  test('a removed folder does not come back', async () => {
    const client = await startAndMeddle(({ changeFolders }) => changeFolders([], ['']));
    expect(await client.settle()).toMatchObject({ manifests: 0 });
  });
});
