import { describe, expect, test } from 'vitest';
import { DiagnosticSeverity } from 'vscode-languageserver/node';
import { startLspClient } from '../support/lsp-client.ts';
import { PORT_MISTAKE, TWICE } from '../support/port-mistake.ts';

const PORT_RULE = 'policy-uses-service-port';
const KEY_RULE = 'duplicate-key';

test('a diagnostic says what, how bad, by which rule, where to read on and what the other end is', async () => {
  const client = await startLspClient(PORT_MISTAKE);
  const [diagnostic] = await client.waitForDiagnostics('policy.yaml', PORT_RULE);
  expect(diagnostic).toMatchObject({
    range: { start: { line: 10, character: 16 }, end: { line: 10, character: 20 } },
    severity: DiagnosticSeverity.Error,
    source: 'kubereach',
    code: PORT_RULE,
    codeDescription: {
      href: `https://github.com/kubereach/kubereach/blob/main/docs/rules/${PORT_RULE}.md`,
    },
    message: expect.stringMatching(/^Port 8080 .*\.$/),
  });
  const [related] = diagnostic?.relatedInformation ?? [];
  expect(related?.location.uri).toBe(client.uri('api.yaml'));
  expect(client.textOf('api.yaml').getText(related?.location.range)).toBe('8080');
});

describe('the version', () => {
  test('is that of the text that was looked at, and none where nothing is open', async () => {
    const client = await startLspClient(PORT_MISTAKE);
    await client.settle();
    expect(client.published('policy.yaml').map(({ version }) => version)).toEqual([undefined]);
    client.open('policy.yaml');
    client.replace('policy.yaml', 'name: api', 'name: apis');
    client.replace('policy.yaml', '8080', '80');
    await client.settle();
    expect(client.published('policy.yaml').at(-1)).toMatchObject({ version: 3, diagnostics: [] });
  });

  test('a squiggle that moves is sent again, one that stays is not', async () => {
    const client = await startLspClient(PORT_MISTAKE);
    client.open('policy.yaml');
    await client.settle();
    const before = client.published('policy.yaml').length;
    client.replace('policy.yaml', '8080\n', '8080 # as the Service has it\n');
    await client.settle();
    expect(client.published('policy.yaml')).toHaveLength(before);
    client.replace('policy.yaml', 'spec:', '# what it is about\nspec:');
    expect(await client.underlined('policy.yaml', PORT_RULE)).toEqual(['8080']);
    expect(client.published('policy.yaml')).toHaveLength(before + 1);
  });
});

describe('positions', () => {
  const KEY = 'the key';
  const head = 'apiVersion: v1\nkind: X\n';
  const cases = {
    'plain text': `${head}the key: 1\nthe key: 2\n`,
    'emoji before it, on its line and above': `${head}# 🚀🚀\nmetadata: {"🚢": 1, the key: 1, the key: 2}\n`,
    'an emoji of several characters': `${head}metadata: {"👩‍🚀": 1, the key: 2, '👩‍🚀🚀': 3, the key: 4}\n`,
    'letters of two bytes': `${head}metadata: {grün: 1, ключ: 2, the key: 1, the key: 2}\n`,
    'Windows line ends': `${head}the key: 1\nthe key: 2\n`.replaceAll('\n', '\r\n'),
    'line ends of three sorts': `apiVersion: v1\r\nkind: X\r\n# a\r\nthe key: 1\nthe key: 2`,
    'the last of several documents': `a: 1\n---\n# 🚀\n---\n${head}the key: 1\nthe key: 2`,
    'a tab before it': `${head}metadata: {\tthe key: 1,\tthe key: 2}\n`,
  };

  test('are counted in UTF-16 units, with every sort of line end', async () => {
    const client = await startLspClient('', { folders: [] });
    for (const [name, text] of Object.entries(cases)) {
      const uri = `untitled:${encodeURIComponent(name)}`;
      client.open(uri, text);
      const [diagnostic] = await client.waitForDiagnostics(uri, KEY_RULE);
      const { start, end } = diagnostic?.range ?? { start: { line: 0, character: 0 }, end: undefined };
      const document = client.textOf(uri);
      expect(document.offsetAt(start), name).toBe(text.lastIndexOf(KEY));
      expect(end, name).toEqual({ ...start, character: start.character + KEY.length });
    }
  });

  test('a byte order mark on the disk moves nothing', async () => {
    const text = '{apiVersion: v1, kind: X, the key: 1, the key: 2}';
    const client = await startLspClient(`#-- a.yaml\n\uFEFF${text}`);
    const [diagnostic] = await client.waitForDiagnostics('a.yaml', KEY_RULE);
    expect(diagnostic?.range.start).toEqual({ line: 0, character: text.lastIndexOf(KEY) });
  });
});

