import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Answerer, shopAnswers } from './fixture-topology.ts';
import { CHROMIUM, type Harness, startHarness, type ViewPage } from './harness.ts';

const API = 'Deployment/shop/api';

describe.skipIf(CHROMIUM === undefined)('the topology view says', () => {
  let harness: Harness;
  const shop = shopAnswers();
  beforeAll(async () => {
    harness = await startHarness();
  }, 60_000);
  afterAll(() => harness?.close());

  const open = (answers: Answerer, saved: object = {}): Promise<ViewPage> =>
    harness.open({ answers, saved: { version: 1, environment: 'prod', expanded: [], ...saved } });
  const says = (view: ViewPage, ...words: readonly string[]) =>
    expect
      .poll(() => view.page.locator('.status [role=status]').textContent())
      .toMatch(new RegExp(words.join('.*')));

  test('all that one step leads to', async () => {
    const view = await open(shop);
    await view.node('ns:shop').focus();
    await view.page.keyboard.press('e');
    await says(view, 'shop expanded', '2 links hidden');
  });

  test('where one is, on every way', async () => {
    const view = await open(shop, { expanded: ['shop'] });
    await view.node(API).focus();
    await view.page.keyboard.press('f');
    await says(view, 'Deployment api in focus');
    await view.settle();
    await view.page.getByRole('button', { name: 'Back' }).click();
    await says(view, 'Map: production');
    await view.page.getByRole('button', { name: 'Forward' }).click();
    await says(view, 'Deployment api in focus');
    await view.page.getByRole('tab', { name: 'Matrix' }).click();
    await says(view, 'Matrix: production');
  });

  test('which of the matches is shown', async () => {
    const view = await open(shop, { expanded: ['shop'] });
    await view.page.locator('.find-input').fill('ns:shop kind:deployment');
    await view.page.keyboard.press('Escape');
    await view.page.keyboard.press('Enter');
    await says(view, '1 of 5: ');
  });

  test('that nothing can be compared', async () => {
    const view = await open((question) => (question.type === 'changes' ? undefined : shop(question)));
    await view.page.locator('vscode-checkbox', { hasText: 'Changes since HEAD' }).click();
    await view.page.locator('.notes', { hasText: 'Nothing can be compared with HEAD' }).waitFor();
    await says(view, 'Nothing can be compared with HEAD');
  });

  test('that links could not be read', async () => {
    const view = await open(
      (question) => {
        if (question.type === 'links') throw new Error('out of order');
        return shop(question);
      },
      { expanded: ['shop'] },
    );
    await view.page.locator('.notes', { hasText: 'Some links could not be read: out of order' }).waitFor();
  });
});
