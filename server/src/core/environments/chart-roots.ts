import { folderOf, isWithin } from '../base/folder-of.ts';
import type { Manifests } from '../workspace/division.ts';
import { CHART_FILE, readChartMetadata } from './helm/chart-metadata.ts';

/** Whether a file makes its folder a chart, by its name. */
export function isChartFile(uri: string): boolean {
  return uri.endsWith(`/${CHART_FILE}`);
}

/** The folders of the charts of a workspace that are no part of another one, in the order of their uris. */
export function chartRoots(manifests: Manifests): readonly string[] {
  const folders = [...manifests.keys()].filter(isChartFile).map(folderOf).sort();
  return folders.filter(
    (folder) =>
      !folders.some((other) => folder !== other && isWithin(folder, other)) &&
      readChartMetadata(manifests.get(`${folder}/${CHART_FILE}`)?.text ?? '')?.isLibrary === false,
  );
}

/** The environment of one installation of a chart. */
export function chartEnvironmentId(folder: string, name: string | undefined): string {
  const file = `${folder}/${CHART_FILE}`;
  return name === undefined ? file : `${file}#${encodeURIComponent(name)}`;
}
