import { execFileSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import { type CliResult, runCli } from '../support/run-cli.ts';
import { makeTemporaryFolder, type TemporaryFolder } from '../support/temporary-folder.ts';

const workload = (name: string): string => `apiVersion: apps/v1
kind: Deployment
metadata:
  name: ${name}
  namespace: shop
spec:
  selector:
    matchLabels:
      app: ${name}
  template:
    metadata:
      labels:
        app: ${name}
    spec:
      containers:
        - name: ${name}
          image: ${name}:1
          ports:
            - containerPort: 8080
`;

/** Two workloads, a Service before one of them, and a policy that closes it. */
const CLOSED = `#-- web.yaml
${workload('web')}#-- api.yaml
${workload('api')}---
apiVersion: v1
kind: Service
metadata:
  name: api
  namespace: shop
spec:
  selector:
    app: api
  ports:
    - port: 80
      targetPort: 8080
#-- policies/api.yaml
# Nobody may call it.
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: api
  namespace: shop
spec:
  podSelector:
    matchLabels:
      app: api
  policyTypes:
    - Ingress
`;

const allow = ({ path }: TemporaryFolder, ...args: string[]): Promise<CliResult> =>
  runCli(['allow', ...args], { cwd: path });

test('prints a diff that git can apply, and writes nothing', async () => {
  const folder = makeTemporaryFolder(CLOSED);
  const before = folder.read('policies/api.yaml');
  const { code, stdout, stderr } = await allow(folder, 'web', 'api:80');
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout).toContain('--- a/policies/api.yaml\n+++ b/policies/api.yaml\n');
  expect(stdout).toMatch(/add --write\.\n$/);
  expect(folder.read('policies/api.yaml')).toBe(before);
  execFileSync('git', ['apply', '-'], { cwd: folder.path, input: stdout });
  const patched = folder.read('policies/api.yaml');
  expect(patched).not.toBe(before);
  folder.write('policies/api.yaml', before);
  expect(await allow(folder, '--write', 'web', 'api:80')).toMatchObject({
    code: 0,
    stdout: expect.stringMatching(/Wrote policies\/api\.yaml\.\n$/),
  });
  expect(folder.read('policies/api.yaml')).toBe(patched);
});

test('a byte order mark stays where it was', async () => {
  const folder = makeTemporaryFolder(CLOSED);
  folder.write('policies/api.yaml', `\uFEFF${folder.read('policies/api.yaml')}`);
  await allow(folder, '--write', 'web', 'api:80');
  expect(folder.read('policies/api.yaml')).toMatch(/^\uFEFF# Nobody may call it\.\n[^\uFEFF]*port: 8080\n$/);
});

test('where one end is on standard input, nothing of the other is written', async () => {
  const folder = makeTemporaryFolder(CLOSED);
  const shut = folder
    .read('policies/api.yaml')
    .replace(/name: api|app: api/g, (match) => match.replace('api', 'web'))
    .replace('- Ingress', '- Egress');
  const before = folder.read('policies/api.yaml');
  const input = `${folder.read('web.yaml')}\n---\n${shut}`;
  const run = await runCli(['allow', '--write', 'web', 'api:80', 'api.yaml', 'policies', '-'], {
    cwd: folder.path,
    stdin: input,
  });
  expect(run).toMatchObject({
    code: 2,
    stderr: 'kubereach: what came from standard input cannot be written\n',
    stdout: expect.stringContaining('+++ b/policies/api.yaml'),
  });
  expect(folder.read('policies/api.yaml')).toBe(before);
});

test('what is allowed already is told with its reason, and nothing is written', async () => {
  const folder = makeTemporaryFolder(CLOSED);
  await allow(folder, '--write', 'web', 'api:80');
  const before = folder.read('policies/api.yaml');
  expect(await allow(folder, '--write', 'web', 'api:80')).toEqual({
    code: 0,
    stdout:
      'Already allowed: Deployment shop/web to Deployment shop/api on TCP 8080. No policy limits the egress of Deployment shop/web, and the ingress of Deployment shop/api is allowed by NetworkPolicy shop/api.\n',
    stderr: '',
  });
  expect(folder.read('policies/api.yaml')).toBe(before);
});

test("a Service's port opens that of its pods, and the title says so", async () => {
  const { stdout } = await allow(makeTemporaryFolder(CLOSED), 'web', 'api:80');
  expect(stdout).toContain('on TCP 8080, port 80 of Service shop/api: ingress in NetworkPolicy shop/api');
  expect(stdout).toMatch(/^\+ +port: 8080$/m);
});

test.each([
  ['api', 'api:8080'],
  ['shop/web', 'shop/api:8080'],
  ['Deployment/shop/web', 'Deployment/shop/api:8080'],
  ['shop/web[Deployment]', 'api:80/TCP'],
])('understands the names %s and %s', async (from, to) => {
  expect(await allow(makeTemporaryFolder(CLOSED), from, to)).toMatchObject({ code: 0, stderr: '' });
});

describe('wrong usage is told, and is 2', () => {
  test.each([
    ['a destination without a port', ['web', 'api'], 'api names no port: write it as name:port'],
    [
      'a destination without a name',
      ['web', ':80'],
      ':80 names no workload or Service: write it as name:port',
    ],
    ['a workload that is not there', ['wep', 'api:80'], 'there is no workload wep; did you mean web?'],
    [
      'a destination that is not there',
      ['web', 'apy:80'],
      'there is no workload or service apy; did you mean api?',
    ],
    [
      'a port that is too high',
      ['web', 'api:99999'],
      '99999 in api:99999 is no port: ports are numbers from 1 to 65535, or names',
    ],
    [
      'a port that is too low',
      ['web', 'api:0'],
      '0 in api:0 is no port: ports are numbers from 1 to 65535, or names',
    ],
    ['a port name that is not there', ['web', 'api:grpc'], 'Deployment shop/api has no port named `grpc`.'],
    [
      'a protocol that is none',
      ['web', 'api:80/HTTP'],
      'HTTP in api:80/HTTP is no protocol: write TCP, UDP or SCTP',
    ],
    ['a path that is not there', ['web', 'api:80', 'missing'], 'missing cannot be read: it does not exist.'],
  ])('%s', async (_, args, message) => {
    const run = await allow(makeTemporaryFolder(CLOSED), ...args);
    expect(run).toEqual({ code: 2, stdout: '', stderr: `kubereach: ${message}\n` });
  });

  test('a folder without manifests, and too few arguments', async () => {
    const empty = makeTemporaryFolder('');
    expect(await allow(empty, 'web', 'api:80')).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('no manifests'),
    });
    expect(await allow(empty, 'web')).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('missing required argument'),
    });
  });
});
