import { spawnSync } from 'node:child_process';
import { byName, type PlainData, plainDocuments } from './plain-resources.ts';

/** What the real kubectl makes of a kustomization, or why it refuses. */
export type KubectlBuild =
  | { readonly type: 'built'; readonly resources: Record<string, PlainData> }
  | { readonly type: 'refused'; readonly message: string };

/** Runs `kubectl kustomize` on a folder. */
export function kubectlKustomize(kubectl: string, folder: string): KubectlBuild {
  const { status, stdout, stderr } = spawnSync(kubectl, ['kustomize', folder], {
    encoding: 'utf8',
    maxBuffer: 256 * 1024 * 1024,
    // Neither a configuration of git nor a proxy may have a say.
    env: { PATH: '' },
  });
  return status === 0
    ? { type: 'built', resources: byName(plainDocuments(stdout)) }
    : { type: 'refused', message: stderr };
}
