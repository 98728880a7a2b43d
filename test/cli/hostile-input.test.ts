import { execFileSync } from 'node:child_process';
import { mkdirSync, symlinkSync, truncateSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { JsonReport } from '../../server/src/cli/reporters/json.ts';
import { TWICE } from '../support/port-mistake.ts';
import { CLI_BUNDLE, type CliResult, runCli } from '../support/run-cli.ts';
import { makeTemporaryFolder, type TemporaryFolder } from '../support/temporary-folder.ts';

/** Beside each of these stands a manifest with one mistake, which must be found whatever else there is. */
const FOUND = /good\.yaml:8:3 error duplicate-key/;

function makeFolder(name: string, content: string | Uint8Array): TemporaryFolder {
  const folder = makeTemporaryFolder(`#-- good.yaml\n${TWICE}`);
  folder.write(name, content);
  return folder;
}

const check = ({ path }: TemporaryFolder, ...args: string[]): Promise<CliResult> =>
  runCli(['check', ...args], { cwd: path });

describe('a file that cannot be used is noted, and the rest is checked', () => {
  test.each<[string, string | Uint8Array, string]>([
    ['Latin-1', Buffer.from('name: grün', 'latin1'), 'is not valid UTF-8'],
    ['UTF-16', Buffer.from('\uFEFFkind: Service', 'utf16le'), 'holds NUL bytes, so it is no text in UTF-8'],
    ['a NUL byte', 'apiVersion: v1\nkind: \0', 'holds NUL bytes, so it is no text in UTF-8'],
  ])('%s', async (_, content, why) => {
    const folder = makeFolder('bad.yaml', content);
    const run = await check(folder);
    expect(run).toMatchObject({ code: 1, stdout: expect.stringMatching(FOUND) });
    expect(run.stderr).toBe(`kubereach: bad.yaml ${why}.\n`);
    // Somebody who names it wants to know about it: then it is not enough that the rest is clean.
    expect(await check(folder, 'bad.yaml')).toMatchObject({ code: 2, stderr: run.stderr });
    const stdin = await runCli(['check', '-'], { cwd: folder.path, stdin: content });
    expect(stdin).toMatchObject({ code: 2, stderr: `kubereach: standard input ${why}.\n` });
  });

  test('a huge one, without reading it', async () => {
    const folder = makeFolder('dump.yaml', '');
    truncateSync(folder.at('dump.yaml'), 200 * 1024 * 1024);
    const run = await check(folder);
    expect(run).toMatchObject({ code: 1, stdout: expect.stringMatching(FOUND) });
    expect(run.stderr).toBe('kubereach: dump.yaml is 200 MB large; files over 20 MB are skipped.\n');
  });

  test('a link to nowhere', async () => {
    const folder = makeTemporaryFolder(`#-- good.yaml\n${TWICE}`);
    symlinkSync('nowhere', folder.at('dangling.yaml'));
    const stderr = 'kubereach: dangling.yaml cannot be read: it does not exist.\n';
    expect(await check(folder)).toMatchObject({ code: 1, stderr });
    expect(await check(folder, 'dangling.yaml')).toMatchObject({ code: 2, stderr });
  });

  test('links in a circle', async () => {
    const folder = makeTemporaryFolder(`#-- good.yaml\n${TWICE}`);
    symlinkSync('b.yaml', folder.at('a.yaml'));
    symlinkSync('a.yaml', folder.at('b.yaml'));
    symlinkSync('.', folder.at('self'));
    const circle = (name: string): string =>
      `kubereach: ${name} cannot be read: its symbolic links go in a circle.\n`;
    expect(await check(folder)).toMatchObject({
      code: 1,
      stderr: circle('a.yaml') + circle('b.yaml'),
      stdout: expect.stringMatching(FOUND),
    });
    expect(await check(folder, 'a.yaml')).toMatchObject({ code: 2, stderr: circle('a.yaml') });
  });

  test('a folder with the name of a manifest is a folder', async () => {
    const folder = makeTemporaryFolder('');
    mkdirSync(folder.at('x.yaml'));
    folder.write('x.yaml/good.yaml', TWICE);
    expect(await check(folder)).toMatchObject({ code: 1, stderr: '', stdout: expect.stringMatching(FOUND) });
    expect(await check(folder, 'x.yaml')).toMatchObject({ code: 1, stderr: '' });
  });

  test('a closed standard input', async () => {
    const { path } = makeTemporaryFolder('');
    const run = await runCli(['check', '-'], { cwd: path, stdin: '' });
    expect(run.stderr).toBe('');
    const folder = execFileSync(
      'sh',
      ['-c', `'${process.execPath}' "$0" check - < . 2>&1 || echo "code $?"`, CLI_BUNDLE],
      {
        cwd: path,
        encoding: 'utf8',
      },
    );
    expect(folder).toContain('kubereach: standard input cannot be read: it is a folder.\n');
    expect(folder).toMatch(/code 2\n$/);
  });
});

test('odd manifests are read, each in its own way', async () => {
  const head = 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: odd\n';
  const bomb = Array.from({ length: 12 }, (_, i) =>
    i === 0
      ? 'a0: &a0 [x, x, x]'
      : `a${i}: &a${i} [${Array(10)
          .fill(`*a${i - 1}`)
          .join(', ')}]`,
  ).join('\n');
  const somewhere = (rule: string): unknown => expect.stringMatching(new RegExp(`^\\d+:\\d+ ${rule}$`));
  const cases: Readonly<Record<string, readonly [text: string, finds: readonly unknown[]]>> = {
    'an empty file': ['', []],
    'nothing but a comment': ['# nothing\n', []],
    'nothing but separators': ['---\n---\n...\n---\n', []],
    'a file without Kubernetes': ['name: ci\non: [push\n', []],
    'a list': ['- a\n- b: [\n', []],
    'a document without kind': ['# 1\napiVersion: v1\nmetadata: {}\n', ['2:1 document-without-kind']],
    'a document without apiVersion': ['kind: Service\n', []],
    'a key that is written twice': [`${head}data: {}\ndata: {}\n`, ['6:1 duplicate-key']],
    'a quote without end': [`${head}data:\n  a: "b\n  c: d\n`, [somewhere('invalid-yaml')]],
    'a tab': [`${head}data:\n\ta: b\n`, [expect.stringMatching(/^6:\d+ invalid-yaml$/)]],
    'an unknown alias': [`${head}data: *none\n`, ['5:7 invalid-yaml']],
    // Kubernetes refuses these two as well: JSON has no circles, and kubectl counts aliases.
    'a bomb of aliases': [`${head}data: {}\n${bomb}\n`, [somewhere('invalid-yaml')]],
    'an alias in a circle': [`${head}data: &a\n  b: *a\n`, ['6:6 invalid-yaml']],
    'brackets without end': [
      `${head}data: ${'['.repeat(10_000)}`,
      [expect.stringMatching(/^5:\d+ invalid-yaml$/)],
    ],
    'a deep map': [`${head}data: ${'{a: '.repeat(500)}1${'}'.repeat(500)}\n`, []],
    'a long line': [`${head}data:\n  a: ${'x'.repeat(2_000_000)}\n  a: 1\n`, ['7:3 duplicate-key']],
    'half a letter': [`${head}data:\n  "\\ud800": 1\n  a: "\\udfff"\n`, []],
    JSON: ['{"apiVersion": "v1",\n "metadata": {}}', ['1:2 document-without-kind']],
    'a template': [`${head}data:\n{{- range .Values.x }}\n  {{ .a }}: {{ .b }}\n{{- end }}\n`, []],
    'only carriage returns': [`${head}data: {}\ndata: {}\n`.replaceAll('\n', '\r'), ['6:1 duplicate-key']],
  };
  const folder = makeTemporaryFolder(`#-- good.yaml\n${TWICE}`);
  for (const [name, [text]] of Object.entries(cases)) folder.write(`${name}.yaml`, text);
  const { stdout, stderr } = await check(folder, '--format', 'json');
  expect(stderr).toBe('');
  const { findings }: JsonReport = JSON.parse(stdout);
  const about = findings.filter(({ rule }) =>
    /^(?:invalid-yaml|duplicate-key|document-without-kind)$/.test(rule),
  );
  const foundIn = (name: string): string[] =>
    about
      .filter(({ file }) => file === `${name}.yaml`)
      .map(({ line, column, rule }) => `${line}:${column} ${rule}`);
  expect(Object.fromEntries(Object.keys(cases).map((name) => [name, foundIn(name)]))).toEqual(
    Object.fromEntries(Object.entries(cases).map(([name, [, finds]]) => [name, finds])),
  );
  expect(foundIn('good')).toEqual(['8:3 duplicate-key']);
});

test('a manifest without line breaks does not fill the screen', async () => {
  const long = JSON.stringify({ apiVersion: 'v1', kind: 'X', data: 'x'.repeat(1_000_000) });
  const folder = makeTemporaryFolder('');
  folder.write('a.json', `${long.slice(0, -1)},"kind":"Y","more":"${'y'.repeat(1_000_000)}"}`);
  const { stdout } = await check(folder);
  expect(stdout).toContain('duplicate-key');
  expect(stdout).toMatch(/> 1 \| ….*x","kind":"Y",.*…\n +\| +\^{6}\n/);
  expect(Math.max(...stdout.split('\n').map((line) => line.length))).toBeLessThan(250);
});
