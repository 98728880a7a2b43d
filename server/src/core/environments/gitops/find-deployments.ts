import { folderOf, isWithin } from '../../base/folder-of.ts';
import { addTo, type MultiMap } from '../../base/multi-map.ts';
import { compareDocuments } from '../../workspace/compare-documents.ts';
import type { ManifestDifference, Manifests } from '../../workspace/division.ts';
import { resolvePath } from '../kustomize/resolve-path.ts';
import type { Deployment } from './deployment.ts';
import { isDeployment, readDeployments } from './read-deployments.ts';

/** What is deployed by GitOps tools, by the uri of its folder. */
export type Deployments = ReadonlyMap<string, readonly Deployment[]>;

/**
 * The manifests that tell a GitOps tool what to apply, after a change; the same set where the change leaves it and what
 * they may deploy alone.
 */
export function findDeployers(
  before: ReadonlySet<string>,
  changed: readonly ManifestDifference[],
): ReadonlySet<string> {
  const deployers = new Set(before);
  let isSame = true;
  for (const { uri, before: old, after: now } of changed) {
    const { removed, added } = compareDocuments(old, now);
    if ([...removed, ...added].some(isDeployment)) {
      isSame = false;
      if (now?.chunks.some(({ document }) => isDeployment(document))) deployers.add(uri);
      else deployers.delete(uri);
    }
    // A file that comes or goes may make or take the folder that somebody deploys.
    if (!old || !now) isSame = false;
  }
  return isSame || (before.size === 0 && deployers.size === 0) ? before : deployers;
}

/** What these manifests deploy of the workspace; folders that are not there are in another repository. */
export function findDeployments(
  deployers: ReadonlySet<string>,
  manifests: Manifests,
  roots: readonly string[],
): Deployments {
  if (deployers.size === 0) return new Map();
  const uris = [...manifests.keys()];
  const telling = uris.flatMap((uri) => (deployers.has(uri) ? (manifests.get(uri) ?? []) : []));
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
