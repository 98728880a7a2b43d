import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { pods } from '../support/pods.ts';
import { policy } from '../support/policy.ts';
import { runCli } from '../support/run-cli.ts';
import { makeTemporaryFolder } from '../support/temporary-folder.ts';

const CILIUM = `apiVersion: cilium.io/v2
kind: CiliumNetworkPolicy
metadata: { name: lock }
spec: { endpointSelector: {} }
---
`;

const COMMANDS = [
  ['connections'],
  ['explain', 'web', 'api:80'],
  ['allow', 'web', 'api:80'],
  ['diff', '--base', 'HEAD'],
];

test.each(COMMANDS)('%s tells which policies its answer leaves out, and answers', async (...args) => {
  const run = await answer(args, `${pods('web')}${pods('api')}${CILIUM}`);
  expect({ code: run.code, stderr: run.stderr }).toEqual({
    code: 0,
    stderr:
      'kubereach: CiliumNetworkPolicy default/lock is not evaluated: what it denies or allows is not in these answers.\n',
  });
});

test.each(COMMANDS)('%s tells of policies that may have been read wrongly', async (...args) => {
  const broken = 'apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: { name: half }\nspec: {\n';
  const run = await answer(args, `${pods('web')}${pods('api')}${broken}`);
  expect(run.stderr).toBe(
    'kubereach: NetworkPolicy default/half is broken YAML and may have been read wrongly.\n',
  );
});

test.each(COMMANDS)('%s tells that policies may be missing', async (...args) => {
  const run = await answer(
    args,
    `${pods('web')}${pods('api')}apiVersion: networking.k8s.io/v1\nkind: "Network\n`,
  );
  expect(run.stderr).toBe(
    'kubereach: Documents that cannot be read may hold more policies: `kubereach check` tells where they are.\n',
  );
});

test.each(COMMANDS)('%s has nothing to tell where every policy was judged', async (...args) => {
  const lock = policy({ name: 'lock' });
  expect((await answer(args, `${pods('web')}${pods('api')}${lock}`)).stderr).toBe('');
});

async function answer(args: readonly string[], manifest: string): ReturnType<typeof runCli> {
  const { path } = makeTemporaryFolder(`#-- a.yaml\n${manifest}`);
  const git = (...words: string[]): unknown => execFileSync('git', words, { cwd: path, stdio: 'ignore' });
  git('init');
  git('-c', 'user.name=a', '-c', 'user.email=a@example.org', 'commit', '--allow-empty', '-m', 'empty');
  return await runCli([...args], { cwd: path });
}
