import { join } from 'node:path';
import { isWithin } from '../core/base/folder-of.ts';
import type { ChartSetting } from '../core/configuration/chart-settings.ts';
import { chartEnvironmentId } from '../core/environments/chart-roots.ts';
import type { Rendered } from '../core/environments/compose-installation.ts';
import type { DividerOptions } from '../core/environments/divide-workspace.ts';
import { CHART_FILE } from '../core/environments/helm/chart-metadata.ts';
import type { ChartInstallation } from '../core/environments/installations-of.ts';
import { rootOf } from '../core/environments/plan-folders.ts';
import { wholeFolders } from '../core/workspace/division.ts';
import type { EnvironmentId } from '../core/workspace/environment.ts';
import type { Settings } from '../core/workspace/settings.ts';
import type { Snapshot } from '../core/workspace/snapshot.ts';
import { type ConfiguredCharts, chartInstallations } from '../io/chart-installations.ts';
import { createChartRenderer } from '../io/chart-renderer.ts';
import { pathOfUri } from '../io/file-uri.ts';

/** Keeps what helm makes of the charts of the workspace up to date. */
export interface ChartRenderings extends Pick<DividerOptions, 'installationsOf' | 'renderedOf'> {
  /** Charts may have changed: once nobody types any more, those that did are rendered again. */
  readonly update: () => void;
  /** Whether a file outside of the charts has values for one of them. */
  readonly reads: (uri: string) => boolean;
  /** Resolves when nothing is being rendered, or about to be. */
  readonly settled: () => Promise<void>;
}

export interface ChartRenderingsOptions {
  readonly snapshot: () => Snapshot;
  readonly folders: () => readonly string[];
  /** How the charts of a workspace folder are installed. */
  readonly chartsIn: (folder: string) => readonly ChartSetting[];
  /** What users set for a workspace folder. */
  readonly settingsOf: (folder: string) => Settings;
  readonly isOpen: (uri: string) => boolean;
  /** The program; undefined where none may be run. */
  readonly helm: () => string | undefined;
  /** Something else was made of the chart in a folder. */
  readonly rendered: (folder: string) => void;
  readonly warn: (sentence: string) => void;
}

/** Nobody wants to see a template that is half typed; in milliseconds. */
const QUIET = 300;

/** Makes what has rendered nothing yet. */
export function createChartRenderings(options: ChartRenderingsOptions): ChartRenderings {
  const { snapshot, folders, chartsIn, settingsOf, isOpen, helm, rendered, warn } = options;
  const made = new Map<EnvironmentId, Rendered>();
  const told = new Set<string>();
  let render = createChartRenderer('helm');
  let program = 'helm';
  let timer: NodeJS.Timeout | undefined;
  let isRendering = false;
  let isAgain = false;
  let waiting: (() => void)[] = [];

  const installations = new Map<string, readonly ChartInstallation[]>();

  const configuredIn = (root: string): ConfiguredCharts => ({
    charts: chartsIn(root),
    folder: pathOfUri(root),
    defaultNamespace: settingsOf(root).defaultNamespace,
  });

  const chartFolders = (): ReadonlySet<string> => wholeFolders(snapshot().division);

  const unsavedFor = (folder: string, { root }: ChartInstallation): ReadonlyMap<string, string> => {
    const open = [...snapshot().manifests.values()].filter(
      ({ uri }) => isOpen(uri) && (isWithin(uri, folder) || isWithin(uri, root)),
    );
    return new Map(open.map(({ uri, text }) => [pathOfUri(uri), text]));
  };

  /** True where something else came of it than before. */
  const renderOne = async (folder: string, installation: ChartInstallation): Promise<boolean> => {
    const chartFolder = pathOfUri(folder);
    const result = await render({ chartFolder, installation, unsaved: unsavedFor(folder, installation) });
    const id = chartEnvironmentId(folder, installation.name);
    if (result === undefined) return made.delete(id);
    if (typeof result === 'string') {
      if (!told.has(result)) warn(`Charts are read without being rendered: ${result}.`);
      told.add(result);
      return false;
    }
    if (JSON.stringify(made.get(id)) === JSON.stringify(result)) return false;
    made.set(id, result);
    return true;
  };

  const renderAll = async (): Promise<void> => {
    const wanted = helm();
    if (wanted === undefined) return;
    if (wanted !== program) render = createChartRenderer(wanted);
    program = wanted;
    for (const folder of chartFolders()) {
      if (!folder.startsWith('file:')) continue;
      let isNews = false;
      for (const one of installations.get(folder) ?? []) isNews = (await renderOne(folder, one)) || isNews;
      if (isNews) rendered(`${folder}/${CHART_FILE}`);
    }
  };

  const run = async (): Promise<void> => {
    isRendering = true;
    do {
      isAgain = false;
      await renderAll().catch((error: unknown) => warn(`Charts could not be rendered: ${String(error)}`));
    } while (isAgain);
    isRendering = false;
    timer = undefined;
    for (const resolve of waiting) resolve();
    waiting = [];
  };

  const schedule = (): void => {
    if (isRendering) {
      isAgain = true;
      return;
    }
    clearTimeout(timer);
    timer = setTimeout(() => void run(), QUIET);
    // Nobody is kept waiting for it at the end.
    timer.unref();
  };

  return {
    installationsOf: (folder, deployed) => {
      const root = rootOf(folder, folders());
      const found = chartInstallations(folder, deployed, root === undefined ? undefined : configuredIn(root));
      const before = installations.get(folder);
      installations.set(folder, found);
      if (before && JSON.stringify(before) !== JSON.stringify(found)) schedule();
      return found;
    },
    renderedOf: (id) => made.get(id),
    update: () => {
      if (isRendering || timer !== undefined || chartFolders().size > 0) schedule();
    },
    reads: (uri) =>
      [...installations.values()].flat().some(({ root, values }) => {
        const files = values.type === 'known' && isWithin(uri, root) ? values.files : [];
        return files.some(({ path }) => pathOfUri(uri) === join(pathOfUri(root), path));
      }),
    settled: () =>
      timer === undefined ? Promise.resolve() : new Promise((resolve) => waiting.push(resolve)),
  };
}
