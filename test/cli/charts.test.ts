import { existsSync } from 'node:fs';
import { dirname } from 'node:path';
import { describe, expect, test } from 'vitest';
import { commitAll, HAS_GIT } from '../support/git.ts';
import { KUBE_TOOLS } from '../support/kube-tools.ts';
import { runCli } from '../support/run-cli.ts';
import { makeTemporaryFolder, type TemporaryFolder } from '../support/temporary-folder.ts';

/** A chart whose policy names the wrong port, unless somebody sets another one. */
const CHART = `#-- repository/charts/shop/Chart.yaml
apiVersion: v2
name: shop
version: 1.0.0
#-- repository/charts/shop/values.yaml
port: 80
#-- repository/charts/shop/templates/shop.yaml
apiVersion: v1
kind: Service
metadata: { name: {{ .Release.Name }} }
spec:
  selector: { app: shop }
  ports: [{ port: 80, targetPort: 8080 }]
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: shop }
spec:
  selector: { matchLabels: { app: shop } }
  template:
    metadata: { labels: { app: shop } }
    spec: { containers: [{ name: shop, image: {{ required "say image" .Values.image }}, ports: [{ containerPort: 8080 }] }] }
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: shop }
spec:
  podSelector: { matchLabels: { app: shop } }
  ingress:
    - ports:
        - port: {{ .Values.port }}
#-- outside.yaml
image: x
`;

const APPLICATION = (helm: string): string => `#-- repository/argo/shop.yaml
apiVersion: argoproj.io/v1alpha1
kind: Application
metadata: { name: shop, namespace: argocd }
spec:
  destination: { namespace: shop }
  source: { path: charts/shop, repoURL: https://example.com/shop.git, helm: ${helm} }
`;

const env = { PATH: `${dirname(KUBE_TOOLS?.helm ?? '')}:${process.env.PATH}` };

async function check(helm: string) {
  const folder = makeTemporaryFolder(CHART + APPLICATION(helm));
  const run = await runCli(['check', '.'], { cwd: folder.at('repository'), env });
  return { ...run, folder };
}

test.skipIf(KUBE_TOOLS)('skipped: the helm that tests come with does not run on this system', () => {
  expect(KUBE_TOOLS).toBeUndefined();
});

test.skipIf(!KUBE_TOOLS).each([
  ['data', '{ valuesObject: { image: x, port: 8080 } }'],
  ['a text', '{ values: "{ image: x, port: 8080 }" }'],
  ['parameters', '{ parameters: [{ name: image, value: x }, { name: port, value: "8080" }] }'],
])('a chart is judged by the values that an Application sets as %s', async (_, helm) => {
  expect((await check(helm)).stdout).toContain('No problems found');
});

test.skipIf(!KUBE_TOOLS)('where values are wrong, or missing, it is said', async () => {
  expect((await check('{ valuesObject: { image: x } }')).stdout).toContain('error policy-uses-service-port');
  expect((await check('{}')).stdout).toContain('hint chart-needs-values');
});

test.skipIf(!KUBE_TOOLS)('where nobody knows the values, nothing is said of them', async () => {
  const { stdout, stderr } = await check('{ valueFiles: ["https://example.com/values.yaml"] }');
  expect({ stdout, stderr }).toEqual({ stdout: expect.stringContaining('No problems found'), stderr: '' });
});

test.skipIf(!KUBE_TOOLS)(
  'an Application can make helm neither write files nor read those of others',
  async () => {
    const written = await check('{ releaseName: --output-dir=made, valuesObject: { image: x, port: 8080 } }');
    expect(written.stdout).toContain('No problems found');
    expect(existsSync(written.folder.at('repository/made'))).toBe(false);
    expect((await check('{ valueFiles: [../../../outside.yaml] }')).stdout).toContain('No problems found');
  },
);

const RELEASED = `#-- Chart.yaml
apiVersion: v2
name: shop
version: 1.0.0
#-- values.yaml
port: 80
#-- templates/shop.yaml
apiVersion: v1
kind: Service
metadata: { name: shop, namespace: {{ .Release.Namespace }} }
spec:
  selector: { app: shop }
  ports: [{ port: 80, targetPort: 8080 }]
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: shop }
spec:
  template:
    metadata: { labels: { app: shop } }
    spec: { containers: [{ name: shop, ports: [{ containerPort: 8080 }] }] }
#-- templates/policy.yaml
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: shop }
spec:
  podSelector: {}
  ingress: [{ ports: [{ port: {{ .Values.port }} }] }]
`;

test.skipIf(!KUBE_TOOLS)('a release goes to the namespace that is set for what names none', async () => {
  const { path: cwd } = makeTemporaryFolder(RELEASED.replace('port: 80\n', 'port: 8080\n'));
  expect((await runCli(['check', '-n', 'shop', '.'], { cwd, env })).stdout).toContain('No problems found');
});

describe.skipIf(!KUBE_TOOLS || !HAS_GIT)('a chart is compared with what helm makes of it as it was', () => {
  const diff = async (change: (folder: TemporaryFolder) => void): Promise<string> => {
    const folder = makeTemporaryFolder(RELEASED);
    commitAll(folder, 'init', '--quiet');
    change(folder);
    return (await runCli(['diff', '.'], { cwd: folder.path, env })).stdout;
  };

  test('with other values', async () => {
    const said = await diff((folder) => folder.write('values.yaml', 'port: 8080\n'));
    expect(said).toContain('+ outside => default/shop[Deployment] : TCP 8080');
    expect(said).toContain(
      'templates/policy.yaml:6:15: ingress admitted by NetworkPolicy default/shop, rule 1',
    );
  });

  test('with another template', async () => {
    const said = await diff((folder) =>
      folder.write('templates/policy.yaml', 'kind: ConfigMap\napiVersion: v1\n'),
    );
    expect(said).toContain(
      'HEAD:templates/policy.yaml:6:15: ingress no longer isolated by NetworkPolicy default/shop, which is gone',
    );
  });

  test('with a template that was not there', async () => {
    const closed = RELEASED.split('#-- templates/policy.yaml\n')[1] ?? '';
    const said = await diff((folder) =>
      folder.write('templates/other.yaml', closed.replace('name: shop', 'name: other')),
    );
    expect(said).toContain('No connections opened or closed since HEAD.');
  });

  test('which marks the picture, too', async () => {
    const folder = makeTemporaryFolder(RELEASED);
    commitAll(folder, 'init', '--quiet');
    folder.write('values.yaml', 'port: 8080\n');
    const { stderr } = await runCli(['graph', '--since', 'HEAD', '.'], { cwd: folder.path, env });
    expect(stderr).toContain('opened, 2 closed since HEAD.');
  });
});
