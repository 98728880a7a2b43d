import { existsSync, realpathSync } from 'node:fs';
import { isAbsolute, join, relative, sep } from 'node:path';
import type { ValuesFile } from '../core/environments/gitops/chart-values.ts';
import { pathOfUri } from './file-uri.ts';

/** Files of values on the disk. */
export interface FoundValuesFiles {
  /** Whole paths; of files that need not be there only those that are. */
  readonly files: readonly string[];
  /** The first one that leads out of the root, be it by a link. */
  readonly outside: string | undefined;
}

/** Finds files of values below a root, given by uri; what a manifest names elsewhere is nobody's to read. */
export function findValuesFiles(
  wanted: readonly ValuesFile[],
  root: string,
  unsaved: ReadonlyMap<string, string | undefined>,
): FoundValuesFiles {
  const top = pathOfUri(root);
  const files = wanted.flatMap(({ path, isOptional }) => {
    const whole = join(top, path);
    const isThere = unsaved.has(whole) ? unsaved.get(whole) !== undefined : existsSync(whole);
    return isOptional && !isThere ? [] : [whole];
  });
  return { files, outside: files.find((file) => !isInside(top, file)) };
}

function isInside(folder: string, path: string): boolean {
  try {
    return isBelow(folder, path) && isBelow(realpathSync(folder), realpathSync(path));
  } catch {
    // Helm says itself that it is not there.
    return isBelow(folder, path);
  }
}

function isBelow(folder: string, path: string): boolean {
  const inside = relative(folder, path);
  return inside !== '..' && !inside.startsWith(`..${sep}`) && !isAbsolute(inside);
}
