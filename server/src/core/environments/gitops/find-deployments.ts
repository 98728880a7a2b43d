import { baseName, foldersAbove, isWithin } from '../../base/folder-of.ts';
import { addTo, type MultiMap } from '../../base/multi-map.ts';
import { compareDocuments } from '../../workspace/compare-documents.ts';
import type { ManifestDifference, Manifests } from '../../workspace/division.ts';
import { resolvePath } from '../kustomize/resolve-path.ts';
import type { FoundDeployment } from './deployment.ts';
import { findValuesSources, isValuesSource } from './find-values-sources.ts';
import { isDeployment, readDeployments, valuesSourcesOf } from './read-deployments.ts';

/** What is deployed by GitOps tools, by the uri of its folder. */
export type Deployments = ReadonlyMap<string, readonly FoundDeployment[]>;

/** The manifests that tell GitOps tools what to apply, each with the names of what it takes values from. */
export type Deployers = ReadonlyMap<string, readonly string[]>;

/** The deployers after a change; the same ones where the change leaves them and what they may deploy alone. */
export function findDeployers(before: Deployers, changed: readonly ManifestDifference[]): Deployers {
  const deployers = new Map(before);
  const sources = new Set([...before.values()].flat());
  let isSame = true;
  for (const { uri, before: old, after: now } of changed) {
    const { removed, added } = compareDocuments(old, now);
    const different = [...removed, ...added];
    if (different.some(isDeployment)) {
      isSame = false;
      if (now?.chunks.some(({ document }) => isDeployment(document)))
        deployers.set(uri, valuesSourcesOf(now));
      else deployers.delete(uri);
    }
    if (different.some((document) => isValuesSource(document, sources))) isSame = false;
    // A file that comes or goes may make or take the folder that somebody deploys.
    if (!old || !now) isSame = false;
  }
  return isSame || (before.size === 0 && deployers.size === 0) ? before : deployers;
}

/** What these manifests deploy of the workspace; folders that are not there are in another repository. */
export function findDeployments(
  deployers: Deployers,
  manifests: Manifests,
  roots: readonly string[],
): Deployments {
  if (deployers.size === 0) return new Map();
  const uris = [...manifests.keys()];
  const telling = uris.flatMap((uri) => (deployers.has(uri) ? (manifests.get(uri) ?? []) : []));
  const sources = findValuesSources(manifests);
  const found: MultiMap<string, FoundDeployment> = new Map();
  for (const root of roots) {
    const inside = uris.filter((uri) => isWithin(uri, root));
    const folders = new Set(inside.flatMap((uri) => foldersAbove(uri, root)));
    const relative = [...folders].map((folder) => pathFrom(root, folder));
    for (const manifest of telling) {
      const told = isWithin(manifest.uri, root) ? pathFrom(root, manifest.uri) : baseName(manifest.uri);
      for (const deployment of readDeployments(manifest, { folders: relative, sources })) {
        const path = resolvePath(root, deployment.folder, false);
        if (path.type === 'uri' && folders.has(path.uri))
          addTo(found, path.uri, { ...deployment, manifest: told, root });
      }
    }
  }
  return found;
}

/** The path of a file or folder from one around it. */
export function pathFrom(root: string, uri: string): string {
  const path = uri.slice(root.length + 1);
  try {
    return decodeURIComponent(path);
  } catch {
    // A uri may hold escapes that nobody can undo.
    return path;
  }
}
