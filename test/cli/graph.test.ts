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
