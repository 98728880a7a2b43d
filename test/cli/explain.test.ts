import { fileURLToPath } from 'node:url';
import picocolors from 'picocolors';
import { describe, expect, test } from 'vitest';
import { formatExplanationText } from '../../server/src/cli/reporters/explanation-text.ts';
import { ALL_PORTS } from '../../server/src/core/reach/port-set.ts';
import { expectGolden } from '../support/golden.ts';
import { pods } from '../support/pods.ts';
import { policy } from '../support/policy.ts';
import { type CliResult, runCli } from '../support/run-cli.ts';
import { makeTemporaryFolder } from '../support/temporary-folder.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const shop = (from: string, to: string, ...args: string[]): Promise<CliResult> =>
  runCli(['explain', from, to, 'examples/shop', ...args], { cwd: ROOT });

describe('the shop', () => {
  test.each([
    ['one port, through a Service', 'shop/web', 'shop/api:80', 'port'],
    ['every port', 'orders', 'Deployment/shop/api', 'pair'],
    ['every port of a Service, from outside', 'external', 'Service/shop/api', 'service'],
    ['the requests of an Ingress', 'Ingress/shop/shop', 'web', 'ingress'],
  ])('%s', async (_, from, to, name) => {
    const { code, stdout, stderr } = await shop(from, to);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expectGolden(new URL(`golden/shop-explain-${name}.txt`, import.meta.url), stdout);
  });

  test('as JSON, with the place and the rule of every reason', async () => {
    const { code, stdout } = await shop('orders', 'redis:redis', '--format', 'json');
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toEqual({
      ways: [
        {
          from: 'shop/orders[Deployment]',
          to: 'shop/redis[StatefulSet]',
          steps: [],
          fates: [
            {
              answer: 'denied',
              conn: 'TCP 6379',
              ports: [{ protocol: 'TCP', from: 6379, to: 6379 }],
              egress: {
                answer: 'allowed',
                reasons: [
                  {
                    type: 'grant',
                    text: 'admitted by NetworkPolicy shop/orders, rule 1',
                    certain: true,
                    policy: {
                      apiVersion: 'networking.k8s.io/v1',
                      kind: 'NetworkPolicy',
                      namespace: 'shop',
                      name: 'orders',
                    },
                    tier: 'namespace',
                    rule: 1,
                    file: 'examples/shop/policies.yaml',
                    line: 89,
                    column: 7,
                  },
                ],
              },
              ingress: {
                answer: 'denied',
                reasons: [
                  expect.objectContaining({ type: 'isolation', line: 9 }),
                  expect.objectContaining({ type: 'isolation', line: 124 }),
                ],
              },
            },
          ],
        },
      ],
    });
    const ingress = await shop('Ingress/shop/shop', 'web', '-f', 'json');
    expect(JSON.parse(ingress.stdout).ways[0].steps).toMatchObject([
      { text: 'Ingress shop/shop: shop.example.com/', file: 'examples/shop/ingress.yaml', line: 19 },
      { text: 'Service shop/web:80', file: 'examples/shop/web.yaml', line: 41 },
      { text: 'port 3000 (http) of Deployment shop/web', file: 'examples/shop/web.yaml', line: 23 },
    ]);
  });

  test('the exit code can tell the answer', async () => {
    const code = async (to: string, failOn: string): Promise<unknown> =>
      (await shop('web', to, '--fail-on', failOn)).code;
    expect(await code('api:80', 'denied')).toBe(1);
    expect(await code('api:80', 'allowed,depends')).toBe(0);
    expect(await code('api:9090', 'allowed,depends')).toBe(1);
    expect(await code('Service/shop/api:9090', 'denied'), 'a way that leads nowhere').toBe(1);
  });
});

