import { expect, test } from 'vitest';
import { pods } from '../support/pods.ts';
import { policy } from '../support/policy.ts';
import { runCli } from '../support/run-cli.ts';
import { makeTemporaryFolder } from '../support/temporary-folder.ts';

const SHOP = `#-- shop.yaml
${pods('web', { namespace: 'shop' })}${pods('api', { namespace: 'shop' })}${policy({
  name: 'in',
  namespace: 'shop',
  pods: 'app: api',
  types: 'Ingress',
  ingress: '[{ from: [{ podSelector: { matchLabels: { app: web } } }], ports: [{ port: 8080 }] }]',
})}`;

test('prints what there is, who means to reach whom, and how many findings there are', async () => {
  const folder = makeTemporaryFolder(
    `${SHOP}${policy({ name: 'typo', namespace: 'shop', pods: 'app: apy', types: 'Ingress' })}`,
  );
  const { code, stdout, stderr } = await runCli(['graph', '--format', 'json', '.'], { cwd: folder.path });
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  const graph = JSON.parse(stdout);
  expect(
    graph.nodes.map(({ id, warnings }: { id: string; warnings: number }) => `${id} ${warnings}`),
  ).toEqual([
    'Deployment/shop/api 0',
    'Deployment/shop/web 0',
    'NetworkPolicy/shop/in 0',
    'NetworkPolicy/shop/typo 1',
  ]);
  expect(graph.inside).toEqual([
    {
      namespace: 'shop',
      links: [
        {
          from: 'Deployment/shop/web',
          to: 'Deployment/shop/api',
          verdict: 'allowed',
          ports: 'TCP 8080',
          because: 'rule',
        },
      ],
      hidden: 0,
    },
  ]);
});

test('a path that is not there', async () => {
  const { code, stderr } = await runCli(['graph', 'nowhere'], { cwd: makeTemporaryFolder(SHOP).path });
  expect(code).toBe(2);
  expect(stderr).toContain('nowhere');
});

test('draws the map, or one resource with all that has to do with it', async () => {
  const folder = makeTemporaryFolder(SHOP);
  const run = async (...args: string[]): Promise<string> => {
    const { code, stdout, stderr } = await runCli(['graph', ...args], { cwd: folder.path });
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    return stdout;
  };
  expect(await run()).toMatch(/^<svg [\s\S]*>TCP 8080<[\s\S]*<\/svg>\n$/);
  expect(await run('--theme', 'dark', '--focus', 'api')).toContain('>Deployment api<');
  expect(await run('--focus', 'NetworkPolicy/shop/in')).toContain('>selects app=api in shop<');
  expect(await run('--format', 'mermaid')).toContain('n0 -->|"✓ TCP 8080"| n1');
  expect(await run('--format', 'dot', '--expand', 'none')).toContain('label="shop\\n2 workloads"');
});

test.each([
  [['--focus', 'apy'], 'there is no workload, Service, route or policy apy; did you mean api?'],
  [['--expand', 'shop,shpo'], 'there is no namespace shpo'],
])('what is not there: %s', async (args, why) => {
  const { code, stderr } = await runCli(['graph', ...args], { cwd: makeTemporaryFolder(SHOP).path });
  expect({ code, stderr }).toEqual({ code: 2, stderr: `kubereach: ${why}\n` });
});
