import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, isAbsolute, join, relative } from 'node:path';
import type { RenderRequest } from './render-request.ts';

/**
 * The request with all that is unsaved written to the disk: the chart is copied into a folder then, and changed there. A
 * request in which nothing is unsaved is left as it is.
 */
export function stageChart(request: RenderRequest, folder: string): RenderRequest {
  const { chartFolder, valuesFiles, unsaved } = request;
  const inChart = [...unsaved].flatMap(([path, text]) => {
    const inside = relative(chartFolder, path);
    return inside.startsWith('..') || isAbsolute(inside) ? [] : [{ inside, text }];
  });
  const staged = inChart.length === 0 ? chartFolder : join(folder, 'chart');
  // What a link leads to is copied: the link may lead out of the chart, and nothing there may be written.
  if (staged !== chartFolder) cpSync(chartFolder, staged, { recursive: true, dereference: true });
  for (const { inside, text } of inChart) {
    mkdirSync(dirname(join(staged, inside)), { recursive: true });
    writeFileSync(join(staged, inside), text);
  }
  const values = valuesFiles.map((path, i) => {
    const text = unsaved.get(path);
    if (text === undefined) return path;
    const own = join(folder, `values-${i}.yaml`);
    writeFileSync(own, text);
    return own;
  });
  return { ...request, chartFolder: staged, valuesFiles: values };
}
