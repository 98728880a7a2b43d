import { describe, expect, test } from 'vitest';
import { startLspClient } from '../support/lsp-client.ts';
import { PORT_MISTAKE, TWICE } from '../support/port-mistake.ts';
import { deployment, documents, service } from '../support/small-manifests.ts';

const PORT_RULE = 'policy-uses-service-port';
const KEY_RULE = 'duplicate-key';

describe('typing', () => {
  test('a squiggle in one manifest goes and comes with the text of another, saved or not', async () => {
    const client = await startLspClient(PORT_MISTAKE);
    client.open('api.yaml');
    expect(await client.underlined('policy.yaml', PORT_RULE)).toEqual(['8080']);
    client.replace('api.yaml', 'targetPort: 80', 'targetPort: 8080');
    expect(await client.underlined('policy.yaml', PORT_RULE)).toEqual([]);
    client.replace('api.yaml', 'targetPort: 8080', 'targetPort: 80');
    expect(await client.underlined('policy.yaml', PORT_RULE)).toEqual(['8080']);
  });

  // Nearly every state on the way is broken YAML.
  test('a manifest character by character', async () => {
    const client = await startLspClient(PORT_MISTAKE);
    const text = client.folder.read('policy.yaml');
    client.open('policy.yaml', '\n');
    for (const [i, character] of [...text].entries()) {
      // Now and then the typist stops to look.
      if (i % 40 === 0) await client.settle();
      client.replace('policy.yaml', i === 0 ? '\n' : text.slice(0, i), text.slice(0, i) + character);
    }
    expect(client.textOf('policy.yaml').getText()).toBe(text);
    expect(await client.underlined('policy.yaml', PORT_RULE)).toEqual(['8080']);
  });

  test('a manifest deleted from its end, character by character', async () => {
    const client = await startLspClient(PORT_MISTAKE);
    client.open('api.yaml');
    for (let text = client.textOf('api.yaml').getText(); text !== ''; text = text.slice(0, -1)) {
      if (text.length % 50 === 0) await client.settle();
      client.replace('api.yaml', text, text.slice(0, -1));
    }
    expect(await client.underlined('policy.yaml', PORT_RULE)).toEqual([]);
    expect(await client.settle()).toMatchObject({ manifests: 2 });
  });

  test('several changes at once are made one after the other', async () => {
    const client = await startLspClient(PORT_MISTAKE);
    client.open('policy.yaml');
    const uri = client.uri('policy.yaml');
    await client.connection.sendNotification('textDocument/didChange', {
      textDocument: { uri, version: 2 },
      contentChanges: [
        { text: client.folder.read('policy.yaml').replace('8080', 'x') },
        { range: { start: { line: 10, character: 16 }, end: { line: 10, character: 17 } }, text: '9' },
        { range: { start: { line: 10, character: 16 }, end: { line: 10, character: 17 } }, text: '8080' },
      ],
    });
    expect(await client.underlined('policy.yaml', PORT_RULE)).toEqual(['8080']);
  });

  test('what is broken says so, and mending it takes that away', async () => {
    const client = await startLspClient(
      `#-- a.yaml\napiVersion: v1\nkind: Service\nmetadata:\n  name: web\n`,
    );
    client.open('a.yaml');
    client.replace('a.yaml', 'name: web', 'name: *web');
    expect(await client.underlined('a.yaml', 'invalid-yaml')).toEqual(['*web']);
    client.replace('a.yaml', '*web', 'web');
    expect(await client.underlined('a.yaml', 'invalid-yaml')).toEqual([]);
  });

  test('what the server was not told to be open is not changed', async () => {
    const client = await startLspClient(PORT_MISTAKE);
    client.replace('policy.yaml', '8080', '80');
    await client.connection.sendNotification('textDocument/didClose', {
      textDocument: { uri: client.uri('api.yaml') },
    });
    client.close('policy.yaml');
    expect(await client.underlined('policy.yaml', PORT_RULE)).toEqual(['8080']);
  });
});

