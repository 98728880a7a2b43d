import { realpathSync } from 'node:fs';
import { isAbsolute, relative } from 'node:path';
import { readManifestFile } from './read-manifest-file.ts';

/**
 * The text of a file that is inside of a folder, also when its links are followed; undefined where there is none, where it
 * is no text, and where it is outside.
 */
export function readInside(folder: string, path: string): string | undefined {
  try {
    const inside = relative(realpathSync(folder), realpathSync(path));
    if (inside.startsWith('..') || isAbsolute(inside)) return undefined;
  } catch {
    return undefined;
  }
  const read = readManifestFile(path);
  return read.type === 'text' ? read.text : undefined;
}
