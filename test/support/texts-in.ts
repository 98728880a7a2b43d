import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** A file of a folder: its path below the folder, with forward slashes, and its text. */
export interface FoundText {
  readonly path: string;
  readonly text: string;
}

/** The manifests of a folder and of the folders in it, sorted; nothing when there is no such folder. */
export function textsIn(folder: string): FoundText[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(?:ya?ml|json)$/.test(entry.name))
    .map((entry) => path.join(entry.parentPath, entry.name))
    .sort()
    .map((file) => ({
      path: path.relative(folder, file).split(path.sep).join('/'),
      text: readFileSync(file, 'utf8'),
    }));
}
