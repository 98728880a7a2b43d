import type { CDPSession, Page } from 'playwright-core';
import { afterAll, beforeAll, test } from 'vitest';
import type { Topology } from '../../server/src/core/topology/topology.ts';
import { largeWorkspace } from '../support/large-workspace.ts';
import { answersOf, largeAnswers } from '../webview/fixture-topology.ts';
import { CHROMIUM, type Harness, startHarness, type ViewPage } from '../webview/harness.ts';

// Prints what the page of the topology view takes in headless Chromium, for docs/PERFORMANCE.md. Times are those of the
// page itself: from what is asked of it to the second frame after that, by which it is on the screen.

let harness: Harness;
beforeAll(async () => {
  harness = await startHarness();
}, 60_000);
afterAll(() => harness?.close());

test.skipIf(CHROMIUM === undefined).each([200, 2000, 5000])('%i resources', async (size) => {
  const answers = answersOf(largeWorkspace(size).join('---\n'));
  const { nodes, namespaces, hash } = answers({ type: 'topology' }) as Topology;
  const view = await harness.open({ answers, script: PAINTS });
  const { page } = view;
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable');
  console.log(`\n${nodes.length} nodes in ${namespaces.length} namespaces, graph ${hash.slice(0, 8)}`);
  print('first paint after the graph', await page.evaluate(FIRST_PAINT));
  const [first = '', second = '', third = ''] = namespaces.map(({ name }) => name);
  print(
    'select a namespace',
    await timed(page, `box(${JSON.stringify(`ns:${first}`)}).dispatchEvent(pointer('focusin'))`),
  );
  await printFrames(page, session, 'pan the namespaces', PAN);
  await printFrames(page, session, 'zoom the namespaces', ZOOM);
  print('SVG export of the namespaces', await exported(view, 'SVG, as shown'));
  print('PNG export of the namespaces', await exported(view, 'PNG, twice as large'));
  print('expand a namespace', await expand(view, first));
  await expand(view, second);
  await expand(view, third);
  print('an edit, repainted', await timedTo(view, () => view.tell({ type: 'changed' })));
  print('a keystroke of search', await search(page));
  for (const { name } of namespaces.slice(3, 12)) await expand(view, name);
  await printFrames(page, session, 'pan twelve expanded', PAN);
  await printFrames(page, session, 'zoom twelve expanded', ZOOM);
  await session.send('HeapProfiler.collectGarbage');
  const { metrics } = await session.send('Performance.getMetrics');
  const heap = metrics.find(({ name }) => name === 'JSHeapUsedSize')?.value ?? 0;
  console.log(`elements ${await page.evaluate('document.querySelectorAll("*").length')}`);
  console.log(`heap ${(heap / 1e6).toFixed(1)} MB`);
  print('SVG export of twelve expanded', await exported(view, 'SVG, as shown'));
  print('PNG export of twelve expanded', await exported(view, 'PNG, twice as large'));
});

test.skipIf(CHROMIUM === undefined)('matrix of 2,000 × 2,000', async () => {
  const view = await harness.open({ answers: largeAnswers(3400) });
  const { page } = view;
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable');
  await page.getByRole('tab', { name: 'Matrix' }).click();
  await page.getByLabel('Rows').selectOption('*');
  await view.settle();
  console.log(`\nmatrix with ${await page.locator('.matrix').getAttribute('aria-rowcount')} rows`);
  await printFrames(page, session, 'scroll the matrix', SCROLL);
});

function print(what: string, milliseconds: number): void {
  console.log(`${what}: ${milliseconds.toFixed(1)} ms`);
}

/** Notes from each answer to the second frame after it, by which what it led to is on the screen. */
const PAINTS = `
window.paints = [];
window.addEventListener('message', ({ data }) => {
  if (data.type !== 'answer') return;
  const start = performance.now();
  requestAnimationFrame(() => requestAnimationFrame(() => paints.push(performance.now() - start)));
});`;

/** From the arrival of the graph to the second frame after it. */
const FIRST_PAINT = 'window.paints[0]';

