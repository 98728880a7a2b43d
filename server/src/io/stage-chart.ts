import { cpSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, isAbsolute, join, relative } from 'node:path';
import { VALUES_FILE } from '../core/environments/helm/chart-metadata.ts';
import type { RenderRequest } from './render-request.ts';

/**
 * The request with all of it on the disk: texts of values become files, and where something of the chart is unsaved, or its own
 * values do not count, it is copied into a folder and changed there. A request that is on the disk is left as it is.
 */
export function stageChart(request: RenderRequest, folder: string): RenderRequest {
  const { chartFolder, valuesFiles, valuesTexts, unsaved, replacesOwn } = request;
  const written = [...unsaved].flatMap(([path, text]) => {
    const inside = relative(chartFolder, path);
    return inside.startsWith('..') || isAbsolute(inside) ? [] : [{ inside, text }];
  });
  const inChart = [...written, ...(replacesOwn ? [{ inside: VALUES_FILE, text: '' }] : [])];
  const staged = inChart.length === 0 ? chartFolder : join(folder, 'chart');
  // What a link leads to is copied: the link may lead out of the chart, and nothing there may be written.
  if (staged !== chartFolder) cpSync(chartFolder, staged, { recursive: true, dereference: true });
  for (const { inside, text } of inChart) {
    const path = join(staged, inside);
    if (text === undefined) rmSync(path, { force: true });
    else {
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, text);
    }
  }
  const write = (text: string, name: string): string => {
    const own = join(folder, `${name}.yaml`);
    writeFileSync(own, text);
    return own;
  };
  const values = valuesFiles.map((path, i) => {
    const text = unsaved.get(path);
    return text === undefined ? path : write(text, `values-${i}`);
  });
  const texts = valuesTexts.map((text, i) => write(text, `text-${i}`));
  return { ...request, chartFolder: staged, valuesFiles: [...values, ...texts], valuesTexts: [] };
}
