import { readFileSync } from 'node:fs';
import { relative, sep } from 'node:path';
import { VALUES_FILE } from '../core/environments/helm/chart-metadata.ts';
import type { RenderInput } from '../core/environments/helm/render-key.ts';
import { readChartFolder } from './read-chart-folder.ts';
import type { RenderRequest } from './render-request.ts';

/**
 * Everything that decides what a request renders to, as the disk and what is unsaved have it now. Undefined where the chart
 * cannot be read or is too large: then it is not rendered.
 */
export function readRenderInput(request: RenderRequest): RenderInput | undefined {
  const { chartFolder, valuesFiles, valuesTexts, assignments, unsaved, release, namespace } = request;
  const saved = readChartFolder(chartFolder);
  if (!saved) return undefined;
  const files = new Map(saved);
  for (const [path, text] of unsaved) {
    const inside = relative(chartFolder, path).split(sep).join('/');
    if (inside.startsWith('../')) continue;
    if (text === undefined) files.delete(inside);
    else files.set(inside, asBytes(text));
  }
  if (request.replacesOwn) files.set(VALUES_FILE, '');
  const values = [...valuesFiles.map((path) => unsaved.get(path) ?? textOf(path)), ...valuesTexts];
  return { files, values, assignments, release, namespace };
}

/** A text that is saved as it is must not make another key. */
function asBytes(text: string): string {
  return Buffer.from(text).toString('latin1');
}

function textOf(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    // Helm says so itself, and has to be asked again when the file is there.
    return '\0';
  }
}
