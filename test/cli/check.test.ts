import { readFileSync, symlinkSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import type { JsonReport } from '../../server/src/cli/reporters/json.ts';
import { createLineIndex } from '../../server/src/core/text/line-index.ts';
import { expectGolden } from '../support/golden.ts';
import { PORT_MISTAKE, TWICE } from '../support/port-mistake.ts';
import { runCli } from '../support/run-cli.ts';
import { makeTemporaryFolder, type TemporaryFolder } from '../support/temporary-folder.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** The JSON report about a folder, or about paths in it. */
async function report({ path }: TemporaryFolder, ...args: string[]): Promise<JsonReport> {
  const { stdout, stderr } = await runCli(['check', '--format', 'json', ...args], { cwd: path });
  expect(stderr).toBe('');
  return JSON.parse(stdout);
}

describe('the example of the documentation', () => {
  test('as people read it', async () => {
    const { code, stdout, stderr } = await runCli(['check', 'examples/shop'], { cwd: ROOT });
    expectGolden(new URL('golden/shop.txt', import.meta.url), stdout);
    expect({ code, stderr }).toEqual({ code: 1, stderr: '' });
  });

  test('as programs read it', async () => {
    const { stdout } = await runCli(['check', 'examples/shop', '--format', 'json'], { cwd: ROOT });
    const { findings, summary }: JsonReport = JSON.parse(stdout);
    expect(Object.keys(summary)).toEqual([
      'files',
      'documents',
      'resources',
      'errors',
      'warnings',
      'infos',
      'hints',
    ]);
    expect(summary.errors + summary.warnings + summary.infos + summary.hints).toBe(findings.length);
    expect(findings.length).toBeGreaterThan(0);
    for (const finding of findings) {
      const { resource, ...rest } = finding;
      expect(Object.keys(rest)).toEqual([
        'rule',
        'severity',
        'message',
        'file',
        'line',
        'column',
        'endLine',
        'endColumn',
        'related',
        'fixes',
      ]);
      if (resource) expect(Object.keys(resource)).toEqual(['apiVersion', 'kind', 'namespace', 'name']);
      for (const other of finding.related) {
        expect(Object.keys(other)).toEqual(['file', 'line', 'column', 'message']);
        expect(other.file).toMatch(/^examples\/shop\/[a-z-]+\.yaml$/);
      }
      expect(finding.file).toMatch(/^examples\/shop\/[a-z-]+\.yaml$/);
    }
  });
});

test('the documentation shows the form that it has', async () => {
  const shown = /```json\n([\s\S]*?)```/.exec(readFileSync(`${ROOT}docs/CLI.md`, 'utf8'))?.[1] ?? '';
  const { findings, summary } = await report(makeTemporaryFolder(PORT_MISTAKE));
  const keys = (value: object | undefined): string[] => Object.keys(value ?? {});
  const documented: JsonReport = JSON.parse(shown);
  expect(keys(documented)).toEqual(['findings', 'summary']);
  expect(keys(documented.summary)).toEqual(keys(summary));
  expect(keys(documented.findings[0])).toEqual(keys(findings[0]));
  expect(keys(documented.findings[0]?.resource)).toEqual(keys(findings[0]?.resource));
  expect(keys(documented.findings[0]?.related[0])).toEqual(keys(findings[0]?.related[0]));
});

describe('places', () => {
  test('count from 1 and end before the first character that is not meant', async () => {
    const folder = makeTemporaryFolder(PORT_MISTAKE);
    const { findings } = await report(folder);
    const [finding] = findings;
    expect(finding).toMatchObject({ file: 'policy.yaml', line: 11, column: 17, endLine: 11, endColumn: 21 });
    expect(finding?.resource).toEqual({
      apiVersion: 'networking.k8s.io/v1',
      kind: 'NetworkPolicy',
      namespace: 'default',
      name: 'api',
    });
    const [related] = finding?.related ?? [];
    const lines = folder.read('api.yaml').split('\n');
    expect(lines[(related?.line ?? 0) - 1]?.slice((related?.column ?? 0) - 1)).toBe('8080');
  });

  test('count UTF-16 units, whatever the line ends', async () => {
    const text = 'apiVersion: v1\r\nkind: X\r\nmetadata: {"🚀": 1, key: 1, key: 2}\r\n';
    const folder = makeTemporaryFolder('#-- a.yaml\n');
    folder.write('a.yaml', text);
    const { findings } = await report(folder);
    expect(findings).toHaveLength(1);
    const { line = 0, column = 0, endLine = 0, endColumn = 0 } = findings[0] ?? {};
    const index = createLineIndex(text);
    const start = index.offsetAt({ line: line - 1, character: column - 1 });
    expect(start).toBe(text.lastIndexOf('key'));
    expect(text.slice(start, index.offsetAt({ line: endLine - 1, character: endColumn - 1 }))).toBe('key');
  });

  test('are sorted by file and line', async () => {
    const folder = makeTemporaryFolder(
      `#-- b.yaml\n${TWICE}---\n${TWICE.replace('twice', 'again')}#-- a.yaml\n${TWICE.replace('twice', 'a')}`,
    );
    const { findings } = await report(folder);
    expect(findings.map(({ file, line }) => `${file}:${line}`)).toEqual([
      'a.yaml:8',
      'b.yaml:8',
      'b.yaml:17',
    ]);
  });

  test('name files as they are seen from the working directory', async () => {
    const folder = makeTemporaryFolder(`#-- in/the deep/a#b.yaml\n${TWICE}#-- work/here/x.txt\n`);
    const run = await runCli(['check', '../../in'], { cwd: folder.at('work/here') });
    expect(run.stdout).toMatch(/^\.\.\/\.\.\/in\/the deep\/a#b\.yaml:8:3 error duplicate-key\n/);
  });
});

describe('what is checked', () => {
  test('without a path, the working directory', async () => {
    const { summary } = await report(makeTemporaryFolder(`${PORT_MISTAKE}#-- deep/down/x.yaml\n${TWICE}`));
    expect(summary).toMatchObject({ files: 3, documents: 4, resources: 4, errors: 2 });
  });

  test('several paths as one: what is in one explains the other', async () => {
    const folder = makeTemporaryFolder(PORT_MISTAKE);
    const rules = async (...paths: string[]): Promise<string[]> =>
      (await report(folder, ...paths)).findings.map(({ rule }) => rule);
    expect(await rules('policy.yaml')).not.toContain('policy-uses-service-port');
    expect(await rules('policy.yaml', 'api.yaml')).toEqual(['policy-uses-service-port']);
  });

  test('a file that is named twice, or is in a folder that is named too, once', async () => {
    const folder = makeTemporaryFolder(PORT_MISTAKE);
    const { summary } = await report(folder, 'policy.yaml', '.', './policy.yaml', folder.path);
    expect(summary).toMatchObject({ files: 2, errors: 1 });
  });

  test('a file that is named, whatever its name', async () => {
    const folder = makeTemporaryFolder(
      `#-- manifest.txt\n${TWICE}#-- .gitignore\n*\n#-- node_modules/a.yaml\n${TWICE}`,
    );
    expect((await report(folder)).summary.files).toBe(0);
    const { findings } = await report(folder, 'manifest.txt', 'node_modules/a.yaml');
    expect(findings.filter(({ rule }) => rule === 'duplicate-key')).toHaveLength(2);
  });

  test('standard input, alone and with others', async () => {
    const folder = makeTemporaryFolder(PORT_MISTAKE);
    const stdin = folder.read('policy.yaml');
    const alone = await runCli(['check', '-'], { cwd: folder.path, stdin: TWICE });
    expect(alone).toMatchObject({ code: 1, stderr: '' });
    expect(alone.stdout).toMatch(/^<stdin>:8:3 error duplicate-key\n/);
    const both = await runCli(['check', '-f', 'json', '-', 'api.yaml', '-'], { cwd: folder.path, stdin });
    expect(JSON.parse(both.stdout).findings).toMatchObject([
      { file: '<stdin>', line: 11, related: [{ file: 'api.yaml' }] },
    ]);
  });

  test('an empty standard input is nothing', async () => {
    const run = await runCli(['check', '-'], { cwd: ROOT, stdin: '' });
    expect(run).toEqual({
      code: 0,
      stdout: 'No Kubernetes resources were found in 1 file, so nothing was checked.\n',
      stderr: '',
    });
  });

  test('the namespace can be given', async () => {
    const folder = makeTemporaryFolder(
      PORT_MISTAKE.replace(
        'kind: NetworkPolicy\nmetadata:\n',
        'kind: NetworkPolicy\nmetadata:\n  namespace: shop\n',
      ),
    );
    expect((await report(folder, '--namespace', 'elsewhere')).findings.map(({ rule }) => rule)).not.toContain(
      'policy-uses-service-port',
    );
    const [finding] = (await report(folder, '--namespace', 'shop')).findings;
    expect(finding).toMatchObject({ rule: 'policy-uses-service-port', resource: { namespace: 'shop' } });
  });

  test('a folder reached by a link, and not in a circle', async () => {
    const folder = makeTemporaryFolder(`#-- real/a.yaml\n${TWICE}`);
    symlinkSync('real', folder.at('link'));
    symlinkSync('..', folder.at('real/up'));
    expect((await report(folder)).summary).toMatchObject({ files: 1 });
  });
});

describe('exit codes', () => {
  const fixtures = {
    error: `#-- a.yaml\n${TWICE}`,
    warning: `#-- a.yaml
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: web
spec:
  podSelector: {}
  policyTypes:
    - Egress
  ingress:
    - {}
`,
    info: `#-- a.yaml\n${'apiVersion: v1\nkind: ServiceAccount\nmetadata:\n  name: a\n---\n'.repeat(2)}`,
    nothing: '#-- a.yaml\napiVersion: v1\nkind: ServiceAccount\nmetadata:\n  name: a\n',
  };
  const order = ['error', 'warning', 'info', 'hint'];

  test.each(Object.entries(fixtures))('with at most: %s', async (gravest, source) => {
    const folder = makeTemporaryFolder(source);
    const { findings } = await report(folder);
    const found = order.filter((severity) => findings.some((finding) => finding.severity === severity));
    expect(found[0] ?? 'nothing', 'the fixture').toBe(gravest);
    const codes = await Promise.all(
      [...order, 'never'].map(async (threshold) => {
        const { code } = await runCli(['check', '--fail-on', threshold], { cwd: folder.path });
        return `${threshold} ${code}`;
      }),
    );
    const expected = order.map(
      (threshold, i) => `${threshold} ${order.slice(0, i + 1).includes(gravest) ? 1 : 0}`,
    );
    expect(codes).toEqual([...expected, 'never 0']);
    const { code } = await runCli(['check'], { cwd: folder.path });
    expect(code, 'by default').toBe(gravest === 'error' ? 1 : 0);
  });

  test('a path that is not there is told and is 2, and the rest is checked', async () => {
    const folder = makeTemporaryFolder(`#-- a.yaml\n${TWICE}`);
    const run = await runCli(['check', 'missing', 'a.yaml'], { cwd: folder.path });
    expect(run.code).toBe(2);
    expect(run.stderr).toBe('kubereach: missing cannot be read: it does not exist.\n');
    expect(run.stdout).toContain('1 error in 1 resource of 1 file.');
    expect((await runCli(['check', '--fail-on', 'never', 'missing'], { cwd: folder.path })).code).toBe(2);
  });

  test('nothing to check is said, and is no error', async () => {
    const folder = makeTemporaryFolder('');
    expect(await runCli(['check'], { cwd: folder.path })).toEqual({
      code: 0,
      stdout: 'No manifests were found, so nothing was checked.\n',
      stderr: '',
    });
  });
});

describe('colours', () => {
  // An escape character, which some manifest may hold too.
  const ESCAPE = String.fromCharCode(27);

  const quiet = { NO_COLOR: '1' };

  test('none for another program, and none where they are not wanted', async () => {
    const folder = makeTemporaryFolder(`#-- a.yaml\n${TWICE}# ${ESCAPE}[31mred${ESCAPE}[0m\n`);
    const key = `"${ESCAPE}[1m"`;
    folder.write('b.yaml', `apiVersion: v1\nkind: X\n${key}: 1\n${key}: 2 # \u202Egnihton\n`);
    const runs = [
      runCli(['check'], { cwd: folder.path }),
      runCli(['check'], { cwd: folder.path, env: quiet }),
      runCli(['check'], { cwd: folder.path, env: { ...quiet, FORCE_COLOR: '1' } }),
      runCli(['rules'], { cwd: folder.path }),
      runCli(['rules', 'duplicate-key'], { cwd: folder.path }),
      runCli(['--help'], { cwd: folder.path }),
    ];
    for (const { stdout } of await Promise.all(runs)) {
      expect(stdout.length).toBeGreaterThan(0);
      expect(stdout).not.toContain(ESCAPE);
      expect(stdout).not.toContain('\u202E');
    }
  });
});
