import { expect, test } from 'vitest';
import { TWICE } from '../support/port-mistake.ts';
import { runCli } from '../support/run-cli.ts';
import { makeTemporaryFolder } from '../support/temporary-folder.ts';

const OFF = 'rules: { duplicate-key: off }\n';

test('the nearest file from the working directory upwards', async () => {
  const folder = makeTemporaryFolder(`#-- kubereach.yaml\n${OFF}#-- deploy/prod/a.yaml\n${TWICE}`);
  const check = (): ReturnType<typeof runCli> => runCli(['check'], { cwd: folder.at('deploy/prod') });
  expect(await check()).toMatchObject({ code: 0, stderr: '' });
  folder.write('deploy/kubereach.yaml', 'rules: { duplicate-key: warning }\n');
  expect((await check()).stdout).toContain('warning duplicate-key');
});

test('a file that is named', async () => {
  const folder = makeTemporaryFolder(`#-- config/ours.yaml\n${OFF}#-- deploy/a.yaml\n${TWICE}`);
  const check = (...args: string[]): ReturnType<typeof runCli> =>
    runCli(['check', 'deploy', ...args], { cwd: folder.path });
  expect(await check('--config', 'config/ours.yaml')).toMatchObject({ code: 0 });
  expect(await check()).toMatchObject({ code: 1 });
  expect(await check('--config', 'config/theirs.yaml')).toEqual({
    code: 2,
    stdout: '',
    stderr: 'kubereach: config/theirs.yaml cannot be read: it does not exist.\n',
  });
});

test('an option goes before the file', async () => {
  const folder = makeTemporaryFolder(`#-- kubereach.yaml\ndefaultNamespace: file\n#-- a.yaml\n${TWICE}`);
  const namespaceOf = async (...args: string[]): Promise<string | undefined> => {
    const { stdout } = await runCli(['check', '--format', 'json', ...args], { cwd: folder.path });
    return /"namespace": "(\w+)"/.exec(stdout)?.[1];
  };
  expect(await namespaceOf()).toBe('file');
  expect(await namespaceOf('--namespace', 'option')).toBe('option');
});

test('mistakes are told on standard error, and change no exit code', async () => {
  const folder = makeTemporaryFolder(`#-- kubereach.yaml\n${OFF}networkPlugin: weaver\n#-- a.yaml\n${TWICE}`);
  expect(await runCli(['check'], { cwd: folder.path })).toEqual({
    code: 0,
    stdout: 'No problems found in 1 resource of 1 file.\n',
    stderr: 'kubereach: kubereach.yaml:2:16: `weaver` is no network plugin; did you mean `weave`?\n',
  });
});

test('every command heeds it', async () => {
  const folder = makeTemporaryFolder('#-- kubereach.yaml\nnetworkPlugin: weaver\n');
  const { stderr } = await runCli(['allow', 'a', 'b:80'], { cwd: folder.path });
  expect(stderr).toContain('kubereach.yaml:1:16:');
  expect(await runCli(['allow', 'a', 'b:80', '--config', 'no.yaml'], { cwd: folder.path })).toMatchObject({
    code: 2,
  });
});

test('what it names and what nothing comes of is told', async () => {
  const folder = makeTemporaryFolder(`#-- kubereach.yaml
charts: { charts/none: { release: shop } }
environments: { all: { paths: [k8s, k8s/none, deploy] } }
#-- k8s/a.yaml
apiVersion: v1
kind: ConfigMap
metadata: { name: a }
#-- deploy/kustomization.yaml
resources: [b.yaml]
#-- deploy/b.yaml
apiVersion: v1
kind: ConfigMap
metadata: { name: b }
`);
  const { code, stderr } = await runCli(['environments'], { cwd: folder.path });
  expect(code).toBe(0);
  expect(stderr.trimEnd().split('\n')).toEqual([
    'kubereach: the configuration names the chart charts/none, where there is no Chart.yaml.',
    'kubereach: the configuration names k8s/none in the environment all, and there is no such file or folder.',
    'kubereach: the configuration names deploy in the environment all, which holds no plain manifests: kustomizations and charts are environments of their own.',
  ]);
  expect((await runCli(['environments', 'k8s'], { cwd: folder.path })).stderr).not.toContain('deploy');
});
