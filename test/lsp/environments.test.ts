import { expect, test } from 'vitest';
import {
  chooseEnvironmentRequest,
  type EnvironmentsResult,
  environmentsRequest,
} from '../../server/src/protocol/environments.ts';
import { KUBE_TOOLS } from '../support/kube-tools.ts';
import { startLspClient } from '../support/lsp-client.ts';

const OVERLAYS = `
#-- base/kustomization.yaml
resources: [web.yaml]
#-- base/web.yaml
apiVersion: v1
kind: Service
metadata: { name: web }
spec:
  selector: { app: web }
  ports: [{ port: 80, targetPort: 8080 }]
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: web }
spec:
  selector: { matchLabels: { app: web } }
  template:
    metadata: { labels: { app: web } }
    spec: { containers: [{ name: web, ports: [{ containerPort: 8080 }] }] }
#-- dev/kustomization.yaml
namespace: dev
resources: [../base]
#-- prod/kustomization.yaml
namespace: prod
resources: [../base]
patches:
  - target: { kind: Deployment }
    patch: |-
      - op: replace
        path: /spec/template/spec/containers/0/ports/0/containerPort
        value: 9090
`;

test('a finding of one environment says so, and hover answers in the one that is chosen', async () => {
  const client = await startLspClient(OVERLAYS);
  client.open('base/web.yaml');
  const [finding] = await client.waitForDiagnostics('base/web.yaml', 'service-target-port-undeclared');
  expect(finding?.message).toMatch(/ Only in `prod`\.$/);
  const uri = client.uri('base/web.yaml');
  const ask = (): Promise<EnvironmentsResult> => client.connection.sendRequest(environmentsRequest, { uri });
  const { around, current } = await ask();
  expect(around.map(({ name, type, resources }) => [name, type, resources])).toEqual([
    ['dev', 'kustomization', 2],
    ['prod', 'kustomization', 2],
  ]);
  expect(current?.name).toBe('dev');
  await client.connection.sendRequest(chooseEnvironmentRequest, { id: around[1]?.id });
  expect((await ask()).current?.name).toBe('prod');
});

test('what holds no resources is not offered', async () => {
  const client = await startLspClient(`${OVERLAYS}#-- .github/workflows/ci.yaml\non: push\n`);
  const uri = client.uri('.github/workflows/ci.yaml');
  const { all, around, current }: EnvironmentsResult = await client.connection.sendRequest(
    environmentsRequest,
    { uri },
  );
  expect(all.map(({ name }) => name)).toEqual(['dev', 'prod']);
  expect({ around, current }).toEqual({ around: [], current: null });
});

const CHART = `
#-- chart/Chart.yaml
apiVersion: v2
name: shop
version: 1.0.0
#-- chart/values.yaml
port: 8080
#-- chart/templates/web.yaml
apiVersion: v1
kind: Service
metadata: { name: web }
spec:
  selector: { app: web }
  ports:
    - port: 80
      targetPort: {{ .Values.port }}
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: web }
spec:
  selector: { matchLabels: { app: web } }
  template:
    metadata: { labels: { app: web } }
    spec: { containers: [{ name: web, ports: [{ containerPort: 9090 }] }] }
`;

test.skipIf(!KUBE_TOOLS)(
  'a chart is rendered, and its findings are at the lines of the templates',
  async () => {
    const client = await startLspClient(CHART, { settings: () => ({ helmPath: KUBE_TOOLS?.helm }) });
    client.open('chart/templates/web.yaml');
    const [finding] = await client.waitForDiagnostics(
      'chart/templates/web.yaml',
      'service-target-port-undeclared',
    );
    expect(finding?.range.start.line).toBe(7);
    // What is typed is rendered too, before it is saved.
    client.open('chart/values.yaml');
    client.replace('chart/values.yaml', '8080', '9090');
    expect(await client.underlined('chart/templates/web.yaml', 'service-target-port-undeclared')).toEqual([]);
  },
);

test.skipIf(!KUBE_TOOLS)('a chart is rendered again when what is deployed of it changes', async () => {
  const application = `#-- argo/shop.yaml
apiVersion: argoproj.io/v1alpha1
kind: Application
metadata: { name: shop }
spec: { source: { path: chart, helm: { valueFiles: [/envs/prod.yaml], values: 'other: 1' } } }
#-- envs/prod.yaml
port: 9090
`;
  const settings = () => ({ helmPath: KUBE_TOOLS?.helm });
  const client = await startLspClient(CHART + application, { settings });
  const template = 'chart/templates/web.yaml';
  const rule = 'service-target-port-undeclared';
  client.open(template);
  client.open('argo/shop.yaml');
  client.open('envs/prod.yaml');
  client.replace('argo/shop.yaml', 'other: 1', 'port: 8080');
  expect(await client.waitForDiagnostics(template, rule)).toHaveLength(1);
  client.replace('argo/shop.yaml', 'port: 8080', 'port: 9090');
  expect(await client.underlined(template, rule)).toEqual([]);
  client.replace('argo/shop.yaml', 'port: 9090', 'other: 2');
  client.replace('envs/prod.yaml', '9090', '8080');
  expect(await client.waitForDiagnostics(template, rule)).toHaveLength(1);
});

test('in a folder that is not trusted no helm is run', async () => {
  const client = await startLspClient(CHART, {
    settings: () => ({ helmPath: KUBE_TOOLS?.helm }),
    initializationOptions: { isTrusted: false },
  });
  client.open('chart/templates/web.yaml');
  expect(await client.underlined('chart/templates/web.yaml', 'service-target-port-undeclared')).toEqual([]);
});
