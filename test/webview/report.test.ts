import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import axe from 'axe-core';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, onTestFinished, test, vi } from 'vitest';
import { HAS_GIT, makeRepository } from '../support/git.ts';
import { pods } from '../support/pods.ts';
import { policy } from '../support/policy.ts';
import { runCli } from '../support/run-cli.ts';
import { makeTemporaryFolder, type TemporaryFolder } from '../support/temporary-folder.ts';
import { HOSTILE, shopManifests } from './fixture-topology.ts';
import { CHROMIUM } from './harness.ts';

/** A report in a browser. */
interface OpenReport {
  readonly page: Page;
  /** Errors of scripts, what the policy of the page kept from happening, and what was asked of a network. */
  readonly complaints: readonly string[];
}

describe.skipIf(CHROMIUM === undefined)('a report', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await chromium.launch({ executablePath: CHROMIUM ?? '', args: ['--no-sandbox'] });
  }, 60_000);
  afterAll(() => browser?.close());

  async function open(
    options: BrowserContextOptions = {},
    args: readonly string[] = [],
    folder: TemporaryFolder = makeTemporaryFolder(`#-- shop.yaml\n${shopManifests()}`),
  ): Promise<OpenReport> {
    const run = await runCli(['graph', '-f', 'html', '-o', 'report.html', ...args], { cwd: folder.path });
    expect(run).toMatchObject({ code: 0, stderr: '' });
    const context = await browser.newContext({ reducedMotion: 'reduce', ...options });
    onTestFinished(() => context.close());
    const page = await context.newPage();
    page.setDefaultTimeout(5000);
    const complaints: string[] = [];
    const url = pathToFileURL(folder.at('report.html')).href;
    page.on('pageerror', (error) => complaints.push(error.stack ?? error.message));
    page.on('console', (message) => {
      if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
    });
    page.on('request', (request) => {
      if (request.url() !== url && !request.url().startsWith('blob:')) complaints.push(request.url());
    });
    await page.goto(url);
    await page.locator('.scene .box').first().waitFor();
    return { page, complaints };
  }

  const node = (page: Page, id: string) => page.locator(`[data-id=${JSON.stringify(id)}]`);

  /** By the keyboard, because only what is near the screen can be clicked. */
  const focusApi = async (page: Page): Promise<void> => {
    await page.keyboard.press('/');
    await page.keyboard.type('ns:shop kind:deployment api');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.locator('[data-id="Deployment/shop/api"]:focus').waitFor();
    await page.keyboard.press('Enter');
    await page.locator('.breadcrumb', { hasText: 'Deployment api' }).waitFor();
    await page.locator('.edge').first().waitFor();
  };

  test('opens from a file, expands a namespace, focuses, and explains a line with its places', async () => {
    const { page, complaints } = await open();
    expect(await page.title()).toMatch(/^Topology of kubereach-/);
    await node(page, 'ns:shop').click();
    await node(page, 'Deployment/shop/web').waitFor();
    await focusApi(page);
    await page.locator('.edge .pill', { hasText: 'TCP 8080' }).first().click();
    await page.locator('.explain .verdict').first().waitFor();
    expect(await page.locator('.explain .place').first().textContent()).toMatch(/^shop\.yaml:\d+$/);
    expect(await page.locator('.explain button.place').count()).toBe(0);
    expect(await page.getByRole('button', { name: 'Allow this' }).count()).toBe(0);
    await page.keyboard.press('Escape');
    await page.keyboard.press('Escape');
    await node(page, 'Deployment/shop/web').waitFor();
    expect(complaints).toEqual([]);
  });

  test('shows the rule of a line of a policy by its place', async () => {
    const { page, complaints } = await open({}, ['--focus', 'NetworkPolicy/shop/allow-web-to-api']);
    await page.locator('.edge').first().focus();
    await page.keyboard.press('Space');
    await page.locator('.toast', { hasText: /^shop\.yaml:\d+$/ }).waitFor();
    expect(complaints).toEqual([]);
  });

  test('shows the matrix, and the cells of a namespace', async () => {
    const { page, complaints } = await open();
    await page.getByRole('tab', { name: 'Matrix' }).click();
    // It says what its active cell is once it is drawn.
    await page.locator('.notes', { hasText: '→' }).waitFor();
    await page.locator('.matrix').focus();
    await page.keyboard.press('Enter');
    await page.locator('.breadcrumb', { hasText: 'data' }).waitFor();
    await page.locator('.notes', { hasText: '→' }).waitFor();
    expect(complaints).toEqual([]);
  });

  test('offers nothing that only an editor can do', async () => {
    const { page } = await open();
    expect(await page.getByText('Follow cursor').isVisible()).toBe(false);
    expect(await page.getByText('Changes since').isVisible()).toBe(false);
    await page.keyboard.press('?');
    expect(await page.locator('.keys').textContent()).not.toContain('source');
  });

  test('saves exports as files', async () => {
    const { page, complaints } = await open();
    const save = async (item: string): Promise<Buffer> => {
      await page.getByRole('button', { name: 'Export' }).click();
      const [download] = await Promise.all([
        page.waitForEvent('download'),
        page.getByRole('menuitem', { name: item, exact: true }).click(),
      ]);
      return readFileSync(await download.path());
    };
    expect((await save('SVG, as shown')).toString()).toMatch(/^<svg /);
    expect((await save('PNG, twice as large')).subarray(1, 4).toString()).toBe('PNG');
    await page.locator('.toast', { hasText: 'Saved topology.png' }).waitFor();
    expect(complaints).toEqual([]);
  });

  test('copies the command that tries it', async () => {
    const { page, complaints } = await open({ permissions: ['clipboard-read', 'clipboard-write'] });
    await focusApi(page);
    await page.locator('.edge .pill', { hasText: 'TCP 8080' }).first().click();
    await page.getByRole('button', { name: 'Copy test command' }).click();
    await page.locator('.toast', { hasText: 'Copied' }).waitFor();
    expect(await page.evaluate('navigator.clipboard.readText()')).toContain('kubectl');
    expect(complaints).toEqual([]);
  });

  test('comes back after a reload as it was', async () => {
    const { page } = await open();
    await focusApi(page);
    await expect.poll(() => page.evaluate('history.state?.place?.level')).toBe('focus');
    await page.reload();
    await page.locator('.breadcrumb', { hasText: 'Deployment api' }).waitFor();
  });

  test('hostile names are text', async () => {
    const { page, complaints } = await open();
    await page.keyboard.press('/');
    await page.keyboard.type('onerror');
    await page.locator('.popup-label').first().waitFor();
    expect(await page.locator('.popup-label').first().textContent()).toBe(HOSTILE);
    expect(await page.evaluate('window.hacked')).toBeUndefined();
    expect(complaints).toEqual([]);
  });

  const background = (page: Page): Promise<string> =>
    page.evaluate('getComputedStyle(document.body).backgroundColor');

  test('has the colours of the system, or those that somebody chooses', async () => {
    const { page } = await open({ colorScheme: 'dark' });
    expect(await background(page)).toBe('rgb(31, 31, 31)');
    await page.emulateMedia({ colorScheme: 'light' });
    await expect.poll(() => background(page)).toBe('rgb(255, 255, 255)');
    await page.getByRole('button', { name: 'Colours: as the system' }).click();
    await page.getByRole('button', { name: 'Colours: light' }).click();
    expect(await background(page)).toBe('rgb(31, 31, 31)');
    await page.emulateMedia({ contrast: 'more' });
    await expect.poll(() => background(page)).toBe('rgb(0, 0, 0)');
    const { page: chosen } = await open({ colorScheme: 'light' }, ['--theme', 'dark']);
    expect(await background(chosen)).toBe('rgb(31, 31, 31)');
  });

  test.each([
    ['light', {}],
    ['dark', {}],
    ['light', { contrast: 'more' }],
    ['dark', { contrast: 'more' }],
    ['light', { viewport: { width: 420, height: 800 } }],
  ] as const)('is accessible in %s with %j', async (colorScheme, more) => {
    const { page, complaints } = await open({ colorScheme, ...more });
    await page.evaluate(axe.source);
    const faults = (): Promise<readonly string[]> =>
      page.evaluate(`axe.run({ preload: false }).then(({ violations }) =>
        violations.map(({ id, nodes }) => id + ': ' + nodes.map(({ html }) => html.slice(0, 160)).join(' | ')))`);
    expect(await faults()).toEqual([]);
    await focusApi(page);
    // On a busy machine the line may still be one of the map, which is gone when the key arrives.
    await vi.waitFor(async () => {
      await page.locator('.edge').first().focus();
      await page.keyboard.press('Space');
      await page.locator('.explain .verdict').first().waitFor({ timeout: 1000 });
    }, 20_000);
    expect(await faults()).toEqual([]);
    await page.getByRole('tab', { name: 'Matrix' }).click();
    await page.locator('.notes', { hasText: '→' }).waitFor();
    expect(await faults()).toEqual([]);
    expect(complaints).toEqual([]);
  });

  test.skipIf(!HAS_GIT)('tells what has changed since a revision', async () => {
    const both = pods('web') + pods('api');
    const admit = policy({
      name: 'in',
      pods: 'app: api',
      types: 'Ingress',
      ingress: '[{ from: [{ podSelector: { matchLabels: { app: web } } }] }]',
    });
    const folder = makeRepository(
      `#-- a.yaml\n${both}${policy({ name: 'deny', pods: 'app: api', types: 'Ingress' })}`,
    );
    folder.write('a.yaml', both + admit);
    const { page, complaints } = await open({}, ['--since', 'HEAD', '.'], folder);
    await page.locator('.notes', { hasText: 'Since HEAD: 1 opened, 0 closed' }).waitFor();
    await page.locator('.edge.change-opened .change-text', { hasText: '+' }).waitFor();
    expect(await page.getByText('Changes since HEAD').isVisible()).toBe(true);
    expect(complaints).toEqual([]);
  });
});
