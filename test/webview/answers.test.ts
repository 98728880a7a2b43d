import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Answerer, answersOf, shopAnswers, shopManifests } from './fixture-topology.ts';
import { CHROMIUM, type Harness, startHarness, type ViewPage } from './harness.ts';

const API = 'Deployment/shop/api';
const WEB = 'Deployment/shop/web';

describe.skipIf(CHROMIUM === undefined)('what the topology view shows of answers', () => {
  let harness: Harness;
  const shop = shopAnswers();
  beforeAll(async () => {
    harness = await startHarness();
  }, 60_000);
  afterAll(() => harness?.close());

  const openShop = async (answers: Answerer = shop): Promise<ViewPage> => {
    const view = await harness.open({
      answers,
      saved: { version: 1, environment: 'prod', expanded: ['shop'] },
    });
    await view.node(API).waitFor();
    return view;
  };
  const focusOn = async (view: ViewPage, id: string): Promise<void> => {
    await view.node(id).focus();
    await view.page.keyboard.press('f');
    await subject(view, id).waitFor();
    await view.settle();
  };
  /** In the middle of a focus; frames are on the map alone. */
  const subject = (view: ViewPage, id: string) =>
    view.page.locator(`.scene:not(:has(.frame)) .box[data-id="${id}"]`);
  const press = async (view: ViewPage, ...keys: readonly string[]): Promise<void> => {
    for (const key of keys) {
      await view.page.keyboard.press(key);
      await view.settle();
    }
  };

  test('goes back to what was looked at before', async () => {
    const view = await openShop();
    await focusOn(view, API);
    await view.page.locator('.breadcrumb button').first().click();
    await view.node(WEB).waitFor();
    await view.settle();
    await focusOn(view, WEB);
    await press(view, 'Alt+ArrowLeft', 'Alt+ArrowLeft');
    expect(await view.page.locator('.breadcrumb').textContent()).toContain('Deployment api');
    expect(await subject(view, API).count()).toBe(1);
  });

  test('explains again what it explained before', async () => {
    const view = await openShop();
    await focusOn(view, API);
    const lines = view.page.locator('.edge .pill');
    const heading = view.page.locator('.explain h2');
    await lines.nth(0).click();
    const first = await heading.textContent();
    await lines.nth(1).click();
    await heading.filter({ hasNotText: first ?? '' }).waitFor();
    await lines.nth(0).click();
    await heading.filter({ hasText: first ?? '' }).waitFor();
  });

  test('says that a node is gone, and nothing leads back to it', async () => {
    let now = shop;
    const view = await openShop((question) => now(question));
    await focusOn(view, WEB);
    await view.tell({ type: 'show', id: API, focus: true });
    await view.page.locator('.breadcrumb button').first().click();
    await view.settle();
    await focusOn(view, API);
    now = answersOf(shopManifests().replaceAll('name: api,', 'name: other,'));
    await view.tell({ type: 'changed' });
    await view.page.locator('.breadcrumb', { hasNotText: 'api' }).waitFor();
    await view.settle();
    expect(await view.page.locator('.status [role=status]').textContent()).toContain(
      'Deployment api is no longer there',
    );
    expect(await view.keyboard()).toBe('ns:shop');
    await press(view, 'Alt+ArrowLeft');
    expect(await view.page.locator('.breadcrumb').textContent()).toContain('Deployment web');
  });

  test('tells in the panel what could not be explained, and asks again', async () => {
    let isBroken = true;
    const view = await openShop((question) => {
      if (isBroken && question.type === 'explain') throw new Error('out of order');
      return shop(question);
    });
    await focusOn(view, API);
    await view.page.locator('.edge .pill', { hasText: 'TCP 8080' }).first().click();
    await view.page
      .locator('.explain-note', { hasText: 'This could not be answered: out of order' })
      .waitFor();
    expect(await view.page.locator('.message').count()).toBe(0);
    isBroken = false;
    await view.page.locator('.explain-body').getByRole('button', { name: 'Try again' }).click();
    await view.page.locator('.explain .verdict').first().waitFor();
  });

  test('draws the map where its links could not be read', async () => {
    const view = await openShop((question) => {
      if (question.type === 'links') throw new Error('out of order');
      return shop(question);
    });
    expect(await view.page.locator('.message').count()).toBe(0);
  });
});
