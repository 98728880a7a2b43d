import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { isWithin } from '../core/base/folder-of.ts';
import { configuredEnvironments } from '../core/environments/configured-environments.ts';
import { CHART_FILE } from '../core/environments/helm/chart-metadata.ts';
import type { Host } from '../core/workspace/host.ts';
import { uriOfPath } from '../io/file-uri.ts';
import type { CommandSettings } from './load-settings.ts';
import { printable } from './printable.ts';

/** What the configuration file names and what nothing comes of, in whole sentences: a slip of the pen, most likely. */
export function idlePaths(host: Host, given: CommandSettings): readonly string[] {
  const { charts, environments, folder } = given;
  const ofCharts = charts
    .filter((chart) => !existsSync(join(folder, chart.folder, CHART_FILE)))
    .map((chart) => `names the chart ${chart.folder}, where there is no ${CHART_FILE}`);
  const configured = configuredEnvironments(environments, uriOfPath(folder));
  const ofEnvironments = environments.flatMap(({ name, paths }, i) =>
    paths.flatMap((path, j) => {
      const said = `names ${path || '.'} in the environment ${name}`;
      if (!existsSync(join(folder, path))) return [`${said}, and there is no such file or folder`];
      const { id, paths: uris } = configured[i] ?? { id: '', paths: [] };
      return isTakenByOthers(host, id, uris[j] ?? '')
        ? [`${said}, which holds no plain manifests: kustomizations and charts are environments of their own`]
        : [];
    }),
  );
  return [...ofCharts, ...ofEnvironments].map((what) => printable(`the configuration ${what}.`));
}

/** Where nothing of it has been read, a command is about other paths and nobody can tell. */
function isTakenByOthers(host: Host, environment: string, path: string): boolean {
  const { manifests, division } = host.snapshot();
  const read = [...manifests.keys()].filter((uri) => isWithin(uri, path));
  return read.length > 0 && !read.some((uri) => division.environmentsOf(uri).includes(environment));
}
