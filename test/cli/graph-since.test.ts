import { describe, expect, test } from 'vitest';
import { HAS_GIT, makeRepository } from '../support/git.ts';
import { pods } from '../support/pods.ts';
import { policy } from '../support/policy.ts';
import { type CliResult, runCli } from '../support/run-cli.ts';
import { makeTemporaryFolder, type TemporaryFolder } from '../support/temporary-folder.ts';

const PODS = ['web', 'job', 'api'].map((name) => pods(name, { namespace: 'shop' })).join('');

const admitting = (name: string): string =>
  policy({
    name: 'in',
    namespace: 'shop',
    pods: 'app: api',
    types: 'Ingress',
    ingress: `[{ from: [{ podSelector: { matchLabels: { app: ${name} } } }], ports: [{ port: 8080 }] }]`,
  });

const MAYBE = policy({
  name: 'out',
  namespace: 'shop',
  pods: 'app: web',
  types: 'Egress',
  egress: '[{ to: [{ podSelector: { matchLabels: { app: api } } }] }]',
});

/** In the last commit api admitted web, and now it admits job. */
function changed(): TemporaryFolder {
  const folder = makeRepository(
    `#-- deploy/pods.yaml\n${PODS}#-- deploy/policy.yaml\n${admitting('web')}${MAYBE}`,
  );
  folder.write('deploy/policy.yaml', admitting('job') + MAYBE);
  return folder;
}

const graph = ({ path }: TemporaryFolder, ...args: string[]): Promise<CliResult> =>
  runCli(['graph', ...args, 'deploy'], { cwd: path });

describe.skipIf(!HAS_GIT)('marks what has been opened and closed', () => {
  test('in pictures, with a legend', async () => {
    const folder = changed();
    const svg = await graph(folder, '--since', 'HEAD');
    expect(svg).toMatchObject({ code: 0, stderr: 'kubereach: 1 opened, 1 closed since HEAD.\n' });
    expect(svg.stdout).toContain('>+ newly open, − newly closed<');
    expect(svg.stdout.match(/<circle [^>]*r="7"/g)).toHaveLength(2);
    expect((await graph(folder)).stdout).not.toContain('newly');
    const mermaid = (await graph(folder, '--since', 'HEAD', '--format', 'mermaid')).stdout;
    expect(mermaid).toMatch(
      /\|"\+✓ TCP 8080"\|[\s\S]*stroke-width:4px\n {2}%% \+ newly open, − newly closed\n$/,
    );
    expect(mermaid).toContain('"−◐');
    const dot = (await graph(folder, '--since', 'HEAD', '--format', 'dot')).stdout;
    expect(dot).toMatch(/label="\+✓ TCP 8080", style=solid, color="#2e7d32", penwidth=3\]/);
  });

  test('between namespaces that are not expanded', async () => {
    const fromEdge = (name: string): string =>
      policy({
        name: 'in',
        namespace: 'shop',
        pods: 'app: api',
        types: 'Ingress',
        ingress: `[{ from: [{ namespaceSelector: { matchLabels: { kubernetes.io/metadata.name: edge } }, podSelector: { matchLabels: { app: ${name} } } }] }]`,
      });
    const edge = pods('proxy', { namespace: 'edge' });
    const folder = makeRepository(`#-- deploy/all.yaml\n${PODS}${edge}${fromEdge('other')}`);
    folder.write('deploy/all.yaml', PODS + edge + fromEdge('proxy'));
    const { stdout } = await graph(folder, '--since', 'HEAD', '--format', 'dot', '--expand', 'none');
    expect(stdout).toMatch(/n0 -> n1 \[label="\+.*penwidth=3\]/);
  });

  test('as data, also where a revision is called strangely', async () => {
    const folder = changed();
    const { stdout } = await graph(folder, '--since', 'HEAD^{commit}', '--format', 'json');
    expect(JSON.parse(stdout).changes).toMatchObject({
      since: 'HEAD^{commit}',
      opened: 1,
      closed: 1,
      changes: [
        { type: 'opened', from: 'Deployment/shop/job', to: 'Deployment/shop/api', ports: 'TCP 8080' },
        { type: 'closed', from: 'Deployment/shop/web', to: 'Deployment/shop/api', ports: 'TCP 8080' },
      ],
    });
    const html = await graph(folder, '--since', 'HEAD', '--format', 'html', '--focus', 'api');
    expect(html).toMatchObject({ code: 0, stderr: '' });
    expect(html.stdout).toContain('"compared":{"since":"HEAD","changes":{"opened":1,"closed":1,');
  });

  test('nothing has changed', async () => {
    const folder = makeRepository(`#-- deploy/pods.yaml\n${PODS}`);
    const { stdout, stderr } = await graph(folder, '--since', 'HEAD');
    expect(stderr).toBe('kubereach: 0 opened, 0 closed since HEAD.\n');
    expect(stdout).not.toContain('newly');
  });
});

describe.skipIf(!HAS_GIT)('what cannot be compared', () => {
  test('a revision that is not there, a folder without git, standard input', async () => {
    const none = await graph(changed(), '--since', 'nowhere');
    expect(none).toMatchObject({ code: 2, stdout: '' });
    expect(none.stderr).toContain('nowhere');
    const outside = await graph(makeTemporaryFolder(`#-- deploy/pods.yaml\n${PODS}`), '--since', 'HEAD');
    expect(outside).toMatchObject({ code: 2, stderr: expect.stringContaining('is in no git work tree') });
    const stdin = await runCli(['graph', '--since', 'HEAD', '-'], { cwd: changed().path, stdin: PODS });
    expect(stdin).toMatchObject({ code: 2, stderr: expect.stringContaining('standard input') });
  });

  test('one node in focus, which no picture marks', async () => {
    const { code, stderr } = await graph(changed(), '--since', 'HEAD', '--focus', 'api');
    expect({ code, stderr }).toEqual({
      code: 2,
      stderr:
        'kubereach: what has changed is marked on the map: leave out --focus or --since, or take --format html\n',
    });
  });
});
