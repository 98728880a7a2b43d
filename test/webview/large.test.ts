import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { largeWorkspace, withOneMore } from '../support/large-workspace.ts';
import { answersOf } from './fixture-topology.ts';
import { CHROMIUM, type Harness, startHarness, type ViewPage } from './harness.ts';

/** More elements make every frame slow where there is no graphics card. */
const MOST_ELEMENTS = 2000;

/** Where namespaces and their nodes stand, by id. */
const PLACES = `Object.fromEntries([...document.querySelectorAll('.frames > [data-id], .boxes > [data-id]')]
  .map((element) => [element.dataset.id, element.style.transform]))`;

describe.skipIf(CHROMIUM === undefined)('a large topology', () => {
  let harness: Harness;
  beforeAll(async () => {
    harness = await startHarness();
  }, 60_000);
  afterAll(() => harness?.close());

  const elements = (view: ViewPage): Promise<number> =>
    view.page.evaluate('document.querySelectorAll("*").length');
  const wheel = async (view: ViewPage, init: string): Promise<void> => {
    await view.page.evaluate(
      `document.querySelector('.picture').dispatchEvent(new WheelEvent('wheel', { ...${init}, clientX: 600, clientY: 400, cancelable: true }))`,
    );
    await view.settle();
  };

  test('keeps the page small with all of 5,000 nodes expanded, wherever one looks', async () => {
    const names = Array.from({ length: 125 }, (_, i) => `ns${i}`);
    const view = await harness.open({
      answers: answersOf(largeWorkspace(5000).join('---\n')),
      saved: { version: 1, environment: 'prod', expanded: names },
    });
    expect(await view.page.locator('.frame').count()).toBeGreaterThan(0);
    const counts = [await elements(view)];
    const look = async (init: string): Promise<void> => {
      await wheel(view, init);
      counts.push(await elements(view));
    };
    for (let i = 0; i < 6; i++) await look('{ deltaX: 100, deltaY: 500 }');
    for (let i = 0; i < 6; i++) await look('{ deltaY: 120, ctrlKey: true }');
    for (let i = 0; i < 4; i++) await look('{ deltaX: -100, deltaY: 3000 }');
    await view.page.locator('.box, .frame').first().focus();
    await view.page.getByRole('button', { name: 'Legend' }).click();
    await view.page.getByRole('button', { name: 'Explain…' }).click();
    await view.page.locator('.find-input').fill('app1');
    await view.page.getByRole('button', { name: 'Fit' }).click();
    await view.settle();
    counts.push(await elements(view));
    for (let i = 0; i < 12; i++) await look('{ deltaY: -120, ctrlKey: true }');
    expect(Math.max(...counts)).toBeLessThanOrEqual(MOST_ELEMENTS);
    // Else nothing was shown, which would be small too.
    expect(Math.max(...counts)).toBeGreaterThan(MOST_ELEMENTS / 2);
    expect(view.complaints).toEqual([]);
  });

  describe('after an edit', () => {
    const manifests = largeWorkspace(800);
    const former = answersOf(manifests.join('---\n'));
    const edited = answersOf(withOneMore(manifests).join('---\n'));

    const moved = async (expanded: readonly string[]) => {
      let now = former;
      const view = await harness.open({
        answers: (question) => now(question),
        saved: { version: 1, environment: 'prod', expanded },
        height: 3000,
      });
      const before: Readonly<Record<string, string>> = await view.page.evaluate(PLACES);
      now = edited;
      await view.tell({ type: 'changed' });
      const after: Readonly<Record<string, string>> = await view.page.evaluate(PLACES);
      const isOfOthers = (id: string): boolean => !/[:/]ns0(?:\/|$)/.test(id);
      const kept = Object.keys(before).filter((id) => isOfOthers(id));
      return {
        view,
        kept,
        moves: kept.filter((id) => before[id] !== after[id]).map((id) => [before[id], after[id]]),
      };
    };

    test('moves nothing of other namespaces on the map', async () => {
      const { view, kept, moves } = await moved([]);
      await view.page.locator('[data-id="ns:ns0"][aria-label*="25 workloads"]').waitFor();
      expect(kept).toHaveLength(19);
      expect(moves).toEqual([]);
    });

    test('moves nothing in namespaces that are expanded', async () => {
      const { view, kept, moves } = await moved(['ns1', 'ns7']);
      await view.page.locator('[data-id="ns:ns0"][aria-label*="25 workloads"]').waitFor();
      expect(kept.length).toBeGreaterThan(60);
      expect(moves).toEqual([]);
    });

    test('moves what stands below a namespace that grows, as one and straight down', async () => {
      const { view, moves } = await moved(['ns0', 'ns7']);
      await view.page.locator('[data-id="Deployment/ns0/added"]').waitFor();
      const shifts = moves.map((places) => {
        const [from = [], to = []] = places.map((place) => (place ?? '').match(/-?[\d.]+/g)?.map(Number));
        return [(to[0] ?? 0) - (from[0] ?? 0), (to[1] ?? 0) - (from[1] ?? 0)].map(Math.round).join(' ');
      });
      expect(new Set(shifts).size).toBe(1);
      expect(shifts[0]).toMatch(/^0 \d+$/);
    });
  });
});
