import { join } from 'node:path';
import type { ChartSetting } from '../core/configuration/chart-settings.ts';
import type { Deployment } from '../core/environments/gitops/deployment.ts';
import { type ChartInstallation, installationsOf } from '../core/environments/installations-of.ts';
import { pathOfUri, uriOfPath } from './file-uri.ts';

/** Charts that a configuration speaks of, by paths from a folder. */
export interface ConfiguredCharts {
  readonly charts: readonly ChartSetting[];
  readonly folder: string;
}

/** How the chart at a uri is installed, with whole paths of its files of values. */
export function chartInstallations(
  uri: string,
  deployed: readonly Deployment[],
  configured: ConfiguredCharts | undefined,
): readonly ChartInstallation[] {
  const inFolder = (path: string): string => join(configured?.folder ?? '', path);
  const renderings = configured?.charts
    .find(({ folder }) => uriOfPath(inFolder(folder)) === uri)
    ?.renderings.map((one) => ({ ...one, values: one.values.map(inFolder) }));
  return installationsOf(renderings, deployed, (path) => join(pathOfUri(uri), path));
}
