import { resolvePath } from './kustomize/resolve-path.ts';
import type { ConfiguredEnvironment } from './plan-folders.ts';

/** The environments that a configuration file names, whose paths are relative to a folder, by uri. */
export function configuredEnvironments(
  settings: readonly {
    readonly name: string;
    readonly paths: readonly string[];
    readonly namespace: string | undefined;
  }[],
  folder: string,
): readonly ConfiguredEnvironment[] {
  return settings.map(({ name, paths, namespace }) => ({
    id: `${folder}/#${encodeURIComponent(name)}`,
    paths: paths.map((path) => {
      const resolved = resolvePath(folder, path, false);
      return resolved.type === 'uri' ? resolved.uri : folder;
    }),
    namespace,
  }));
}
