import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { answersOf, HOSTILE, largeAnswers, shopAnswers, shopManifests } from './fixture-topology.ts';
import { CHROMIUM, type Harness, startHarness, type ViewPage } from './harness.ts';

if (CHROMIUM === undefined)
  console.warn('No Chromium is found: the tests of the topology view are left out.');

/**
 * What controls and headings say outside of brackets. The picture, the reasons and the answers hold words of the engine and
 * names; signs and keys are the same everywhere.
 */
const WORDS = `[...document.querySelectorAll('button, vscode-button, vscode-checkbox, h1, h2, .panel-title, .legend li, dialog td, [aria-label], [title], [placeholder]')]
  .filter((element) => !element.closest('.scene, .explain-body h2, .crumb, .place, [role="gridcell"]'))
  .flatMap((element) => [
    element.matches('button, vscode-button, vscode-checkbox, h1, h2, .panel-title, .legend li, dialog td') ? element.textContent : '',
    ...['aria-label', 'title', 'placeholder'].map((name) => element.getAttribute(name) ?? ''),
  ])
  .map((words) => words.replace(/⟦[^⟧]*⟧/g, '').trim())
  .filter((words) => /\\p{L}{2}/u.test(words))`;

describe.skipIf(CHROMIUM === undefined)('the topology view', () => {
  let harness: Harness;
  const answers = shopAnswers();
  beforeAll(async () => {
    harness = await startHarness();
  }, 60_000);
  afterAll(() => harness?.close());

  const node = (view: ViewPage, id: string) => view.page.locator(`[data-id=${JSON.stringify(id)}]`);
  const openShop = async (): Promise<ViewPage> => {
    const view = await harness.open({ answers });
    await node(view, 'ns:shop').click();
    await node(view, 'Deployment/shop/api').waitFor();
    return view;
  };
  const focusApi = async (view: ViewPage): Promise<void> => {
    await node(view, 'Deployment/shop/api').focus();
    await view.page.keyboard.press('f');
    await view.page.locator('.is-subject, .is-selected').first().waitFor();
    await view.settle();
  };

  test('shows namespaces, expands one, and comes to a focus and back', async () => {
    const view = await openShop();
    expect(await view.page.locator('.shape-namespace').count()).toBe(7);
    await focusApi(view);
    expect(await view.page.locator('.breadcrumb').textContent()).toMatch(
      /production[\s\S]*shop[\s\S]*Deployment api/,
    );
    await view.page.keyboard.press('Escape');
    await node(view, 'Deployment/shop/web').waitFor();
    expect(view.complaints).toEqual([]);
  });

  test('explains a line and opens the rule', async () => {
    const view = await openShop();
    await focusApi(view);
    await view.page.locator('.edge .pill', { hasText: 'TCP 8080' }).first().click();
    await view.page.locator('.explain .verdict').first().waitFor();
    expect(await view.page.locator('.explain h2').textContent()).toBe(
      'Deployment shop/web → Deployment shop/api',
    );
    await view.page.locator('.explain .place').first().click();
    await view.settle();
    expect(view.messages.at(-1)).toMatchObject({ type: 'reveal', keepFocus: false, target: { source: {} } });
    await view.page.getByRole('button', { name: 'Allow this' }).click();
    await view.settle();
    expect(view.messages.at(-1)).toMatchObject({ type: 'allow', from: 'Deployment/shop/web' });
  });

  test('can be used with the keyboard alone', async () => {
    const view = await openShop();
    const { page } = view;
    await page.keyboard.press('/');
    await page.keyboard.type('ns:shop kind:deployment api');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await view.settle();
    expect(await page.locator(':focus').getAttribute('data-id')).toBe('Deployment/shop/api');
    await page.keyboard.press('Enter');
    await view.settle();
    expect(view.messages.at(-1)).toEqual({
      type: 'reveal',
      target: { node: 'Deployment/shop/api' },
      keepFocus: false,
    });
    await page.keyboard.press('[');
    await view.settle();
    expect(await page.locator(':focus').getAttribute('class')).toContain('edge');
    await page.keyboard.press('Space');
    await page.locator('.explain .verdict').first().waitFor();
    await page.keyboard.press('Escape');
    await page.keyboard.press('m');
    await page.locator('.matrix').waitFor();
    await page.keyboard.press('m');
    await page.locator('.picture').waitFor();
    await page.keyboard.press('Alt+ArrowLeft');
    await view.settle();
    expect(await page.getByRole('tab', { name: 'Matrix' }).getAttribute('aria-selected')).toBe('true');
  });

  test('walks to the nearest box and has one tab stop', async () => {
    const view = await harness.open({ answers });
    await node(view, 'ns:data').focus();
    await view.page.keyboard.press('ArrowRight');
    await view.settle();
    expect(await view.page.locator(':focus').getAttribute('data-id')).toBe('ns:identity');
    expect(await view.page.locator('.scene [tabindex="0"]').count()).toBe(1);
  });

  test('hides what does not match, and says how to clear it', async () => {
    const view = await harness.open({ answers });
    await view.page.locator('.find-input').fill('ns:payments');
    await view.page.getByRole('button', { name: 'Hide what does not match' }).click();
    await view.settle();
    expect(await view.page.locator('.box').count()).toBe(1);
    await view.page.locator('.find-input').fill('nothing-of-the-kind');
    await view.page.locator('.message').waitFor();
    await view.page.locator('.message').getByRole('button', { name: 'Clear filter' }).click();
    await view.settle();
    expect(await view.page.locator('.shape-namespace').count()).toBe(8);
  });

  test('selects nothing that the filter hides', async () => {
    const view = await openShop();
    await node(view, 'Deployment/shop/api').click();
    await view.settle();
    await view.page.locator('.find-input').fill('ns:payments');
    await view.page.getByRole('button', { name: 'Hide what does not match' }).click();
    await view.settle();
    await view.page.getByRole('button', { name: 'Clear filter' }).click();
    await view.settle();
    expect(await view.page.locator('.box.is-selected').count()).toBe(0);
  });

  test('shows a policy between those that it lets in', async () => {
    const view = await harness.open({ answers });
    await view.page.locator('.find-input').fill('policy:allow-web');
    await view.page.keyboard.press('Enter');
    await view.page.locator('.shape-policy').waitFor();
    await view.page.locator('.edge').first().click();
    await view.settle();
    expect(view.messages.at(-1)).toMatchObject({ type: 'reveal', target: { source: {} } });
  });

  test('exports the picture and the table', async () => {
    const view = await harness.open({ answers });
    const save = async (item: string) => {
      const before = view.messages.length;
      await view.page.getByRole('button', { name: 'Export' }).click();
      await view.page.getByRole('menuitem', { name: item }).click();
      // A picture of pixels is made in its own time.
      await expect.poll(() => view.messages.length).toBeGreaterThan(before);
      const saved = view.messages.at(-1);
      return saved?.type === 'save' ? saved : undefined;
    };
    expect(await save('SVG, light')).toMatchObject({ name: 'topology-light.svg', encoding: 'utf8' });
    const png = await save('PNG');
    expect(png?.encoding).toBe('base64');
    expect(String(png?.text).startsWith('iVBOR')).toBe(true);
    expect((await save('Mermaid'))?.text).toMatch(/^flowchart LR/);
    expect((await save('DOT'))?.text).toMatch(/^digraph/);
    await view.page.getByRole('tab', { name: 'Matrix' }).click();
    await view.settle();
    expect((await save('CSV'))?.text).toContain('payments,allowed');
    expect(view.complaints).toEqual([]);
  });

  test('has a matrix that says what its active cell is', async () => {
    const view = await harness.open({ answers });
    await view.page.getByRole('tab', { name: 'Matrix' }).click();
    // What is hidden takes no focus.
    await view.page.locator('.matrix').waitFor();
    await view.page.locator('.matrix').focus();
    for (let i = 0; i < 6; i++) await view.page.keyboard.press('ArrowDown');
    await view.settle();
    expect(await view.page.getByRole('gridcell').textContent()).toBe('payments → data: allowed');
    await view.page.keyboard.press('Enter');
    await view.settle();
    expect(await view.page.locator('.breadcrumb').textContent()).toContain('payments');
    await view.page.keyboard.press('Enter');
    await view.page.locator('.explain h2, .explain .explain-note').first().waitFor();
  });

  test('comes back as it was after a reload', async () => {
    const view = await openShop();
    await focusApi(view);
    // The state is saved a moment later.
    await expect.poll(() => view.page.evaluate('sessionStorage.getItem("state")')).toContain('"focus"');
    await view.page.reload();
    await view.page.locator('.breadcrumb', { hasText: 'Deployment api' }).waitFor();
    await node(view, 'Deployment/shop/api').waitFor();
  });

  test('takes names for names, whatever they hold', async () => {
    const view = await harness.open({ answers });
    await node(view, 'ns:legacy').click();
    const hostile = view.page.locator('.shape-workload[aria-label*="onerror"]');
    await hostile.waitFor();
    await hostile.focus();
    await view.page.keyboard.press('f');
    await view.settle();
    await view.page.keyboard.press('/');
    await view.page.keyboard.type('img');
    await view.settle();
    expect(await view.page.locator('.popup-label').first().textContent()).toBe(HOSTILE);
    expect(await view.page.evaluate('window.hacked')).toBeUndefined();
    expect(await view.page.locator('img').count()).toBe(0);
    expect(view.complaints).toEqual([]);
  });

  test.each([500, 2000])('keeps the page small with %i nodes', async (count) => {
    const view = await harness.open({ answers: largeAnswers(count) });
    const elements = (): Promise<number> => view.page.evaluate('document.querySelectorAll("*").length');
    expect(await elements()).toBeLessThanOrEqual(2000);
    for (const name of ['ns:team-00', 'ns:team-01', 'ns:team-02']) {
      await node(view, name).focus({ timeout: 3000 });
      await view.page.keyboard.press('e');
      await view.settle();
    }
    await view.page.locator('.picture').click({ position: { x: 5, y: 5 } });
    await view.page.getByRole('button', { name: 'Fit' }).click();
    await view.settle();
    expect(await elements()).toBeLessThanOrEqual(2000);
    expect(view.complaints).toEqual([]);
  });

  test('says what it looks for where there is nothing', async () => {
    const nothing = { hash: '', namespaces: [], nodes: [], links: [], bundles: [], notes: [] };
    const view = await harness.open({ answers: () => nothing, width: 420 });
    await view.page.locator('.message', { hasText: 'NetworkPolicy' }).waitFor();
  });

  test('speaks the language of the user', async () => {
    const bundle: Record<string, string> = JSON.parse(readFileSync('l10n/bundle.l10n.json', 'utf8'));
    // Each text between brackets: what stands outside of them was not translated.
    const texts = Object.fromEntries(Object.keys(bundle).map((key) => [key, `⟦${key}⟧`]));
    const english = await harness.open({ answers });
    expect(await english.page.evaluate<string[]>(WORDS)).toContain('Legend');
    const view = await harness.open({ answers, texts });
    await node(view, 'ns:shop').click();
    await view.page.getByRole('button', { name: '⟦Legend⟧' }).click();
    await node(view, 'Deployment/shop/api').focus();
    await view.page.keyboard.press('f');
    await view.page.locator('.edge .pill', { hasText: 'TCP 8080' }).first().click();
    await view.page.locator('.explain .verdict').first().waitFor();
    await view.page.keyboard.press('?');
    await view.settle();
    expect(await view.page.evaluate(WORDS)).toEqual([]);
    await view.page.keyboard.press('Escape');
    await view.page.getByRole('tab', { name: '⟦Matrix⟧' }).click();
    await view.settle();
    expect(await view.page.evaluate(WORDS)).toEqual([]);
  });

  test('says why it knows no settings, and tries again', async () => {
    const view = await harness.open({ answers, refusals: 2 });
    const failure = view.page.locator('.message', { hasText: 'The topology could not be read: no server' });
    await failure.getByRole('button', { name: 'Try again' }).click();
    await view.settle();
    await failure.getByRole('button', { name: 'Try again' }).click();
    await node(view, 'ns:shop').waitFor();
    expect(await failure.count()).toBe(0);
    // Later it says so in its own place, and is there again when that is over.
    await view.tell({ type: 'unavailable', message: 'no server', texts: {} });
    await failure.getByRole('button', { name: 'Try again' }).click();
    await failure.waitFor({ state: 'detached' });
    await node(view, 'ns:shop').waitFor();
    expect(view.complaints).toEqual([]);
  });

  test('shows a node of another environment as soon as that has been read', async () => {
    const view = await harness.open({ answers });
    const environment = { id: 'staging', name: 'staging' };
    await view.page.evaluate(
      `for (const message of ${JSON.stringify([
        { type: 'settings', environment, environments: [environment], follow: false, texts: {} },
        { type: 'show', id: 'Deployment/shop/api', focus: true },
      ])}) window.postMessage(message, '*')`,
    );
    await view.page.locator('.breadcrumb', { hasText: /staging[\s\S]*Deployment api/ }).waitFor();
    const asked = view.messages.flatMap((message) => (message.type === 'ask' ? [message.environment] : []));
    expect([asked[0], asked.at(-1)]).toEqual(['prod', 'staging']);
  });

  test('takes the keyboard from nobody outside of the view', async () => {
    const view = await openShop();
    const holder = 'document.activeElement?.closest("[data-id]")?.dataset.id ?? "nobody"';
    const show = (id: string): Promise<void> => view.tell({ type: 'show', id, focus: true });
    await show('Deployment/shop/api');
    expect(await view.page.evaluate(holder)).toBe('Deployment/shop/api');
    await view.page.evaluate('document.activeElement.blur(); document.hasFocus = () => false');
    await show('Deployment/shop/web');
    await view.page.locator('.breadcrumb', { hasText: 'Deployment web' }).waitFor();
    expect(await view.page.evaluate(holder)).toBe('nobody');
  });

  test('draws nothing anew when a change changes nothing', async () => {
    const view = await openShop();
    await view.page.evaluate('window.kept = document.querySelector(".box")?.firstChild');
    await view.tell({ type: 'changed' });
    await view.settle();
    expect(await view.page.evaluate('window.kept.isConnected')).toBe(true);
  });

  test('fits a narrow panel', async () => {
    const view = await harness.open({ answers, width: 420 });
    expect(await view.page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(420);
    await view.page.getByRole('button', { name: 'Explain…' }).click();
    await view.settle();
    const panel = await view.page.locator('.explain').boundingBox();
    expect(panel?.width).toBe(420);
  });

  test('cuts a name that is too long for a narrow panel, and has all of it in its title', async () => {
    const name = Array.from({ length: 4 }, () => 'a'.repeat(60)).join('.');
    const view = await harness.open({
      answers: answersOf(shopManifests().replaceAll('name: api,', `name: ${name},`)),
      width: 420,
      saved: { version: 1, environment: 'prod', place: { level: 'focus', id: `Deployment/shop/${name}` } },
    });
    const crumb = view.page.locator('.crumb[aria-current]');
    await expect.poll(() => crumb.getAttribute('title')).toBe(`Deployment ${name}`);
    expect((await crumb.boundingBox())?.height).toBeLessThan(45);
  });
});
