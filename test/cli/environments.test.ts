import { describe, expect, test } from 'vitest';
import { pods } from '../support/pods.ts';
import { runCli } from '../support/run-cli.ts';
import { makeTemporaryFolder } from '../support/temporary-folder.ts';

const SERVICE = `apiVersion: v1
kind: Service
metadata: { name: web }
spec: { selector: { app: web }, ports: [{ port: 80, targetPort: 8080 }] }
---
`;
const OVERLAYS = `#-- base/kustomization.yaml
resources: [web.yaml]
#-- base/web.yaml
${SERVICE}${pods('web', { ports: ['http: 8080'] })}
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

describe('environments', () => {
  test('are listed with what they contain', async () => {
    const folder = makeTemporaryFolder(`${OVERLAYS}#-- a/x.yaml\n${pods('x')}#-- b/x.yaml\n${pods('x')}`);
    const { stdout, code } = await runCli(['environments', '.'], { cwd: folder.path });
    expect(code).toBe(0);
    expect(stdout).toBe(`a     folder         1 resource of 1 file in default, as in b: told apart
      1 Deployment
b     folder         1 resource of 1 file in default, as in a: told apart
      1 Deployment
dev   kustomization  2 resources of 1 file in dev
      1 Deployment, 1 Service
prod  kustomization  2 resources of 1 file in prod
      1 Deployment, 1 Service
`);
  });

  test('are none without resources, unless there is nothing else', async () => {
    const pipeline = '#-- .github/workflows/ci.yaml\non: push\n#-- docker-compose.yml\nservices: {}\n';
    const { path: cwd } = makeTemporaryFolder(
      `${pipeline}#-- k8s/kustomization.yaml\nresources: [web.yaml]\n#-- k8s/web.yaml\n${pods('web')}`,
    );
    const { stdout } = await runCli(['environments', '.'], { cwd });
    expect(stdout).toBe('k8s  kustomization  1 resource of 1 file in default\n     1 Deployment\n');
    const { code, stderr } = await runCli(['connections', '.'], { cwd });
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const { path: alone } = makeTemporaryFolder(pipeline);
    expect((await runCli(['environments', '.'], { cwd: alone })).stdout).toContain('0 resources');
  });

  test('group what is found', async () => {
    const folder = makeTemporaryFolder(OVERLAYS);
    const { stdout } = await runCli(['check', '.', '--fail-on', 'never'], { cwd: folder.path });
    expect(stdout).toMatch(/^Only in prod\n\nbase\/web.yaml:4:\d+ warning service-target-port-undeclared/);
    const { stdout: json } = await runCli(['check', '.', '-f', 'json'], { cwd: folder.path });
    expect(JSON.parse(json).findings).toMatchObject([{ environments: ['prod'] }]);
  });

  test('are chosen by name', async () => {
    const folder = makeTemporaryFolder(OVERLAYS);
    const check = (name: string) => runCli(['check', '.', '-e', name], { cwd: folder.path });
    expect((await check('dev')).stdout).toContain('No problems found');
    expect((await check('prod')).stdout).toContain('service-target-port-undeclared');
    expect((await check('test')).stderr).toContain('there is no environment test; there are dev and prod');
    const { stderr, code } = await runCli(['connections', '.'], { cwd: folder.path });
    expect({ stderr, code }).toMatchObject({
      stderr: expect.stringContaining('choose one with --environment; there are dev and prod'),
      code: 2,
    });
  });

  test('bases beside the paths are read too', async () => {
    const folder = makeTemporaryFolder(OVERLAYS);
    folder.write('.git', 'gitdir: nowhere\n');
    const { stdout } = await runCli(['environments', 'prod'], { cwd: folder.path });
    expect(stdout).toContain('prod  kustomization  2 resources of 1 file in prod');
  });
});
