import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Answerer, shopAnswers } from './fixture-topology.ts';
import { CHROMIUM, type Harness, startHarness, type ViewPage } from './harness.ts';

const API = 'Deployment/shop/api';
const WEB = 'Deployment/shop/web';

describe.skipIf(CHROMIUM === undefined)('the keyboard in the topology view', () => {
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
  const press = async (view: ViewPage, ...keys: readonly string[]): Promise<void> => {
    for (const key of keys) {
      await view.page.keyboard.press(key);
      await view.settle();
    }
  };
  const explainLine = async (view: ViewPage): Promise<void> => {
    await view.node(API).focus();
    await press(view, 'f');
    await view.page.locator('.edge', { hasText: 'TCP 8080' }).first().focus();
    await press(view, 'Space');
    await view.page.locator('.explain .verdict').first().waitFor();
  };

  test('comes back from the matrix to the box that had it', async () => {
    const view = await openShop();
    await view.node(WEB).focus();
    await press(view, 'm');
    expect(await view.keyboard()).toBe('matrix');
    await press(view, 'm');
    expect(await view.keyboard()).toBe(WEB);
    await press(view, 'm', 'Escape');
    expect(await view.keyboard()).toBe(WEB);
  });

  test('comes back from a focus to where it was', async () => {
    const view = await openShop();
    await view.node(WEB).focus();
    await press(view, 'f', 'Alt+ArrowLeft');
    expect(await view.keyboard()).toBe(WEB);
  });

  test('stays on the button of an answer that changes', async () => {
    let now = shop;
    const view = await openShop((question) => now(question));
    await explainLine(view);
    const button = view.page.getByRole('button', { name: 'Allow this' });
    await button.focus();
    const answer =
      (extra: object): Answerer =>
      (question) =>
        question.type === 'explain' ? { ...(shop(question) as object), ...extra } : shop(question);
    now = answer({ from: 'another' });
    await view.tell({ type: 'changed' });
    await view.page.locator('.explain h2', { hasText: 'another' }).waitFor();
    expect(await view.page.locator(':focus').textContent()).toBe('Allow this');
    now = answer({ allow: undefined, from: 'a third one' });
    await view.tell({ type: 'changed' });
    await view.page.locator('.explain h2', { hasText: 'a third one' }).waitFor();
    expect(await view.page.locator('h2:focus').count()).toBe(1);
  });

  test('comes to the picture once that could be read', async () => {
    let isBroken = true;
    const view = await harness.open({
      answers: (question) => {
        if (isBroken) throw new Error('out of order');
        return shop(question);
      },
    });
    const again = view.page.getByRole('button', { name: 'Try again' });
    await again.focus();
    isBroken = false;
    await press(view, 'Enter');
    await view.node('ns:shop').waitFor();
    await view.settle();
    expect(await view.keyboard()).toMatch(/^ns:/);
  });

  test('leaves the find field for the picture', async () => {
    const view = await openShop();
    await press(view, '/');
    await view.page.keyboard.type('web');
    await press(view, 'Escape', 'Escape');
    expect(await view.keyboard()).toMatch(/^(ns:|Deployment)/);
  });

  test('is left to controls', async () => {
    const view = await openShop();
    const isMap = () => view.page.getByRole('tab', { name: 'Map' }).getAttribute('aria-selected');
    await view.page.locator('.environments').focus();
    await press(view, 'Enter', 'm');
    expect(await isMap()).toBe('true');
    await press(view, 'Escape');
    await view.node(API).focus();
    await press(view, 'f');
    await view.page.getByRole('tab', { name: 'Map' }).focus();
    await press(view, 'Alt+ArrowLeft');
    expect(await isMap()).toBe('true');
    await view.node(WEB).waitFor();
    expect(await view.page.locator('.breadcrumb').textContent()).not.toContain('api');
  });

  test('comes from the matrix to the find field', async () => {
    const view = await openShop();
    await view.node(API).focus();
    await press(view, 'm', '/');
    await view.page.keyboard.type('web');
    expect(await view.page.locator('.find-input').inputValue()).toBe('web');
    expect(await view.keyboard()).toContain('find-input');
  });

  test('takes the tooltip away by Escape, and stays', async () => {
    const view = await openShop();
    await view.node(API).focus();
    await press(view, 'f', 'ArrowLeft');
    const holder = await view.keyboard();
    await view.page.locator('.tooltip').waitFor();
    await press(view, 'Escape');
    expect(await view.page.locator('.tooltip').isVisible()).toBe(false);
    expect(await view.page.locator('.breadcrumb').textContent()).toContain('Deployment api');
    expect(await view.keyboard()).toBe(holder);
    await press(view, 'Escape');
    expect(await view.page.locator('.breadcrumb').textContent()).not.toContain('Deployment api');
  });

  test('closes the form by Escape, and only that', async () => {
    const view = await openShop();
    await view.node(API).focus();
    await press(view, 'f');
    await view.page.getByRole('button', { name: 'Explain…' }).focus();
    await press(view, 'Enter');
    expect(await view.page.locator(':focus').getAttribute('aria-label')).toBe('From');
    await press(view, 'Escape');
    expect(await view.page.locator('.explain').isVisible()).toBe(false);
    expect(await view.keyboard()).toBe(API);
    expect(await view.page.locator('.breadcrumb').textContent()).toContain('Deployment api');
  });

  test('says what the form does not find', async () => {
    const view = await openShop();
    await view.page.getByRole('button', { name: 'Explain…' }).click();
    const from = view.page.getByRole('combobox', { name: 'From' });
    await from.fill('nobody-is-called-so');
    await press(view, 'Enter');
    await view.page.locator('.explain', { hasText: 'Nothing here is called nobody-is-called-so.' }).waitFor();
    expect(await from.getAttribute('aria-invalid')).toBe('true');
    await from.fill(WEB);
    expect(await from.getAttribute('aria-invalid')).toBeNull();
  });

  test('leaves what somebody types when the answer changes', async () => {
    let now = shop;
    const view = await openShop((question) => now(question));
    await explainLine(view);
    const to = view.page.locator('.traffic-form').getByRole('combobox', { name: 'To' });
    await to.fill('half a na');
    now = (question) =>
      question.type === 'explain' ? { ...(shop(question) as object), from: 'another' } : shop(question);
    await view.tell({ type: 'changed' });
    await view.page.locator('.explain h2', { hasText: 'another' }).waitFor();
    expect(await to.inputValue()).toBe('half a na');
  });
});
