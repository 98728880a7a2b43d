import type { Rendered } from '../core/environments/compose-installation.ts';
import { CHART_FILE, defaultRelease, readChartMetadata } from '../core/environments/helm/chart-metadata.ts';
import { type RenderInput, renderKey } from '../core/environments/helm/render-key.ts';
import { readRenderInput } from './read-render-input.ts';
import { createRenderCache } from './render-cache.ts';
import type { RenderRequest } from './render-request.ts';

/** One installation of a chart on the disk, with what is not saved yet. */
export interface ChartOnDisk extends Omit<RenderRequest, 'helm' | 'release'> {
  /** Undefined: the chart's own name. */
  readonly release: string | undefined;
}

/**
 * Makes what renders charts with the user's helm, each once for as long as nothing in it changes. It gives a sentence
 * without its full stop where it is not the chart that is at fault.
 */
export function createChartRenderer(helm: string): (chart: ChartOnDisk) => Promise<Rendered | string> {
  const renderOnce = createRenderCache();
  return async (chart) => {
    const named = { ...chart, helm, release: chart.release ?? 'release' };
    const read = readRenderInput(named);
    if (!read) return `the chart in ${chart.chartFolder} is too large, or cannot be read`;
    const metadata = readChartMetadata(read.files.get(CHART_FILE) ?? '');
    const release = chart.release ?? (metadata ? defaultRelease(metadata) : named.release);
    const input = { ...read, release };
    const rendering = await renderOnce(`${chart.chartFolder} ${renderKey(input)}`, { ...named, release });
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
