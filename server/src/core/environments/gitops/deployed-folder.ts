import { folderOf, isWithin } from '../../base/folder-of.ts';
import { type Heads, kustomizationIn } from '../find-kustomizations.ts';
import type { FoundDeployment } from './deployment.ts';
import { type Deployments, pathFrom } from './find-deployments.ts';
import { takesFile } from './taken-files.ts';

/** The innermost folder that somebody deploys a plain manifest with. */
export function deployedFolder(uri: string, deployments: Deployments): string | undefined {
  return [...deployments]
    .filter(
      ([folder, all]) =>
        isWithin(uri, folder) && all.some(({ takes }) => takesFile(takes, pathFrom(folder, uri))),
    )
    .map(([folder]) => folder)
    .sort((a, b) => b.length - a.length)[0];
}

/**
 * What deploys a kustomization: whoever names its folder, or else one around it that is no kustomization itself and takes in
 * those that it finds.
 */
export function deploymentsWith(
  kustomization: string,
  deployments: Deployments,
  heads: Heads,
): readonly FoundDeployment[] | undefined {
  const own = deployments.get(folderOf(kustomization));
  if (own) return own;
  for (let folder = folderOf(folderOf(kustomization)); folder !== ''; folder = folderOf(folder)) {
    if (kustomizationIn(folder, (file) => heads.has(file)) !== undefined) return undefined;
    const found = deployments.get(folder)?.filter(({ takes }) => takes.withKustomizations);
    if (found && found.length > 0) return found;
  }
  return undefined;
}
