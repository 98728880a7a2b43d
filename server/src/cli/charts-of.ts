import { chartEnvironmentId } from '../core/environments/chart-roots.ts';
import type { Rendered } from '../core/environments/compose-installation.ts';
import type { DividerOptions } from '../core/environments/divide-workspace.ts';
import { CHART_FILE } from '../core/environments/helm/chart-metadata.ts';
import type { ChartInstallation } from '../core/environments/installations-of.ts';
import type { EnvironmentId } from '../core/workspace/environment.ts';
import type { Host } from '../core/workspace/host.ts';
import { chartInstallations } from '../io/chart-installations.ts';
import { createChartRenderer } from '../io/chart-renderer.ts';
import { pathOfUri } from '../io/file-uri.ts';
import type { CommandSettings } from './load-settings.ts';

/** The charts of a command: how they are installed, and what helm makes of them. */
export interface Charts extends Pick<DividerOptions, 'installationsOf' | 'renderedOf'> {
  /** Renders every chart of a host and takes the results in; gives what is in the way, in whole sentences. */
  readonly render: (host: Host) => Promise<readonly string[]>;
}

/** Makes the charts of a command; nothing is rendered yet. */
export function chartsOf({ isHelmWanted, settings, charts, folder }: CommandSettings): Charts {
  const configured = { charts, folder, defaultNamespace: settings.defaultNamespace };
  const rendered = new Map<EnvironmentId, Rendered>();
  const installations = new Map<string, readonly ChartInstallation[]>();
  return {
    installationsOf: (uri, deployed) => {
      const found = chartInstallations(uri, deployed, configured);
      installations.set(uri, found);
      return found;
    },
    renderedOf: (id) => rendered.get(id),
    render: async (host) => {
      const files = [...host.snapshot().division.composed.values()].flatMap(({ whole }) => whole ?? []);
      if (!isHelmWanted || files.length === 0) return [];
      const render = createChartRenderer('helm');
      const notes = new Set<string>();
      for (const uri of new Set(files)) {
        for (const installation of installations.get(uri) ?? []) {
          const made = await render({ chartFolder: pathOfUri(uri), installation, unsaved: new Map() });
          if (typeof made === 'string') notes.add(made);
          else if (made) rendered.set(chartEnvironmentId(uri, installation.name), made);
        }
        const file = host.snapshot().manifests.get(`${uri}/${CHART_FILE}`);
        if (file) host.apply([{ uri: file.uri, manifest: file }]);
      }
      return [...notes].map((why) => `Charts are read without being rendered: ${why}.`);
    },
  };
}
