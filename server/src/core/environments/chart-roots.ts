import { folderOf, isWithin } from '../base/folder-of.ts';
import type { Manifests } from '../workspace/division.ts';
import { CHART_FILE, readChartMetadata } from './helm/chart-metadata.ts';

/** Whether a file makes its folder a chart, by its name. */
export function isChartFile(uri: string): boolean {
  return uri.endsWith(`/${CHART_FILE}`);
}

/** The charts of a workspace that are no part of another one. */
export interface ChartRoots {
  /** The folders of those that can be installed, in the order of their uris. */
  readonly installed: readonly string[];
  /** The folders of the others: libraries, and those that do not say what they are called. */
  readonly others: readonly string[];
}

/** Finds the charts of a workspace. */
export function chartRoots(manifests: Manifests): ChartRoots {
  const folders = [...manifests.keys()].filter(isChartFile).map(folderOf).sort();
  const roots = folders.filter((folder) => !folders.some((other) => isPartOfChart(folder, other)));
  const isInstalled = (folder: string): boolean =>
    readChartMetadata(manifests.get(`${folder}/${CHART_FILE}`)?.text ?? '')?.isLibrary === false;
  return {
    installed: roots.filter(isInstalled),
    others: roots.filter((folder) => !isInstalled(folder)),
  };
}

/**
 * Whether a file or folder is a part of the chart in another folder. A chart often stands at the top of a repository, and
 * what is there besides belongs to somebody else.
 */
export function isPartOfChart(uri: string, folder: string): boolean {
  return uri !== folder && isWithin(uri, folder) && PARTS.test(uri.slice(folder.length));
}

/** What helm reads, and what by convention its templates read. */
const PARTS = /^\/(?:Chart\.yaml$|values[^/]*$|(?:templates|charts|crds|files)(?:\/|$))/;

/** The environment of one installation of a chart. */
export function chartEnvironmentId(folder: string, name: string | undefined): string {
  const file = `${folder}/${CHART_FILE}`;
  return name === undefined ? file : `${file}#${encodeURIComponent(name)}`;
}