describe('what is not understood is told on standard error, and is 2', () => {
  test.each([
    [
      'a source that is not there',
      'shop/wep',
      'api',
      'there is no workload, Ingress or Route shop/wep; did you mean shop/web?',
    ],
    [
      'a destination that is not there',
      'web',
      'apii:80',
      'there is no workload or Service apii; did you mean api?',
    ],
    ['a port that nobody has', 'web', 'api:grpc', 'Deployment shop/api has no port named `grpc`.'],
    [
      'a port that a Service lacks',
      'web',
      'Service/shop/web:81',
      'Service shop/web has no port 81, but 80 (http).',
    ],
    [
      'a port that is none',
      'web',
      'api:0',
      '0 in api:0 is no port: ports are numbers from 1 to 65535, or names',
    ],
    [
      'a protocol that is none',
      'web',
      'api:80/HTTP',
      'HTTP in api:80/HTTP is no protocol: write TCP, UDP or SCTP',
    ],
    ['no destination', 'web', ':80', ':80 names no destination: write it as name:port'],
    [
      'a named port of an address',
      'web',
      '192.0.2.1:http',
      'http in 192.0.2.1:http is the name of a port, which addresses do not have',
    ],
    ['no pods', 'external', '192.0.2.1', 'policies know nothing of traffic that no pod sends or receives.'],
  ])('%s', async (_, from, to, message) => {
    expect(await shop(from, to)).toEqual({ code: 2, stdout: '', stderr: `kubereach: ${message}\n` });
  });

  test('an answer that there is not', async () => {
    const { code, stderr } = await shop('web', 'api', '--fail-on', 'maybe');
    expect(code).toBe(2);
    expect(stderr).toMatch(/'maybe' is invalid.* Allowed are allowed, depends, denied/);
  });

  test('pods of one owner that are not alike', async () => {
    const owned = (name: string, label: string): string =>
      `apiVersion: v1\nkind: Pod\nmetadata: { name: ${name}, namespace: shop, labels: { app: ${label} }, ownerReferences: [{ kind: ReplicaSet, name: web, controller: true }] }\nspec: { containers: [] }\n---\n`;
    const folder = makeTemporaryFolder(
      `#-- a.yaml\n${owned('web-1', 'a')}${owned('web-2', 'b')}${pods('api', { namespace: 'shop' })}`,
    );
    const run = (from: string): Promise<CliResult> => runCli(['explain', from, 'api'], { cwd: folder.path });
    expect(await run('web')).toMatchObject({
      code: 2,
      stderr:
        'kubereach: web is several pods that are not alike: name one of Pod/shop/web-1, Pod/shop/web-2\n',
    });
    expect(await run('web-1')).toMatchObject({ code: 0, stderr: '' });
  });
});

describe('ends', () => {
  const source = `#-- a.yaml\n${policy({ namespace: 'shop', types: 'Egress', egress: '[{ to: [{ ipBlock: { cidr: "2001:db8::/32" } }], ports: [{ port: 443 }] }]' })}${pods('web', { namespace: 'shop' })}`;
  test.each([
    ['192.0.2.7', 'denied   every port'],
    ['192.0.2.0/24:443', 'denied   TCP 443'],
    ['2001:db8::1', 'allowed  TCP 443'],
    ['[2001:db8::1]:443', 'allowed  TCP 443'],
    ['2001:db8::/33:53/udp', 'denied   UDP 53'],
    ['external:443', 'denied   TCP 443'],
  ])('the address %s', async (to, line) => {
    const { path } = makeTemporaryFolder(source);
    const { code, stdout } = await runCli(['explain', 'web', to], { cwd: path });
    expect(code).toBe(0);
    expect(stdout).toContain(`\n\n${line}\n  egress   `);
  });

  test('standard input', async () => {
    const { path } = makeTemporaryFolder('');
    const run = await runCli(['explain', 'web', '192.0.2.7', '-'], { cwd: path, stdin: source });
    expect(run.stdout).toContain('\n           <stdin>:8:');
  });
});

test('long clauses are broken where they begin', () => {
  const reason = { type: 'default' } as const;
  const text = 'one two three four five six seven eight nine ten';
  const side = {
    direction: 'ingress',
    answer: 'allowed',
    reasons: [{ reason, text, doubt: undefined, ruleNumber: undefined, at: undefined }],
    doubt: undefined,
  } as const;
  const fates = [{ ports: ALL_PORTS, answer: 'allowed', sides: [side] } as const];
  const way = {
    from: 'a',
    to: 'b',
    steps: [],
    fates,
    workloads: { from: undefined, to: undefined },
    nowhere: undefined,
    note: undefined,
  };
  const colors = picocolors.createColors(false);
  expect(formatExplanationText([way], { place: () => undefined, colors, width: 40 })).toBe(`a => b

allowed  every port
  ingress  one two three four five six
           seven eight nine ten
`);
});
