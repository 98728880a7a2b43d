import type { Rendered } from '../core/environments/compose-installation.ts';
import { CHART_FILE, defaultRelease, readChartMetadata } from '../core/environments/helm/chart-metadata.ts';
import { type RenderInput, renderKey } from '../core/environments/helm/render-key.ts';
import type { ChartInstallation } from '../core/environments/installations-of.ts';
import { findValuesFiles } from './find-values-files.ts';
import { readRenderInput } from './read-render-input.ts';
import { createRenderCache } from './render-cache.ts';
import type { RenderRequest } from './render-request.ts';

/** A chart on the disk, with what is not saved yet. */
export interface ChartOnDisk {
  readonly chartFolder: string;
  readonly installation: ChartInstallation;
  readonly unsaved: RenderRequest['unsaved'];
}

/** Undefined where nobody knows the values: then it is not rendered with any others. A sentence is without its full stop. */
export type RenderChart = (chart: ChartOnDisk) => Promise<Rendered | string | undefined>;

/**
 * Makes what renders charts with the user's helm, each once for as long as nothing in it changes. It gives a sentence where it
 * is not the chart that is at fault.
 */
export function createChartRenderer(helm: string): RenderChart {
  const renderOnce = createRenderCache();
  return async ({ chartFolder, installation, unsaved }) => {
    const { values, namespace, release: wanted } = installation;
    if (values.type === 'unknown') return undefined;
    const { files, outside } = findValuesFiles(values.files, installation.root, unsaved);
    if (outside !== undefined)
      return `the values in ${outside} are not read for ${chartFolder}, because they are outside of the workspace`;
    const { texts: valuesTexts, assignments, replacesOwn } = values;
    const laid = { valuesFiles: files, valuesTexts, assignments, replacesOwn };
    const request = { helm, chartFolder, ...laid, namespace, unsaved, release: wanted ?? 'release' };
    const read = readRenderInput(request);
    if (!read) return `the chart in ${chartFolder} is too large, or cannot be read`;
    const metadata = readChartMetadata(read.files.get(CHART_FILE) ?? '');
    const release = wanted ?? (metadata ? defaultRelease(metadata) : request.release);
    const input = { ...read, release };
    const rendering = await renderOnce(`${chartFolder} ${renderKey(input)}`, { ...request, release });
    if (rendering.type === 'rendered')
      return { type: 'rendered', text: rendering.text, helpers: helpersIn(input) };
    const { error } = rendering;
    return 'at' in error ? { type: 'failed', error } : error.message;
  };
}

function helpersIn({ files }: RenderInput): string[] {
  return [...files]
    .filter(([path]) => path.endsWith('.tpl'))
    .map(([, bytes]) => Buffer.from(bytes, 'latin1').toString('utf8'));
}
