import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The folder whose files a path may speak of: that of the repository around it, or else the working directory. */
export function findBoundary(path: string): string {
  for (let folder = dirname(path); ; folder = dirname(folder)) {
    if (existsSync(join(folder, '.git'))) return folder;
    if (folder === dirname(folder)) return process.cwd();
  }
}
