import { folderOf } from '../base/folder-of.ts';
import type { EnvironmentId } from '../workspace/environment.ts';
import { chartEnvironmentId, isChartFile } from './chart-roots.ts';
import { isKustomization, kustomizationIn } from './find-kustomizations.ts';
import { rootOf } from './plan-folders.ts';

/**
 * What people call an environment: its folder, as it is called from the root that holds it; the root itself goes by its
 * own name. What is plain in the folder of a kustomization or a chart says so.
 */
export function nameEnvironment(
  id: EnvironmentId,
  roots: readonly string[],
  exists: (id: EnvironmentId) => boolean,
): string {
  const [file = id, installation] = id.split('#');
  const isOfFile = isKustomization(file) || isChartFile(file) || file.endsWith('/');
  const folder = isOfFile ? folderOf(file) : file;
  const root = rootOf(id, roots) ?? folder;
  const name = decode(
    folder === root ? folder.slice(folder.lastIndexOf('/') + 1) : folder.slice(root.length + 1),
  );
  if (installation !== undefined && folder === root && file.endsWith('/')) return decode(installation);
  if (installation !== undefined) return `${name} (${decode(installation)})`;
  const isBeside =
    kustomizationIn(folder, exists) !== undefined || exists(chartEnvironmentId(folder, undefined));
  return file === folder && isBeside ? `${name} (plain)` : name;
}

/** What an environment is made of. */
export function typeOfEnvironment(id: EnvironmentId): 'kustomization' | 'chart' | 'folder' {
  const [file = id] = id.split('#');
  if (isChartFile(file)) return 'chart';
  return isKustomization(file) ? 'kustomization' : 'folder';
}

/** A uri may hold escapes that nobody can undo. */
function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
