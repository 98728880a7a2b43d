import { symlinkSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { commitAll, git, HAS_GIT, makeRepository } from '../support/git.ts';
import { pods } from '../support/pods.ts';
import { policy } from '../support/policy.ts';
import { type CliResult, runCli } from '../support/run-cli.ts';
import { makeTemporaryFolder, type TemporaryFolder } from '../support/temporary-folder.ts';

const PODS = pods('web') + pods('api');
const DENY = policy({ name: 'deny', pods: 'app: api', types: 'Ingress' });
const ADMIT = policy({
  name: 'admit',
  pods: 'app: api',
  ingress: '[{ from: [{ podSelector: { matchLabels: { app: web } } }], ports: [{ port: 8080 }] }]',
});
const SHOP = `#-- deploy/pods.yaml\n${PODS}#-- deploy/policies.yaml\n${DENY}`;

const diff = (folder: TemporaryFolder, ...args: string[]): Promise<CliResult> =>
  runCli(['diff', ...args], { cwd: folder.path });

const OPENED = `+ default/web[Deployment] => default/api[Deployment] : TCP 8080
    deploy/policies.yaml:6:15: ingress admitted by NetworkPolicy default/admit, rule 1

1 connection opened since HEAD.
`;

describe.skipIf(!HAS_GIT)('against a revision', () => {
  test('nothing has changed', async () => {
    expect(await diff(makeRepository(SHOP))).toEqual({
      code: 0,
      stdout: 'No connections opened or closed since HEAD.\n',
      stderr: '',
    });
  });

  test('a rule admits, and stands in the work tree', async () => {
    const folder = makeRepository(SHOP);
    folder.write('deploy/policies.yaml', ADMIT + DENY);
    const expected = OPENED;
    expect(await diff(folder)).toEqual({ code: 0, stdout: expected, stderr: '' });
    expect((await diff(folder, 'deploy')).stdout).toBe(expected);
    expect((await diff(folder, 'deploy/policies.yaml', 'deploy/pods.yaml')).stdout).toBe(expected);
    expect((await runCli(['diff'], { cwd: folder.at('deploy') })).stdout).toBe(
      expected.replace('deploy/', ''),
    );
  });

  test('a policy that is gone stands in the revision', async () => {
    const folder = makeRepository(SHOP);
    folder.remove('deploy/policies.yaml');
    const { stdout } = await diff(folder);
    expect(stdout).toContain(
      '\n    HEAD:deploy/policies.yaml:6:3: ingress no longer isolated by NetworkPolicy default/deny, which is gone\n',
    );
    commitAll(folder);
    expect((await diff(folder)).stdout).toContain('No connections');
    expect((await diff(folder, '--base', 'HEAD~1')).stdout).toBe(stdout.replaceAll('HEAD', 'HEAD~1'));
  });

  test('replicas of one workload are gone once', async () => {
    const folder = makeRepository(SHOP);
    folder.remove('deploy/pods.yaml');
    expect((await diff(folder)).stdout).toContain(
      `- default/web[Deployment] (gone) => default/web[Deployment] (gone) : All Connections
    default/web[Deployment] is gone

`,
    );
  });

  test('what check does not read has no say', async () => {
    const folder = makeRepository(`${SHOP}#-- ignored/policies.yaml\n${ADMIT}`);
    folder.write('.gitignore', 'ignored\n');
    folder.write('notes.txt', ADMIT);
    folder.remove('ignored');
    expect((await diff(folder)).stdout).toContain('No connections');
  });

  test('line ends, byte order marks and links are no changes', async () => {
    const folder = makeRepository(SHOP);
    folder.write('deploy/bom.yaml', `\uFEFF${pods('bom')}`);
    symlinkSync('../deploy/bom.yaml', folder.at('deploy/link.yaml'));
    symlinkSync('deploy', folder.at('linked'));
    commitAll(folder);
    folder.write('deploy/pods.yaml', PODS.replaceAll('\n', '\r\n'));
    expect((await diff(folder)).stdout).toContain('No connections');
  });

  test('what cannot be read has no say, neither then nor now', async () => {
    const folder = makeRepository(`#-- deploy/pods.yaml\n${PODS}`);
    folder.write('deploy/large.yaml', `${pods('large')}#${'#'.repeat(20 * 1024 * 1024)}\n`);
    folder.write('deploy/policies.yaml', Buffer.from(DENY, 'utf16le'));
    commitAll(folder);
    expect((await diff(folder)).stdout).toContain('No connections');
    folder.write('deploy/policies.yaml', DENY);
    const { stdout } = await diff(folder);
    expect(stdout).toContain(
      '- default/web[Deployment] => default/api[Deployment] : All Connections\n    deploy/policies.yaml:6:3:',
    );
    expect(stdout).not.toContain('large');
  });

  test('a submodule is taken for what it is now', async () => {
    const folder = makeRepository(SHOP);
    folder.write('sub/policies.yaml', ADMIT);
    git(folder, 'init', '--quiet', 'sub');
    git(folder, '-C', 'sub', 'add', '--all');
    git(folder, '-C', 'sub', 'commit', '--quiet', '--message', 'state');
    commitAll(folder);
    expect(git(folder, 'ls-tree', 'HEAD', 'sub')).toContain('160000 commit');
    expect((await diff(folder)).stdout).toContain('No connections');
    symlinkSync('../sub', folder.at('deploy/link'));
    commitAll(folder);
    expect((await diff(folder)).stdout).toContain('No connections');
  });

  test('contents that the repository lacks, as a partial clone does', async () => {
    const folder = makeRepository(SHOP);
    folder.write('deploy/policies.yaml', DENY + ADMIT);
    commitAll(folder);
    const id = git(folder, 'rev-parse', 'HEAD~1:deploy/policies.yaml').trim();
    folder.remove(`.git/objects/${id.slice(0, 2)}/${id.slice(2)}`);
    expect((await diff(folder)).stdout).toContain('No connections');
    expect(await diff(folder, '--base', 'HEAD~1')).toEqual({
      code: 2,
      stdout: '',
      stderr:
        'kubereach: . cannot be compared: this clone lacks contents of the revision; fetch them first\n',
    });
  });

  test('for a pull request', async () => {
    const folder = makeRepository(SHOP);
    folder.write('deploy/policies.yaml', DENY + ADMIT);
    expect((await diff(folder, '--format', 'md')).stdout).toBe(`**1 connection opened** since \`HEAD\`.

| | from | to | ports | why |
|---|---|---|---|---|
| **opened** | \`default/web[Deployment]\` | \`default/api[Deployment]\` | TCP 8080 | ingress admitted by NetworkPolicy default/admit, rule 1 (\`deploy/policies.yaml:13\`) |
`);
  });

  test('for other programs', async () => {
    const folder = makeRepository(SHOP);
    folder.write('deploy/policies.yaml', DENY + ADMIT);
    expect(JSON.parse((await diff(folder, '--format', 'json')).stdout)).toEqual({
      base: 'HEAD',
      changes: [
        {
          type: 'opened',
          from: { pods: 'default/web[Deployment]' },
          to: { pods: 'default/api[Deployment]' },
          ports: 'TCP 8080',
          before: 'denied',
          after: 'allowed',
          reasons: [
            {
              message: 'ingress admitted by NetworkPolicy default/admit, rule 1',
              file: 'deploy/policies.yaml',
              line: 13,
              column: 15,
            },
          ],
        },
      ],
      summary: { opened: 1, closed: 0, confirmed: 0, doubted: 0 },
    });
  });

  test('exit codes', async () => {
    const folder = makeRepository(SHOP);
    folder.write('deploy/policies.yaml', DENY + ADMIT);
    const codes = ['opened', 'closed', 'any', 'never'].map((on) => diff(folder, '--fail-on', on));
    expect((await Promise.all(codes)).map(({ code }) => code)).toEqual([1, 0, 1, 0]);
  });

  test('revisions that there are not', async () => {
    const folder = makeRepository(SHOP);
    for (const base of ['nothing', '--all', 'HEAD:none']) {
      expect(await diff(folder, `--base=${base}`)).toEqual({
        code: 2,
        stdout: '',
        stderr: `kubereach: . knows no revision ${base}\n`,
      });
    }
    expect(await runCli(['diff', '-'], { cwd: folder.path, stdin: PODS })).toMatchObject({
      code: 2,
      stderr: 'kubereach: standard input has no revisions: compare it with --base-folder\n',
    });
  });
});

test.skipIf(!HAS_GIT)('outside of a work tree', async () => {
  const outside = { code: 2, stdout: '', stderr: 'kubereach: . is in no git work tree\n' };
  expect(await diff(makeTemporaryFolder(SHOP))).toEqual(outside);
  const folder = makeRepository(SHOP);
  git(folder, 'clone', '--quiet', '--bare', '.', 'bare');
  expect(await runCli(['diff'], { cwd: folder.at('bare') })).toEqual(outside);
});

test('without git', async () => {
  const folder = makeTemporaryFolder(SHOP);
  const run = await runCli(['diff'], { cwd: folder.path, env: { PATH: folder.at('nowhere') } });
  expect(run).toMatchObject({ code: 2, stderr: 'kubereach: . cannot be compared: git is not installed\n' });
});

describe('against a folder', () => {
  const BOTH = `#-- old/a.yaml\n${PODS + DENY}#-- new/a.yaml\n${PODS}#-- new/b.yaml\n${DENY + ADMIT}`;

  test('files go with those of the same path', async () => {
    const folder = makeTemporaryFolder(BOTH);
    const { stdout, code } = await diff(folder, '--base-folder', 'old', 'new');
    expect(code).toBe(0);
    expect(stdout).toContain('new/b.yaml:13:15: ingress admitted by NetworkPolicy default/admit, rule 1\n');
    expect(stdout).toContain('1 connection opened since old.\n');
    expect((await diff(folder, '--base-folder', 'new', 'old')).stdout).toContain(
      '1 connection closed since new.',
    );
  });

  test('or with what comes from standard input', async () => {
    const folder = makeTemporaryFolder(BOTH);
    const run = await runCli(['diff', '--base-folder', 'old', '-'], { cwd: folder.path, stdin: PODS });
    expect(run.stdout).toContain(
      '    old/a.yaml:22:3: ingress no longer isolated by NetworkPolicy default/deny, which is gone',
    );
    expect(run.stdout).toContain('since old.\n');
  });

  test.each([
    ['no folder', ['--base-folder', 'none', 'new'], 'none is no folder'],
    ['a file', ['--base-folder', 'old', 'new/a.yaml'], 'new/a.yaml is no folder, as old is'],
    ['several', ['--base-folder', 'old', 'new', 'old'], 'one folder is compared with one other'],
  ])('%s', async (_, args, message) => {
    expect(await diff(makeTemporaryFolder(BOTH), ...args)).toEqual({
      code: 2,
      stdout: '',
      stderr: `kubereach: ${message}\n`,
    });
  });
});
