import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { keptOrder, placeOf } from '../../client/webview/matrix-order.ts';
import { type Answerer, answersOf, largeAnswers, shopAnswers, shopManifests } from './fixture-topology.ts';
import { CHROMIUM, type Harness, startHarness, type ViewPage } from './harness.ts';

describe('the order of the matrix', () => {
  const heads = (...ids: readonly string[]) => ids.map((id) => ({ id, name: id }));

  test('stays, with what is new behind it', () => {
    expect(keptOrder(['c', 'gone', 'a'], heads('a', 'b', 'c'))).toEqual([2, 0, 1]);
    expect(keptOrder([], heads('a', 'b'))).toEqual([0, 1]);
  });

  test('has a place for what is gone', () => {
    expect(placeOf('b', heads('a', 'b'), 0)).toBe(1);
    expect(placeOf('gone', heads('a', 'b'), 7)).toBe(1);
    expect(placeOf('gone', [], 7)).toBe(0);
  });
});

describe.skipIf(CHROMIUM === undefined)('the matrix of the topology view', () => {
  let harness: Harness;
  const shop = shopAnswers();
  beforeAll(async () => {
    harness = await startHarness();
  }, 60_000);
  afterAll(() => harness?.close());

  const openMatrix = async (
    answers: Answerer,
    matrix: { readonly of: 'namespaces' | 'workloads'; readonly sort: 'name' | 'similarity' },
  ): Promise<ViewPage> => {
    const choice = { namespace: undefined, ...matrix };
    const saved = { version: 1, environment: 'prod', tab: 'matrix', matrix: choice } as const;
    const view = await harness.open({ answers, saved });
    await view.page.locator('.matrix').focus();
    await view.settle();
    return view;
  };
  const cell = (view: ViewPage): Promise<string | null> => view.page.getByRole('gridcell').textContent();
  const saveCsv = async (view: ViewPage): Promise<void> => {
    await view.page.getByRole('button', { name: 'Export' }).click();
    await view.page.getByRole('menuitem', { name: 'CSV' }).click();
  };

  test('is exported with all of its cells', async () => {
    const view = await openMatrix(largeAnswers(300), { of: 'workloads', sort: 'name' });
    await saveCsv(view);
    await expect.poll(() => view.messages.at(-1)?.type).toBe('save');
    const saved = view.messages.at(-1);
    const table = saved?.type === 'save' ? saved.text : '';
    expect(table.split('\r\n')).toHaveLength(202);
    expect(table).not.toContain('loading');
  });

  test('says that it is too large for an export', async () => {
    const view = await openMatrix(largeAnswers(1600), { of: 'workloads', sort: 'name' });
    await saveCsv(view);
    await view.page.locator('.progress', { hasText: 'too large for an export' }).waitFor();
    expect(view.messages.some(({ type }) => type === 'save')).toBe(false);
  });

  test('says what could not be read', async () => {
    const answers: Answerer = (question) => {
      if (question.type === 'matrix') throw new Error('out of order');
      return shop(question);
    };
    const view = await openMatrix(answers, { of: 'namespaces', sort: 'name' });
    expect(await cell(view)).toContain('could not be read');
    await saveCsv(view);
    await view.page.locator('.progress', { hasText: 'The matrix could not be read' }).waitFor();
  });

  test('keeps its active cell on the same names, and inside of the table', async () => {
    let now: Answerer = shop;
    const view = await openMatrix((question) => now(question), { of: 'namespaces', sort: 'name' });
    await view.page.keyboard.press('Control+End');
    await view.settle();
    expect(await cell(view)).toMatch(/^shop → shop/);
    const without = (home: string): Answerer =>
      answersOf(
        shopManifests()
          .split('---\n')
          .filter((each) => !new RegExp(`(namespace|name): ${home}\\b`).test(each))
          .join('---\n'),
      );
    now = without('data');
    await view.tell({ type: 'changed' });
    expect(await cell(view)).toMatch(/^shop → shop/);
    now = without('shop');
    await view.tell({ type: 'changed' });
    expect(await cell(view)).toMatch(/^\S+ → \S+: (?!loading)/);
  });

  test('shows what it knows in the same order until an edit is answered', async () => {
    let answer = (): void => undefined;
    let isHeld = false;
    const view = await openMatrix(
      async (question) => {
        if (isHeld && question.type === 'matrix') {
          await new Promise<void>((resolve) => {
            answer = resolve;
          });
        }
        return shop(question);
      },
      { of: 'namespaces', sort: 'similarity' },
    );
    await view.page.keyboard.press('ArrowDown');
    await view.settle();
    const before = await cell(view);
    expect(before).not.toContain('loading');
    isHeld = true;
    const asked = view.messages.length;
    await view.page.evaluate(`window.postMessage({ type: 'changed' }, '*')`);
    await expect
      .poll(() => view.messages.slice(asked).map((each) => each.type === 'ask' && each.question.type))
      .toContain('matrix');
    expect(await cell(view)).toBe(before);
    answer();
    await view.settle();
    expect(await cell(view)).toBe(before);
  });

  test('makes no stop on the way of another order', async () => {
    const view = await openMatrix(shop, { of: 'namespaces', sort: 'name' });
    await view.page.getByLabel('Sort').selectOption('similarity');
    await view.settle();
    expect(await view.page.getByRole('button', { name: 'Back' }).isDisabled()).toBe(true);
  });
});