describe('closing', () => {
  test('what was not saved is forgotten', async () => {
    const client = await startLspClient(PORT_MISTAKE);
    client.open('policy.yaml');
    client.replace('policy.yaml', '8080', '80');
    expect(await client.underlined('policy.yaml', PORT_RULE)).toEqual([]);
    client.close('policy.yaml');
    expect(await client.underlined('policy.yaml', PORT_RULE)).toEqual(['8080']);
    expect(client.published('policy.yaml').at(-1)).not.toHaveProperty('version');
  });

  test('a manifest that is no longer on the disk goes', async () => {
    const client = await startLspClient(PORT_MISTAKE);
    client.open('policy.yaml');
    client.folder.remove('policy.yaml');
    client.watched({ 'policy.yaml': 'deleted' });
    expect(await client.underlined('policy.yaml', PORT_RULE)).toEqual(['8080']);
    client.close('policy.yaml');
    expect(await client.waitForDiagnostics('policy.yaml', PORT_RULE)).toEqual([]);
    expect(await client.settle()).toMatchObject({ manifests: 1 });
  });

  test.each([
    ['an ignored one', '.gitignore', 'out/a.yaml'],
    ["one of other people's", '.gitignore', 'node_modules/x/a.yaml'],
  ])('%s is looked at only while it is open', async (_, ignoreFile, path) => {
    const client = await startLspClient(`#-- ${ignoreFile}\nout/\n#-- ${path}\n${TWICE}`);
    expect(await client.settle()).toMatchObject({ manifests: 0 });
    client.open(path);
    expect(await client.underlined(path, KEY_RULE)).toEqual(['type']);
    client.close(path);
    expect(await client.waitForDiagnostics(path, KEY_RULE)).toEqual([]);
    expect(await client.settle()).toMatchObject({ manifests: 0 });
  });

  test('one outside of every folder is looked at only while it is open', async () => {
    const client = await startLspClient(`#-- inside/b.yaml\n#-- outside/a.yaml\n${TWICE}`, {
      folders: ['inside'],
    });
    client.open('outside/a.yaml');
    expect(await client.underlined('outside/a.yaml', KEY_RULE)).toEqual(['type']);
    client.close('outside/a.yaml');
    expect(await client.waitForDiagnostics('outside/a.yaml', KEY_RULE)).toEqual([]);
  });
});

