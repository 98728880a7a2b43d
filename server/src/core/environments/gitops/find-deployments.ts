import { folderOf, isWithin } from '../../base/folder-of.ts';
import { addTo, type MultiMap } from '../../base/multi-map.ts';
import type { ManifestDifference, Manifests } from '../../workspace/division.ts';
import { resolvePath } from '../kustomize/resolve-path.ts';
import type { Deployment } from './deployment.ts';
import { hasDeployments, readDeployments } from './read-deployments.ts';

/** What is deployed by GitOps tools, by the uri of its folder. */
export type Deployments = ReadonlyMap<string, readonly Deployment[]>;

/** Whether a change may bring other deployments about. */
export function mayDeployOthers(known: Deployments, changed: readonly ManifestDifference[]): boolean {
  return changed.some(({ before, after }) => {
    // A file that comes or goes may make or take the folder that somebody deploys.
    if (known.size > 0 && (!before || !after)) return true;
    return [before, after].some((manifest) => manifest && hasDeployments(manifest));
  });
}

/** What the manifests of a workspace deploy of it; folders that are not there are in another repository. */
export function findDeployments(manifests: Manifests, roots: readonly string[]): Deployments {
  const uris = [...manifests.keys()];
  const telling = uris.flatMap((uri) => {
    const manifest = manifests.get(uri);
    return manifest && hasDeployments(manifest) ? [manifest] : [];
  });
  if (telling.length === 0) return new Map();
  const found: MultiMap<string, Deployment> = new Map();
  for (const root of roots) {
    const inside = uris.filter((uri) => isWithin(uri, root));
    const folders = new Set(inside.flatMap((uri) => foldersAbove(uri, root)));
    const relative = [...folders].map((folder) => decodeURIComponent(folder.slice(root.length + 1)));
    for (const manifest of telling) {
      for (const deployment of readDeployments(manifest, relative)) {
        const path = deployment.folder === '' ? undefined : resolvePath(root, deployment.folder, false);
        const folder = path === undefined ? root : path.type === 'uri' ? path.uri : undefined;
        if (folder !== undefined && (folder === root || folders.has(folder)))
          addTo(found, folder, deployment);
      }
    }
  }
  return found;
}

function foldersAbove(uri: string, root: string): readonly string[] {
  const folder = folderOf(uri);
  return isWithin(folder, root) && folder !== root ? [folder, ...foldersAbove(folder, root)] : [];
}
