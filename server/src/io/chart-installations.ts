import { join } from 'node:path';
import type { ChartRendering, ChartSetting } from '../core/configuration/chart-settings.ts';
import { OWN_VALUES } from '../core/environments/gitops/chart-values.ts';
import type { FoundDeployment } from '../core/environments/gitops/deployment.ts';
import { type ChartInstallation, installationsOf } from '../core/environments/installations-of.ts';
import { uriOfPath } from './file-uri.ts';

/** Charts that a configuration speaks of, by paths from a folder. */
export interface ConfiguredCharts {
  readonly charts: readonly ChartSetting[];
  readonly folder: string;
  /** Of a release of which nobody says where it goes. */
  readonly defaultNamespace: string | undefined;
}

/** How the chart at a uri is installed. */
export function chartInstallations(
  uri: string,
  deployed: readonly FoundDeployment[],
  configured: ConfiguredCharts | undefined,
): readonly ChartInstallation[] {
  if (!configured) return installationsOf(uri, undefined, deployed);
  const { charts, folder, defaultNamespace } = configured;
  const renderings = charts.find((one) => uriOfPath(join(folder, one.folder)) === uri)?.renderings;
  const root = uriOfPath(folder);
  const configuredOnes = renderings?.map((one) => installed(one, root));
  return installationsOf(uri, configuredOnes, deployed).map((one) => ({
    ...one,
    namespace: one.namespace ?? defaultNamespace,
  }));
}

function installed({ name, values, release, namespace }: ChartRendering, root: string): ChartInstallation {
  const files = values.map((path) => ({ path, isOptional: false }));
  return { name, namespace, values: { ...OWN_VALUES, files }, root, release };
}
