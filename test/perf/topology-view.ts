import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { CHROMIUM, type Harness, startHarness } from '../webview/harness.ts';
import { editedPage } from './edited-page.ts';
import type { FrameTimes, MeasuredPage } from './measured-page.ts';

// Prints what the page of the topology view takes in a browser without a graphics card, for docs/PERFORMANCE.md. It asserts
// nothing: times belong to machines. Each is taken several times and the least is printed first, because other programs can
// only make it longer.

const RUNS = 5;

if (CHROMIUM === undefined) console.log('skipped: no Chromium is found');
else void printAll();

async function printAll(): Promise<void> {
  printBundle();
  const harness = await startHarness(['--disable-gpu']);
  try {
    for (const resources of [200, 2000, 5000]) {
      console.log(`\n${resources} resources`);
      await printMap(harness, resources);
      console.log('all namespaces expanded:');
      await printExpanded(harness, resources);
    }
    await printMatrix(harness);
    await printSearch(harness);
  } finally {
    await harness.close();
  }
}

function printBundle(): void {
  const files = ['dist/webview.js', 'dist/webview.css'].map((file) => readFileSync(file));
  const sum = (sizes: readonly number[]): string => kilobytes(sizes.reduce((total, size) => total + size, 0));
  const packed = files.map((file) => gzipSync(file, { level: 9 }).length);
  console.log(`bundle: ${sum(files.map(({ length }) => length))}, ${sum(packed)} gzip`);
}

async function printMap(harness: Harness, resources: number): Promise<void> {
  const page = await editedPage(harness, resources, { expanded: [] });
  console.log(`snapshot: ${kilobytes(page.snapshotSize)}`);
  await printTimes('first paint', page.firstPaint);
  await printFrames('pan', page, wheel('deltaX: step, deltaY: step'));
  await printFrames('zoom', page, wheel('deltaY: step / 3, ctrlKey: true'));
  await printTimes('select a namespace', (run) => page.toPaint(space(`ns:ns${run % 2}`)));
  await printTimes('expand one, or fold it', () => page.toPaint(click('ns:ns1')));
  await printTimes('edit', page.edit);
  console.log(`moved in other namespaces by an edit: ${await page.movedByEdit()}`);
  await printExports(page);
  await printSizes(page);
}

async function printExpanded(harness: Harness, resources: number): Promise<void> {
  const expanded = Array.from({ length: resources / 40 }, (_, i) => `ns${i}`);
  const page = await editedPage(harness, resources, { expanded });
  await printTimes('first paint', page.firstPaint);
  await printFrames('pan', page, wheel('deltaX: step, deltaY: step'));
  await printTimes('select a namespace', (run) => page.toPaint(space(`ns:ns${run % 2}`)));
  await printTimes('select a workload', (run) => page.toPaint(space(`Deployment/ns0/app${run % 2}`)));
  await printTimes('edit', page.edit);
  await page.view.page.getByRole('button', { name: 'Fit' }).click();
  await page.view.settle();
  await printFrames('pan, fitted', page, wheel('deltaX: step, deltaY: step'));
  await printFrames('zoom', page, wheel('deltaY: step / 3, ctrlKey: true'));
  await printExports(page);
  await printSizes(page);
}

/** Of so many resources 2,016 are workloads. */
const MATRIX_RESOURCES = 3360;

async function printMatrix(harness: Harness): Promise<void> {
  console.log('\nmatrix of 2,016 workloads');
  const matrix = { of: 'workloads', namespace: undefined, sort: 'name' } as const;
  const page = await editedPage(harness, MATRIX_RESOURCES, { tab: 'matrix', matrix });
  const scroll = `(i) => {
    const step = i < 60 ? 23 : -23;
    const matrix = document.querySelector('.matrix');
    matrix.scrollTop += step;
    matrix.scrollLeft += step;
  }`;
  await printFrames('scroll', page, scroll);
}

async function printSearch(harness: Harness): Promise<void> {
  const page = await editedPage(harness, 10_000, { expanded: [] });
  await printTimes('\nsearch over 10,000 resources, a keystroke', (run) =>
    page.work(`() => {
      const field = document.querySelector('.find-input');
      field.value = 'app1 ns${run}';
      field.dispatchEvent(new Event('input'));
    }`),
  );
}

async function printExports(page: MeasuredPage): Promise<void> {
  for (const item of ['SVG, as shown', 'PNG, twice as large']) {
    await printTimes(`export ${item}`, async () => {
      await page.view.page.getByRole('button', { name: 'Export' }).click();
      return await page.toSave(
        `() => [...document.querySelectorAll('.menu-item')].find((each) => each.textContent === '${item}').click()`,
      );
    });
  }
}

async function printSizes(page: MeasuredPage): Promise<void> {
  console.log(`${await page.elements()} elements, ${((await page.heap()) / 1e6).toFixed(1)} MB heap`);
}

/** Away for one second, and back. */
function wheel(movement: string): string {
  return `(i) => {
    const step = i < 60 ? 30 : -30;
    const at = { clientX: 600, clientY: 400, bubbles: true, cancelable: true };
    document.querySelector('.picture').dispatchEvent(new WheelEvent('wheel', { ${movement}, ...at }));
  }`;
}

function space(id: string): string {
  return `() => document.querySelector('[data-id="${id}"]').dispatchEvent(new KeyboardEvent('keydown', { key: ' ', bubbles: true }))`;
}

function click(id: string): string {
  return `() => document.querySelector('[data-id="${id}"] :is(.frame-head, .box-body)').dispatchEvent(new MouseEvent('click', { detail: 1, bubbles: true }))`;
}

async function printTimes(what: string, measure: (run: number) => Promise<number>): Promise<void> {
  const times: number[] = [];
  for (let run = 0; run < RUNS; run++) times.push(await measure(run));
  const [least = 0, ...others] = times.sort((a, b) => a - b);
  console.log(`${what}: ${least.toFixed(1)} ms (then ${others.map((time) => time.toFixed(1)).join(', ')})`);
}

async function printFrames(what: string, page: MeasuredPage, step: string): Promise<void> {
  const runs: FrameTimes[] = [];
  for (let run = 0; run < RUNS; run++) runs.push(await page.frames(step));
  const least = (of: keyof FrameTimes): string => Math.min(...runs.map((run) => run[of])).toFixed(1);
  console.log(`${what}: p50 ${least('p50')} ms, p95 ${least('p95')} ms, ${least('cpu')} ms CPU a frame`);
}

function kilobytes(bytes: number): string {
  return `${Math.round(bytes / 1000)} KB`;
}
