import type { EnvironmentId } from '../workspace/environment.ts';

/**
 * Says which environments a manifest is part of. So far one environment is one root: a workspace folder, or all paths
 * that are checked together. What kustomizations, charts and the configuration say will be decided behind this seam.
 */
export function environmentsOfRoots(roots: readonly string[]): (uri: string) => readonly EnvironmentId[] {
  const folders = [...roots].sort((a, b) => b.length - a.length);
  return (uri) => {
    const root = folders.find(
      (folder) => uri === folder || uri.startsWith(folder.endsWith('/') ? folder : `${folder}/`),
    );
    // A file outside of every root, such as one that was never saved, stands alone.
    return [root ?? uri];
  };
}
