import { joinUri } from '../../base/join-uri.ts';
import type { ChartFiles } from './chart-files.ts';
import { CHART_FILE, type ChartMetadata, readChartMetadata } from './chart-metadata.ts';

/**
 * The uri of the file that helm names in a `# Source:` comment, such as `shop/charts/cache/templates/cache.yaml`. Helm names
 * charts by what they are called, whatever their folders are. Undefined where a sub-chart is not there as a folder.
 */
export function findTemplate(files: ChartFiles, source: string): string | undefined {
  const [, ...steps] = source.split('/');
  let folder = files.folder;
  let at = 0;
  // What is called `charts` further down is a folder of templates.
  while (steps[at] === 'charts' && steps.length > at + 2) {
    const below = findSubchart(files, folder, steps[at + 1] ?? '');
    if (below === undefined) return undefined;
    folder = below;
    at += 2;
  }
  return joinUri(folder, steps.slice(at).join('/'));
}

/** The folder of the sub-chart that a chart calls by a name. */
export function findSubchart(files: ChartFiles, folder: string, calledAs: string): string | undefined {
  const dependencies = metadataOf(files, folder)?.dependencies ?? [];
  const name = dependencies.find((one) => one.calledAs === calledAs)?.name ?? calledAs;
  return files.foldersIn(`${folder}/charts`).find((below) => metadataOf(files, below)?.name === name);
}

function metadataOf(files: ChartFiles, folder: string): ChartMetadata | undefined {
  const text = files.text(`${folder}/${CHART_FILE}`);
  return text === undefined ? undefined : readChartMetadata(text);
}
