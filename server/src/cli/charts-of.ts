import { chartEnvironmentId } from '../core/environments/chart-roots.ts';
import type { Rendered } from '../core/environments/compose-installation.ts';
import type { DividerOptions } from '../core/environments/divide-workspace.ts';
import { CHART_FILE } from '../core/environments/helm/chart-metadata.ts';
import type { ChartInstallation } from '../core/environments/installations-of.ts';
import { wholeFolders } from '../core/workspace/division.ts';
import type { EnvironmentId } from '../core/workspace/environment.ts';
import type { Host } from '../core/workspace/host.ts';
import type { ManifestChange, Snapshot, TextChange } from '../core/workspace/snapshot.ts';
import { chartInstallations } from '../io/chart-installations.ts';
import { type ChartOnDisk, createChartRenderer } from '../io/chart-renderer.ts';
import { pathOfUri } from '../io/file-uri.ts';
import type { CommandSettings } from './load-settings.ts';

/** The charts of a command: how they are installed, and what helm makes of them. */
export interface Charts extends Pick<DividerOptions, 'installationsOf' | 'renderedOf'> {
  /** Renders every chart of a host and takes the results in; gives what is in the way, in whole sentences. */
  readonly render: (host: Host) => Promise<readonly string[]>;
  /** What a host would be after some changes, with the charts that they concern rendered as they would be then. */
  readonly preview: (host: Host, changes: readonly TextChange[]) => Promise<Snapshot>;
}

/** Makes the charts of a command; nothing is rendered yet. */
export function chartsOf({ isHelmWanted, settings, charts, folder }: CommandSettings): Charts {
  const configured = { charts, folder, defaultNamespace: settings.defaultNamespace };
  const rendered = new Map<EnvironmentId, Rendered>();
  const installations = new Map<string, readonly ChartInstallation[]>();
  const render = createChartRenderer('helm');
  const chartsIn = (host: Host): ReadonlySet<string> =>
    isHelmWanted ? wholeFolders(host.snapshot().division) : new Set();
  /** Gives what is in the way, in sentences without their full stops. */
  const renderOne = async (uri: string, unsaved: ChartOnDisk['unsaved']): Promise<readonly string[]> => {
    const notes: string[] = [];
    for (const installation of installations.get(uri) ?? []) {
      const made = await render({ chartFolder: pathOfUri(uri), installation, unsaved });
      if (typeof made === 'string') notes.push(made);
      else if (made) rendered.set(chartEnvironmentId(uri, installation.name), made);
    }
    return notes;
  };
  return {
    installationsOf: (uri, deployed) => {
      const found = chartInstallations(uri, deployed, configured);
      installations.set(uri, found);
      return found;
    },
    renderedOf: (id) => rendered.get(id),
    render: async (host) => {
      const notes = new Set<string>();
      for (const folder of chartsIn(host)) {
        for (const note of await renderOne(folder, new Map())) notes.add(note);
        host.apply(renewal(host, folder));
      }
      return [...notes].map((why) => `Charts are read without being rendered: ${why}.`);
    },
    preview: async (host, changes) => {
      const now = new Map(rendered);
      const texts = new Map(changes.map(({ uri, text }) => [pathOfUri(uri), text]));
      const renewed: ManifestChange[] = [];
      for (const folder of chartsIn(host)) {
        // One that came with the change is not there to be rendered.
        if (changes.some(({ uri, text }) => uri === `${folder}/${CHART_FILE}` && text === undefined))
          continue;
        await renderOne(folder, texts);
        renewed.push(...renewal(host, folder));
      }
      const isChanged = new Set(changes.map(({ uri }) => uri));
      const others = renewed.filter(({ uri }) => !isChanged.has(uri));
      const { snapshot } = host.preview(host.snapshot(), [...changes, ...others]);
      rendered.clear();
      for (const [id, one] of now) rendered.set(id, one);
      return snapshot;
    },
  };
}

/** Has a chart put together again, for what helm makes of it is another than before. */
function renewal(host: Host, folder: string): readonly ManifestChange[] {
  const manifest = host.snapshot().manifests.get(`${folder}/${CHART_FILE}`);
  return manifest ? [{ uri: manifest.uri, manifest }] : [];
}
