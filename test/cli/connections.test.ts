import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { expectGolden } from '../support/golden.ts';
import { pods } from '../support/pods.ts';
import { policy } from '../support/policy.ts';
import { type CliResult, runCli, startCli } from '../support/run-cli.ts';
import { makeTemporaryFolder, type TemporaryFolder } from '../support/temporary-folder.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const shop = (...args: string[]): Promise<CliResult> =>
  runCli(['connections', 'examples/shop', ...args], { cwd: ROOT });

describe('the shop', () => {
  test.each(['text', 'json', 'csv', 'md', 'dot'])('with its exposure, as %s', async (format) => {
    const { code, stdout, stderr } = await shop('--exposure', '--format', format);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expectGolden(new URL(`golden/shop-connections.${format}.txt`, import.meta.url), stdout);
    if (format === 'json')
      expect(JSON.parse(stdout).summary).toEqual({ files: 8, peers: 5, connections: 17 });
  });

  test('who can reach it, what can it reach, on which port', async () => {
    expect((await shop('--to', 'redis')).stdout).toBe(
      'shop/api[Deployment] => shop/redis[StatefulSet] : TCP 6379\n',
    );
    expect((await shop('--from', 'Deployment/shop/orders')).stdout).toBe(
      'shop/orders[Deployment] => shop/api[Deployment] : TCP 8080\n',
    );
    expect((await shop('--focus', 'shop/redis[StatefulSet]', '--port', 'redis/tcp')).stdout).toBe(
      'shop/api[Deployment] => shop/redis[StatefulSet] : TCP 6379\n',
    );
    expect((await shop('--from', 'external', '--port', '443')).stdout).toBe(
      '0.0.0.0-255.255.255.255[External] => ingress-nginx/ingress-nginx-controller[Deployment] : TCP 443\n',
    );
    expect((await shop('--from', '192.0.2.7', '--to', 'api')).stdout).toBe(
      '192.0.2.7-192.0.2.7[External] => shop/api[Deployment] : TCP 9090\n',
    );
  });

  test('a Service stands for its pods, where no workload has its name', async () => {
    const folder = makeTemporaryFolder(
      `#-- a.yaml\n${pods('web')}${pods('api')}apiVersion: v1\nkind: Service\nmetadata: { name: front }\nspec: { selector: { app: web }, ports: [{ port: 80 }] }\n`,
    );
    const run = await runCli(['connections', '--from', 'front', '--to', 'api'], { cwd: folder.path });
    expect(run.stdout).toBe('default/web[Deployment] => default/api[Deployment] : All Connections\n');
  });

  test('nothing is an answer', async () => {
    expect(await shop('--from', 'web', '--to', 'redis')).toEqual({ code: 0, stdout: '', stderr: '' });
    const { stdout } = await shop('--from', 'web', '--to', 'redis', '-f', 'json');
    expect(JSON.parse(stdout)).toEqual({ connections: [], summary: { files: 8, peers: 5, connections: 0 } });
  });
});

describe('what is not understood is told on standard error, and is 2', () => {
  test.each([
    [
      'a peer that is not there',
      ['--from', 'shop/wep'],
      'there is no workload or Service shop/wep; did you mean shop/web?',
    ],
    ['a kind that it is not', ['--to', 'Job/shop/web'], 'there is no workload or Service Job/shop/web'],
    [
      'a port that is none',
      ['--port', '70000'],
      '70000 is no port: ports are numbers from 1 to 65535, or names',
    ],
    ['no port', ['--port', ''], 'nothing is no port: ports are numbers from 1 to 65535, or names'],
    ['a protocol that is none', ['--port', '53/DNS'], 'DNS in 53/DNS is no protocol: write TCP, UDP or SCTP'],
    ['a path that is not there', ['missing'], 'missing cannot be read: it does not exist.'],
  ])('%s', async (_, args, message) => {
    expect(await shop(...args)).toEqual({ code: 2, stdout: '', stderr: `kubereach: ${message}\n` });
  });

  test('a name in two namespaces', async () => {
    const folder = makeTemporaryFolder(
      `#-- a.yaml\n${pods('web', { namespace: 'a' })}${pods('web', { namespace: 'b' })}`,
    );
    const run = await runCli(['connections', '--to', 'web'], { cwd: folder.path });
    expect(run).toEqual({
      code: 2,
      stdout: '',
      stderr: 'kubereach: web is more than one: Deployment/a/web, Deployment/b/web\n',
    });
    expect((await runCli(['connections', '--to', 'b/web'], { cwd: folder.path })).stdout).toContain(
      '=> b/web',
    );
  });

  test('a folder without manifests', async () => {
    const { path } = makeTemporaryFolder('');
    expect(await runCli(['connections'], { cwd: path })).toEqual({
      code: 2,
      stdout: '',
      stderr: 'kubereach: there are no manifests here\n',
    });
  });
});

