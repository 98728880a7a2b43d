import { readFile } from 'node:fs/promises';
import type { ViewPage } from '../webview/harness.ts';
import { descendantsCpu } from './process-tree.ts';

/** The topology view with a clock in it. What is done in the page is given as the text of a function. */
export interface MeasuredPage {
  readonly view: ViewPage;
  /** Milliseconds from something to the frame after the last change that it led to. */
  readonly toPaint: (act: string) => Promise<number>;
  /** Milliseconds of the main thread for something that takes one frame. */
  readonly work: (act: string) => Promise<number>;
  /** One step in each frame, of which the number is given to the function. */
  readonly frames: (step: string) => Promise<FrameTimes>;
  /** Milliseconds from something to the file that the view then asks to be saved. */
  readonly toSave: (act: string) => Promise<number>;
  /** From the message with the graph to the frame after the first one that has boxes. */
  readonly firstPaint: () => Promise<number>;
  readonly elements: () => Promise<number>;
  /** What is live, in bytes. */
  readonly heap: () => Promise<number>;
}

/** Milliseconds; CPU is that of all processes of the browser, for each frame. */
export interface FrameTimes {
  readonly p50: number;
  readonly p95: number;
  readonly cpu: number;
}

const FRAMES = 120;

/** Puts the clock into a page. */
export async function measuredPage(view: ViewPage): Promise<MeasuredPage> {
  const { page } = view;
  const clock = await readFile('test/perf/page-clock.mjs', 'utf8');
  await page.addInitScript({ content: FIRST_PAINT });
  await page.evaluate(clock);
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable');

  return {
    view,
    toPaint: (act) => page.evaluate(`clock.toPaint(${act})`),
    work: (act) => page.evaluate(`clock.work(${act})`),
    toSave: (act) => page.evaluate(`clock.toSave(${act})`),
    frames: async (step) => {
      const before = descendantsCpu();
      const times: number[] = await page.evaluate(`clock.frames(${FRAMES}, ${step})`);
      const cpu = (descendantsCpu() - before) / FRAMES;
      return { ...quantiles(times), cpu };
    },
    firstPaint: async () => {
      await page.reload();
      await page.locator('.scene .box').first().waitFor();
      await view.settle();
      await page.evaluate(clock);
      return page.evaluate('window.firstPaint');
    },
    elements: () => page.evaluate('document.querySelectorAll("*").length'),
    heap: async () => {
      await session.send('HeapProfiler.collectGarbage');
      const { metrics } = await session.send('Performance.getMetrics');
      return metrics.find(({ name }) => name === 'JSHeapUsedSize')?.value ?? 0;
    },
  };
}

/** The half and nearly all of them. */
export function quantiles(values: readonly number[]): Pick<FrameTimes, 'p50' | 'p95'> {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (share: number): number => sorted[Math.floor(sorted.length * share)] ?? 0;
  return { p50: at(0.5), p95: at(0.95) };
}

const FIRST_PAINT = `addEventListener('message', ({ data }) => {
  if (data?.type !== 'answer' || data.answer?.hash === undefined || window.firstPaint !== undefined) return;
  const arrived = performance.now();
  const observer = new MutationObserver(() => {
    if (document.querySelector('.scene .box') === null) return;
    observer.disconnect();
    requestAnimationFrame(() => { window.firstPaint = performance.now() - arrived; });
  });
  observer.observe(document.body, { subtree: true, childList: true });
});`;