describe('one document, however its uri is spelled', () => {
  test('a drive', async () => {
    const client = await startLspClient('', { folders: [] });
    client.open('file:///C:/my shop/a.yaml', TWICE);
    client.replace('file:///C:/my shop/a.yaml', 'twice', 'thrice');
    expect(await client.settle()).toMatchObject({ manifests: 1 });
    const uri = 'file:///c%3A/my%20shop/a.yaml';
    expect(await client.waitForDiagnostics(uri, KEY_RULE)).toHaveLength(1);
    // The client speaks of it in another spelling now.
    await client.connection.sendNotification('textDocument/didClose', { textDocument: { uri } });
    expect(await client.settle()).toMatchObject({ manifests: 0 });
    expect(client.published(uri).at(-1)).toEqual({ uri, diagnostics: [] });
  });

  test('characters that one escapes and the other does not', async () => {
    const client = await startLspClient(`#-- a (1)/b+c@d.yaml\n${TWICE}`);
    expect(await client.underlined('a (1)/b+c@d.yaml', KEY_RULE)).toHaveLength(1);
    const plain = `file://${client.folder.path}/a%20(1)/b+c@d.yaml`;
    client.open(plain, TWICE.replaceAll('type: ExternalName\n', ''));
    expect(await client.settle()).toMatchObject({ manifests: 1 });
    expect(await client.underlined('a (1)/b+c@d.yaml', KEY_RULE)).toEqual([]);
  });
});

describe('a document that was never saved', () => {
  test('is looked at while it is open', async () => {
    const client = await startLspClient(PORT_MISTAKE);
    client.open('untitled:Untitled-1', TWICE);
    expect(await client.underlined('untitled:Untitled-1', KEY_RULE)).toEqual(['type']);
    client.close('untitled:Untitled-1');
    await client.settle();
    expect(client.published('untitled:Untitled-1').at(-1)?.diagnostics).toEqual([]);
  });

  test('stands alone: it is not applied with the workspace', async () => {
    const client = await startLspClient(PORT_MISTAKE);
    const policy = client.folder.read('policy.yaml');
    client.open('untitled:Untitled-1', policy);
    expect(await client.underlined('untitled:Untitled-1', PORT_RULE)).toEqual([]);
    client.open('untitled:Untitled-2', `${client.folder.read('api.yaml')}\n---\n${policy}`);
    expect(await client.underlined('untitled:Untitled-2', PORT_RULE)).toEqual(['8080']);
  });
});

test('manifests that are no manifests are nothing, and no error', async () => {
  const client = await startLspClient(`
#-- package.json
{ "name": "web", "version": "1.0.0" }
#-- .eslintrc.json
{ // with comments
  "rules": {} }
#-- values.yaml
replicas: 2
image: {tag: "1"
#-- empty.yaml
#-- playbook.yml
- hosts: all
  tasks: [
`);
  expect(await client.settle()).toEqual({ manifests: 5, errors: 0, warnings: 0, notes: 0 });
});