test('standard input, in a namespace that is given', async () => {
  const run = await runCli(['connections', '-', '--namespace', 'shop', '--from', 'external'], {
    cwd: ROOT,
    stdin: pods('web') + policy({ ingress: '[{ ports: [{ port: 80 }] }]' }),
  });
  expect(run).toEqual({
    code: 0,
    stdout: '0.0.0.0-255.255.255.255[External] => shop/web[Deployment] : TCP 80\n',
    stderr: '',
  });
});

test('pods of one owner are found by its name and by their own', async () => {
  const owned = (name: string): string =>
    `apiVersion: v1\nkind: Pod\nmetadata: { name: ${name}, namespace: shop, labels: { app: web }, ownerReferences: [{ kind: ReplicaSet, name: web, controller: true }] }\nspec: { containers: [] }\n---\n`;
  const folder = makeTemporaryFolder(`#-- a.yaml\n${owned('web-1')}${owned('web-2')}`);
  for (const name of ['web', 'shop/web[ReplicaSet]', 'web-2']) {
    const { stdout } = await runCli(['connections', '--from', 'external', '--to', name], {
      cwd: folder.path,
    });
    expect(stdout).toBe('0.0.0.0-255.255.255.255[External] => shop/web[ReplicaSet] : All Connections\n');
  }
});

describe('names that mean harm', () => {
  const HOSTILE = `#-- a.yaml
apiVersion: v1
kind: Pod
metadata: { name: "a\\"; b [x=\\"\\\\", namespace: "n|s,<b>" }
spec: { containers: [] }
---
apiVersion: v1
kind: Pod
metadata: { name: "c\\nd\\e[31m\\\\", namespace: "n\\u202Es" }
spec: { containers: [] }
`;
  const print = async (folder: TemporaryFolder, format: string): Promise<string> =>
    (
      await runCli(['connections', '--format', format, '--from', 'n|s,<b>/a"; b [x="\\'], {
        cwd: folder.path,
      })
    ).stdout;

  test('stay names, in every format', async () => {
    const folder = makeTemporaryFolder(HOSTILE);
    const ESCAPE = String.fromCharCode(27);
    for (const format of ['text', 'csv', 'md', 'dot', 'json'])
      expect(await print(folder, format)).not.toContain(ESCAPE);
    expect((await print(folder, 'csv')).split('\n')[1]).toBe(
      '"n|s,<b>/a""; b [x=""\\[Pod]",0.0.0.0-255.255.255.255[External],All Connections',
    );
    expect((await print(folder, 'md')).split('\n')[2]).toBe(
      '| n\\|s,\\<b\\>/a"; b [x="\\\\[Pod] | 0.0.0.0-255.255.255.255[External] | All Connections |',
    );
    const edge = /^ {2}"(?:[^"\\]|\\["\\])*" -> "(?:[^"\\]|\\["\\])*" \[label="[^"]*"\];$/;
    const edges = (await print(folder, 'dot')).split('\n').filter((line) => line.includes('->'));
    expect(edges).toHaveLength(2);
    for (const line of edges) expect(line).toMatch(edge);
    const [first] = JSON.parse(await print(folder, 'json')).connections;
    expect(first.src).toBe('n|s,<b>/a"; b [x="\\[Pod]');
  });
});

describe('many lines', () => {
  /** Each of these reaches each other one: far more than a pipe holds. */
  const many = Array.from({ length: 150 }, (_, i) => pods(`w${i}`)).join('');

  test('come in whole', async () => {
    const { stdout } = await runCli(['connections', '-f', 'json', '-'], { cwd: ROOT, stdin: many });
    expect(JSON.parse(stdout).summary.connections).toBe(150 * 150 + 2 * 150);
  });

  test('stop when nobody reads them any more, and that is no error', async () => {
    const folder = makeTemporaryFolder(`#-- a.yaml\n${many}`);
    const child = startCli(['connections'], { cwd: folder.path });
    let stderr = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      stderr += text;
    });
    child.stdout.once('data', () => child.stdout.destroy());
    const code = await new Promise((resolve) => child.once('exit', resolve));
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  });
});
