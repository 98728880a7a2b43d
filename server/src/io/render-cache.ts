import { type Rendering, renderChart } from './helm.ts';
import type { RenderRequest } from './render-request.ts';

/** Renders a chart, once for as long as its key stays the same; the key says all that its rendering depends on. */
export type RenderOnce = (key: string, request: RenderRequest) => Promise<Rendering>;

/** So many renderings are kept. */
const MOST_KEPT = 64;

/**
 * Makes a cache that holds nothing. Who asks while a chart is being rendered waits for the same answer. Where it is not the
 * chart that was at fault, it is tried again.
 */
export function createRenderCache(
  render: (request: RenderRequest) => Promise<Rendering> = renderChart,
): RenderOnce {
  const known = new Map<string, Promise<Rendering>>();
  return (key, request) => {
    const rendering = known.get(key) ?? render(request);
    const forget = (): void => {
      if (known.get(key) === rendering) known.delete(key);
    };
    if (!known.has(key)) rendering.then((done) => (isFinal(done) ? undefined : forget()), forget);
    // What was asked for last is the last to go.
    known.delete(key);
    known.set(key, rendering);
    const [oldest] = known.keys();
    if (known.size > MOST_KEPT && oldest !== undefined) known.delete(oldest);
    return rendering;
  };
}

function isFinal(done: Rendering): boolean {
  return done.type === 'rendered' || 'at' in done.error;
}