async function timed(page: Page, action: string): Promise<number> {
  return page.evaluate(`new Promise((resolve) => {
    const box = (id) => document.querySelector('[data-id="' + CSS.escape(id) + '"]');
    const pointer = (type) => new Event(type, { bubbles: true });
    const start = performance.now();
    ${action};
    requestAnimationFrame(() => requestAnimationFrame(() => resolve(performance.now() - start)));
  })`);
}

/** From the arrival of the last answer to the second frame after it. */
async function timedTo({ page, settle }: ViewPage, act: () => Promise<void>): Promise<number> {
  await page.evaluate('window.paints.length = 0');
  await act();
  await settle();
  return page.evaluate('window.paints.at(-1) ?? 0');
}

/** The tile may be out of sight, and then is no element: finding it brings it there first. */
function expand(view: ViewPage, name: string): Promise<number> {
  return timedTo(view, async () => {
    await view.page.locator('.find-input').fill(`ns:${name}`);
    await view.page.keyboard.press('Enter');
    await view.page.locator('.find-input').fill('');
    await view.page.locator(`[data-id="ns:${name}"]`).focus();
    await view.settle();
    await view.page.evaluate('window.paints.length = 0');
    await view.page.keyboard.press('e');
  });
}

function search(page: Page): Promise<number> {
  return page.evaluate(`new Promise((resolve) => {
    const input = document.querySelector('.find-input');
    input.focus();
    const start = performance.now();
    for (const typed of ['a', 'ap', 'app', 'app1']) {
      input.value = typed;
      input.dispatchEvent(new Event('input', { bubbles: true }));
    }
    const took = (performance.now() - start) / 4;
    input.value = '';
    input.dispatchEvent(new Event('input', { bubbles: true }));
    requestAnimationFrame(() => resolve(took));
  })`);
}

/** What is done in each frame. */
const PAN = `document.querySelector('.picture').dispatchEvent(new WheelEvent('wheel', { deltaX: i % 40 < 20 ? 24 : -24, deltaY: i % 40 < 20 ? 12 : -12, bubbles: true, cancelable: true }))`;
const ZOOM = `document.querySelector('.picture').dispatchEvent(new WheelEvent('wheel', { ctrlKey: true, deltaY: i % 30 < 15 ? 40 : -40, bubbles: true, cancelable: true }))`;
const SCROLL = `document.querySelector('.matrix').scrollBy(26, 44)`;

/** Sixty frames: how far they are apart, and how long the page worked for each. */
async function printFrames(page: Page, session: CDPSession, what: string, act: string): Promise<void> {
  const work = async (): Promise<number> => {
    const { metrics } = await session.send('Performance.getMetrics');
    return metrics.find(({ name }) => name === 'TaskDuration')?.value ?? 0;
  };
  const before = await work();
  const frames: readonly number[] = await page.evaluate(`new Promise((resolve) => {
    const gaps = [];
    let last = performance.now();
    let i = 0;
    const step = () => {
      const now = performance.now();
      gaps.push(now - last);
      last = now;
      ${act};
      i += 1;
      if (i < 60) requestAnimationFrame(step);
      else resolve(gaps.slice(1));
    };
    requestAnimationFrame(step);
  })`);
  const worked = ((await work()) - before) * 1000;
  const sorted = [...frames].sort((a, b) => a - b);
  const at = (part: number): string => (sorted[Math.floor(sorted.length * part)] ?? 0).toFixed(1);
  console.log(
    `${what}: p50 ${at(0.5)} ms, p95 ${at(0.95)} ms, ${(worked / 60).toFixed(1)} ms of work a frame`,
  );
}

async function exported({ page, messages }: ViewPage, item: string): Promise<number> {
  const before = messages.length;
  await page.getByRole('button', { name: 'Export' }).click();
  const start = performance.now();
  await page.getByRole('menuitem', { name: item }).click();
  while (messages.length === before) await page.waitForTimeout(5);
  return performance.now() - start;
}
