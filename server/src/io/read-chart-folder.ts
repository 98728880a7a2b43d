import { type Dirent, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** More than this is no chart, in files and in bytes: somebody put a Chart.yaml at the root of something else. */
const MOST_FILES = 5000;
const MOST_BYTES = 50 * 1024 * 1024;

/**
 * The contents of all files below a chart's folder by their paths in it, with forward slashes: whatever helm may read. Bytes
 * that are no text stand for themselves, one character each. Undefined where it is too much, or cannot be read.
 */
export function readChartFolder(folder: string): ReadonlyMap<string, string> | undefined {
  const files = new Map<string, string>();
  let bytes = 0;
  const walk = (path: string, inside: string): boolean =>
    readdirSync(path, { withFileTypes: true }).every((entry) => {
      const [below, name] = [join(path, entry.name), `${inside}${entry.name}`];
      if (entry.name === '.git') return true;
      if (isFolder(below, entry)) return walk(below, `${name}/`);
      if (entry.isSymbolicLink() || entry.isFile()) {
        bytes += statSync(below).size;
        if (bytes > MOST_BYTES || files.size >= MOST_FILES) return false;
        files.set(name, readFileSync(below, 'latin1'));
      }
      return true;
    });
  try {
    return walk(folder, '') ? files : undefined;
  } catch {
    // A link in a circle, among others.
    return undefined;
  }
}

function isFolder(path: string, entry: Dirent): boolean {
  return entry.isDirectory() || (entry.isSymbolicLink() && statSync(path).isDirectory());
}
