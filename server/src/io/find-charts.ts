import { type Dirent, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CHART_FILE, readChartMetadata } from '../core/environments/helm/chart-metadata.ts';

/** A search that finds nothing must end soon, wherever it was started. */
const MOST_FOLDERS = 5000;

const SKIPPED = new Set(['node_modules', 'vendor']);

/** The folders of charts of a name at or below some folders, those that are nearest first. */
export function findCharts(roots: readonly string[], name: string): string[] {
  const found = new Set<string>();
  // What is appended here is looked at after all that is nearer.
  const folders = [...roots];
  for (let i = 0; i < folders.length && i < MOST_FOLDERS; i++) {
    const folder = folders[i] ?? '';
    const entries = list(folder);
    if (entries.some((entry) => entry.name === CHART_FILE) && nameOf(join(folder, CHART_FILE)) === name)
      found.add(folder);
    for (const entry of entries) {
      const isOurs = entry.isDirectory() && !entry.name.startsWith('.') && !SKIPPED.has(entry.name);
      if (isOurs) folders.push(join(folder, entry.name));
    }
  }
  return [...found];
}

function list(folder: string): Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  } catch {
    return [];
  }
}

function nameOf(file: string): string | undefined {
  try {
    return readChartMetadata(readFileSync(file, 'utf8'))?.name;
  } catch {
    return undefined;
  }
}