describe('quick fixes', () => {
  test('the edit gives the text that its title says, and the squiggle goes', async () => {
    const client = await startLspClient(
      PORT_MISTAKE.replace('        - port: 8080', '        - port: 80$080'),
    );
    client.open('policy.yaml');
    const before = client.textOf('policy.yaml').getText();
    const [diagnostic] = await client.waitForDiagnostics('policy.yaml', PORT_RULE);
    const cursor = client.folder.fixture.cursor?.offset ?? 0;
    const [action] = await client.codeActions('policy.yaml', cursor);
    if (!diagnostic || !action) throw new Error('no diagnostic, or no fix for it');
    expect(action).toMatchObject({
      title: 'Change port 8080 to 80, the port of the pods',
      kind: 'quickfix',
      isPreferred: true,
      diagnostics: [{ code: PORT_RULE, range: diagnostic.range }],
    });
    client.apply(action);
    expect(client.textOf('policy.yaml').getText()).toBe(before.replace('8080', '80'));
    expect(await client.underlined('policy.yaml', PORT_RULE)).toEqual([]);
    expect(await client.codeActions('policy.yaml', cursor)).toEqual([]);
  });

  test('none is preferred where there is a choice', async () => {
    const manifests = documents(
      deployment('web', { app: 'web' }),
      service('web', { app: 'wbe$0' }, [{ port: 80 }]),
    );
    const client = await startLspClient(`#-- web.yaml\n${manifests}`);
    client.open('web.yaml');
    const actions = await client.codeActions('web.yaml', client.folder.fixture.cursor?.offset ?? 0);
    expect(actions.map(({ title, isPreferred }) => [title, isPreferred])).toEqual([
      ['Select `app: web`, the label of the pods of Deployment default/web', false],
      ['Change the label of the pods of Deployment default/web to `app: wbe`', false],
    ]);
  });

  test('Windows line ends and an emoji before it: the edit lands in its place', async () => {
    const crlf = PORT_MISTAKE.replace(
      '        - port: 8080\n',
      '        - {"🚀": 1, port: 8080} # 🚢\n',
    ).replaceAll('\n', '\r\n');
    const client = await startLspClient(crlf.replaceAll(/#-- (.*)\r/g, '#-- $1'));
    client.open('policy.yaml');
    const before = client.textOf('policy.yaml').getText();
    const [action] = await client.codeActions('policy.yaml', before.indexOf('8080') + 4);
    if (!action) throw new Error('no fix');
    client.apply(action);
    expect(client.textOf('policy.yaml').getText()).toBe(before.replace('8080', '80'));
  });

  test('follow what is typed: the fix of a moved and changed text is for that text', async () => {
    const client = await startLspClient(PORT_MISTAKE);
    client.open('policy.yaml');
    client.open('api.yaml');
    client.replace('api.yaml', 'targetPort: 80', 'targetPort: 9999');
    client.replace('policy.yaml', 'apiVersion', '# a new first line\napiVersion');
    const [action] = await client.codeActions(
      'policy.yaml',
      client.textOf('policy.yaml').getText().indexOf('8080'),
    );
    if (!action) throw new Error('no fix');
    client.apply(action);
    expect(client.textOf('policy.yaml').getText()).toContain('port: 9999');
  });

  test('are none for a client that knows commands only', async () => {
    const client = await startLspClient(PORT_MISTAKE, { capabilities: 'minimal' });
    const at = client.folder.read('policy.yaml').indexOf('8080');
    expect(await client.codeActions('policy.yaml', at)).toEqual([]);
  });

  test('are none beside the squiggle, in unknown manifests and where others are asked for', async () => {
    const client = await startLspClient(PORT_MISTAKE);
    const at = client.folder.read('policy.yaml').indexOf('8080');
    expect(await client.codeActions('policy.yaml', 0)).toEqual([]);
    const position = client.textOf('policy.yaml').positionAt(at);
    const ask = (uri: string, only: string[] | undefined): Promise<unknown> =>
      client.connection.sendRequest('textDocument/codeAction', {
        textDocument: { uri },
        range: { start: position, end: position },
        context: only ? { diagnostics: [], only } : { diagnostics: [] },
      });
    expect(await ask(client.uri('policy.yaml'), ['quickfix'])).toHaveLength(1);
    expect(await ask(client.uri('policy.yaml'), ['refactor'])).toEqual([]);
    expect(await ask(client.uri('policy.yaml'), ['source.organizeImports'])).toEqual([]);
    expect(await ask('file:///nowhere.yaml', undefined)).toEqual([]);
  });
});

describe('hover', () => {
  test('says what a place means, over exactly that place', async () => {
    const client = await startLspClient(PORT_MISTAKE);
    const text = client.folder.read('policy.yaml');
    const found = await client.hover('policy.yaml', text.indexOf('8080') + 1);
    expect(found?.contents).toMatchObject({ kind: 'markdown', value: expect.stringContaining('8080') });
    expect(client.textOf('policy.yaml').getText(found?.range)).toBe('8080');
  });

  test('is plain text for a client that shows nothing else', async () => {
    const client = await startLspClient(PORT_MISTAKE, { capabilities: 'plain' });
    const found = await client.hover('policy.yaml', client.folder.read('policy.yaml').indexOf('8080'));
    expect(found?.contents).toMatchObject({
      kind: 'plaintext',
      value: expect.stringMatching(/^Not the port of the pods: 8080 is the port of Service default\/api, /),
    });
  });

  test('says nothing where there is nothing to say, and in unknown manifests', async () => {
    const client = await startLspClient(`${PORT_MISTAKE}#-- notes.yaml\nnothing: to see\n`);
    expect(await client.hover('notes.yaml', 3)).toBeNull();
    client.open('untitled:Untitled-1', '');
    expect(await client.hover('untitled:Untitled-1', 0)).toBeNull();
  });
});
