import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import {
  createProtocolConnection,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver/node';
import { DOCUMENT_RULES } from '../../server/src/core/rules/document-registry.gen.ts';
import { RULES } from '../../server/src/core/rules/registry.gen.ts';
import { TWICE } from '../support/port-mistake.ts';
import { type CliResult, runCli, startCli } from '../support/run-cli.ts';
import { makeTemporaryFolder } from '../support/temporary-folder.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const cli = (...args: string[]): Promise<CliResult> => runCli(args, { cwd: ROOT });

describe('what is asked for', () => {
  test('the version', async () => {
    const { version } = JSON.parse(readFileSync(`${ROOT}/package.json`, 'utf8'));
    expect(await cli('--version')).toEqual({ code: 0, stdout: `${version}\n`, stderr: '' });
  });

  test('help, for everything and for one command', async () => {
    const help = await cli('--help');
    expect(help).toMatchObject({ code: 0, stderr: '' });
    for (const command of ['check', 'rules', 'lsp']) expect(help.stdout).toContain(`\n  ${command} `);
    const ofCheck = await cli('check', '--help');
    expect(ofCheck).toMatchObject({ code: 0, stderr: '' });
    for (const option of ['--format', '--fail-on', '--namespace']) expect(ofCheck.stdout).toContain(option);
    expect(await cli('help', 'check')).toEqual(ofCheck);
  });
});

describe('what is not understood is told on standard error, and is 2', () => {
  test.each([
    ['nothing at all', [], /^Usage: kubereach/],
    ['an unknown command', ['chekc'], /^error: unknown command 'chekc'\n\(Did you mean check\?\)/],
    ['an unknown option', ['check', '--fail'], /^error: unknown option '--fail'/],
    ['an unknown format', ['check', '--format', 'xml'], /^error: .*'xml' is invalid.*text, json/],
    ['an unknown severity', ['check', '--fail-on', 'fatal'], /^error: .*'fatal' is invalid/],
    ['an option without its value', ['check', '--namespace'], /^error: .*argument missing/],
    ['a language server without a transport', ['lsp'], /^error: required option '--stdio'/],
    ['too many rules', ['rules', 'a', 'b'], /^error: too many arguments/],
  ])('%s', async (_, args, message) => {
    const { code, stdout, stderr } = await cli(...args);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(message);
  });
});

describe('rules', () => {
  const ids = [...RULES, ...DOCUMENT_RULES].map(({ id }) => id).sort();

  test('each in a line, in the order of their names', async () => {
    const { code, stdout } = await cli('rules');
    const lines = stdout.trimEnd().split('\n');
    expect(code).toBe(0);
    expect(lines.map((line) => line.split(' ')[0])).toEqual(ids);
    for (const line of lines) expect(line).toMatch(/^[a-z-]+ +(?:error|warning|info|hint) +[A-Z].*[^.]$/);
  });

  test('one at length', async () => {
    const { code, stdout } = await cli('rules', 'duplicate-key');
    expect(code).toBe(0);
    expect(stdout).toMatch(/^duplicate-key \(error\)\n\nA map writes one key twice\.\n\nWhy\n\n/);
    for (const title of ['What to do', 'Example', 'Source']) expect(stdout).toContain(`\n\n${title}\n\n`);
  });

  test('one that there is not, with what may have been meant', async () => {
    expect(await cli('rules', 'duplicate-keys')).toEqual({
      code: 2,
      stdout: '',
      stderr: 'kubereach: there is no rule duplicate-keys; did you mean duplicate-key?\n',
    });
    expect(await cli('rules', 'zzzzzzzzzzzz')).toMatchObject({
      code: 2,
      stderr: expect.not.stringContaining('mean'),
    });
  });
});

/** More than a pipe holds. */
function manyMistakes(count: number): string {
  return Array.from({ length: count }, (_, i) => `${TWICE.replace('twice', `n${i}`)}---\n`).join('');
}

describe('what others do to the streams', () => {
  test('a reader that has seen enough is no error, and the exit code stays', async () => {
    const folder = makeTemporaryFolder(`#-- a.yaml\n${manyMistakes(1000)}`);
    const child = startCli(['check'], { cwd: folder.path });
    let stderr = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      stderr += text;
    });
    child.stdout.once('data', () => child.stdout.destroy());
    const code = await new Promise((resolve) => child.once('exit', resolve));
    expect({ code, stderr }).toEqual({ code: 1, stderr: '' });
  });

  test('more than a pipe holds comes in whole', async () => {
    const stdin = manyMistakes(1000);
    const run = await runCli(['check', '--format', 'json', '-'], { cwd: ROOT, stdin });
    expect(JSON.parse(run.stdout).summary).toMatchObject({ files: 1, resources: 1000, errors: 1000 });
  });
});

test('kubereach lsp --stdio is the language server', async () => {
  const child = startCli(['lsp', '--stdio'], { cwd: ROOT });
  const reader = new StreamMessageReader(child.stdout);
  const connection = createProtocolConnection(reader, new StreamMessageWriter(child.stdin));
  connection.listen();
  const answer = await connection.sendRequest('initialize', {
    processId: null,
    rootUri: null,
    capabilities: {},
  });
  expect(answer).toMatchObject({ serverInfo: { name: 'kubereach' } });
  await connection.sendRequest('shutdown');
  const exited = new Promise((resolve) => child.once('exit', resolve));
  await connection.sendNotification('exit');
  expect(await exited).toBe(0);
  connection.dispose();
});
