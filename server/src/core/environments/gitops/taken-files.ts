import { matchGlob } from '../../base/match-glob.ts';
import { at, textAt } from './gitops-resource.ts';

/** Which files of a folder a GitOps tool applies, where that is neither a chart nor a kustomization. */
export interface TakenFiles {
  /** Those of the folders below, too. */
  readonly isRecursive: boolean;
  /** Patterns of paths from the folder: only these, and not those. */
  readonly include: string | undefined;
  readonly exclude: string | undefined;
  /** Kustomizations below the folder are built and applied with it. */
  readonly withKustomizations: boolean;
}

/** All that is below, as Flux takes it: it makes a kustomization of everything, in which others are resources. */
export const EVERYTHING: TakenFiles = {
  isRecursive: true,
  include: undefined,
  exclude: undefined,
  withKustomizations: true,
};

/**
 * What Argo CD takes of the folder of a source: the files in it, and those below only where that is said. Source:
 * https://argo-cd.readthedocs.io/en/stable/user-guide/directory/
 */
export function takenByArgo(source: unknown): TakenFiles {
  return {
    isRecursive: at(source, 'directory', 'recurse') === true,
    include: textAt(source, 'directory', 'include'),
    exclude: textAt(source, 'directory', 'exclude'),
    withKustomizations: false,
  };
}

/** Whether a file is taken, by its path from the folder. */
export function takesFile({ isRecursive, include, exclude }: TakenFiles, path: string): boolean {
  return (
    (isRecursive || !path.includes('/')) &&
    (include === undefined || matchGlob(include, path)) &&
    (exclude === undefined || !matchGlob(exclude, path))
  );
}
