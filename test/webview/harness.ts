import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { build } from 'esbuild';
import { type Browser, chromium, type Locator, type Page } from 'playwright-core';
import type { ViewState } from '../../client/webview/view-state.ts';
import { packTopology } from '../../server/src/core/topology/pack-topology.ts';
import type { Topology } from '../../server/src/core/topology/topology.ts';
import type { TopologyQuestion } from '../../server/src/core/topology/topology-question.ts';
import type { HostMessage, ViewMessage } from '../../server/src/protocol/topology.ts';
import type { Answerer } from './fixture-topology.ts';
import { THEMES, type ThemeName } from './themes.ts';

/** A browser in which the view is opened; what the editor would serve is answered without a network. */
export interface Harness {
  readonly open: (options: OpenOptions) => Promise<ViewPage>;
  readonly close: () => Promise<void>;
}

export interface OpenOptions {
  readonly answers: Answerer;
  readonly theme?: ThemeName;
  readonly width?: number;
  readonly height?: number;
  /** The texts in the user's language. */
  readonly texts?: Readonly<Record<string, string>>;
  /** So often the host cannot tell its settings before it can. */
  readonly refusals?: number;
  /** What the view saved before; by default it was never open. */
  readonly saved?: Partial<ViewState>;
}

/** The view in a page, and what it told its host. */
export interface ViewPage {
  readonly page: Page;
  readonly messages: readonly ViewMessage[];
  /** What the content security policy kept from happening, and errors of scripts. */
  readonly complaints: readonly string[];
  readonly tell: (message: HostMessage) => Promise<void>;
  /** Waits until the picture stands still. */
  readonly settle: () => Promise<void>;
  /** The box, line or frame with an id. */
  readonly node: (id: string) => Locator;
  /** The id in the picture that has the keyboard, else the classes of what has it; `body` where nothing has. */
  readonly keyboard: () => Promise<string>;
}

/** Where Chromium is; undefined where there is none, and browser tests are skipped. */
export const CHROMIUM: string | undefined = ['/usr/bin/chromium', '/usr/bin/google-chrome'].find((path) =>
  existsSync(path),
);

/** Builds the view as it is shipped and starts a browser. */
export async function startHarness(args: readonly string[] = []): Promise<Harness> {
  const built = await build({
    entryPoints: ['client/webview/main.ts'],
    bundle: true,
    minify: true,
    format: 'iife',
    platform: 'browser',
    write: false,
    logLevel: 'silent',
  });
  const script = built.outputFiles[0]?.text ?? '';
  const styles = await readFile('client/webview/view.css', 'utf8');
  const browser = await chromium.launch({ executablePath: CHROMIUM ?? '', args: ['--no-sandbox', ...args] });
  return {
    open: (options) => openPage(browser, { script, styles }, options),
    close: () => browser.close(),
  };
}

/** As in the editor, the page and its resources have different origins. */
const PAGE = 'https://page.test/';
const RESOURCES = 'https://resources.test';

interface Resources {
  readonly script: string;
  readonly styles: string;
}

async function serve(page: Page, theme: ThemeName, { script, styles }: Resources): Promise<void> {
  await page.route('**/*', (route) => {
    const url = route.request().url();
    if (url === PAGE) return route.fulfill({ contentType: 'text/html', body: pageOf(theme) });
    if (url === `${RESOURCES}/view.js`)
      return route.fulfill({ contentType: 'text/javascript', body: script });
    if (url === `${RESOURCES}/view.css`) return route.fulfill({ contentType: 'text/css', body: styles });
    return route.abort();
  });
}

function pageOf(theme: ThemeName): string {
  const csp = `default-src 'none'; script-src 'nonce-X'; style-src ${RESOURCES}; font-src ${RESOURCES}; img-src ${RESOURCES} blob: data:`;
  return `<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Topology</title>
<meta http-equiv="Content-Security-Policy" content="${csp}"><link rel="stylesheet" href="${RESOURCES}/view.css"></head>
<body class="${THEMES[theme].bodyClass}"><script nonce="X" src="${RESOURCES}/view.js"></script></body></html>`;
}

async function openPage(browser: Browser, resources: Resources, options: OpenOptions): Promise<ViewPage> {
  const { answers, theme = 'dark', width = 1280, height = 800 } = options;
  const context = await browser.newContext({ viewport: { width, height }, reducedMotion: 'reduce' });
  const page = await context.newPage();
  let refusals = options.refusals ?? 0;
  page.setDefaultTimeout(4000);
  const messages: ViewMessage[] = [];
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.stack ?? error.message));
  await page.exposeFunction('hostComplain', (what: string) => complaints.push(what));
  const take = async (message: ViewMessage): Promise<readonly HostMessage[]> => {
    messages.push(message);
    const { texts = {} } = options;
    if (message.type !== 'ready') return replyTo(message, answers);
    refusals -= 1;
    return [refusals < 0 ? { ...SETTINGS, texts } : { type: 'unavailable', message: 'no server', texts }];
  };
  // As text: what the debugger makes of large objects takes longer than all that the view does with them.
  await page.exposeFunction('hostTake', async (message: ViewMessage) => JSON.stringify(await take(message)));
  await page.addInitScript({ content: hostScript(theme, options.saved) });
  await serve(page, theme, resources);
  await page.goto(PAGE);
  const settle = async (): Promise<void> => {
    await page.evaluate(SETTLED);
  };
  await page
    .locator('.view, .message')
    .first()
    .waitFor({ timeout: 10_000 })
    .catch(() => {
      throw new Error(`the view did not open: ${complaints.join('; ')}; it told ${JSON.stringify(messages)}`);
    });
  await settle();
  return {
    page,
    messages,
    complaints,
    settle,
    node: (id) => page.locator(`[data-id=${JSON.stringify(id)}]`),
    keyboard: () => page.evaluate(HOLDER),
    tell: async (message) => {
      await page.evaluate(`window.postMessage(${JSON.stringify(message)}, '*')`);
      await settle();
    },
  };
}

/** Answers as the extension does. */
async function replyTo(message: ViewMessage, answers: Answerer): Promise<readonly HostMessage[]> {
  if (message.type !== 'ask') return [];
  const { seq, question } = message;
  try {
    return [{ type: 'answer', seq, answer: await sent(answers, question) }];
  } catch (error) {
    return [{ type: 'failure', seq, message: error instanceof Error ? error.message : String(error) }];
  }
}

async function sent(answers: Answerer, question: TopologyQuestion): Promise<unknown> {
  const answer = (await answers(question)) ?? null;
  return question.type === 'topology' ? packTopology(answer as Topology) : answer;
}

const HOLDER = `(() => {
  const { activeElement: holder, body } = document;
  if (holder === null || holder === body || !holder.checkVisibility()) return 'body';
  return holder.closest('[data-id]')?.dataset.id ?? holder.className ?? holder.tagName;
})()`;

/** Every message is answered, and what the answers led to is painted: two frames without a question in between. */
const SETTLED = `new Promise((resolve) => {
  let quiet = 0;
  const look = () => {
    quiet = window.asked > 0 ? 0 : quiet + 1;
    if (quiet > 3) resolve();
    else requestAnimationFrame(look);
  };
  look();
})`;

const SETTINGS = {
  type: 'settings',
  environment: { id: 'prod', name: 'production' },
  environments: [
    { id: 'prod', name: 'production' },
    { id: 'staging', name: 'staging' },
  ],
  follow: true,
} as const;

/** Runs in the page before its scripts: the API of the editor, its variables, and an ear for violations. */
function hostScript(theme: ThemeName, saved: Partial<ViewState> | undefined): string {
  return `
document.addEventListener('securitypolicyviolation', (event) => hostComplain(event.violatedDirective + ' ' + event.blockedURI));
window.acquireVsCodeApi = () => ({
  postMessage: async (message) => {
    window.asked = (window.asked ?? 0) + 1;
    for (const reply of JSON.parse(await hostTake(message))) window.postMessage(reply, '*');
    window.asked -= 1;
  },
  getState: () => JSON.parse(sessionStorage.getItem('state') ?? ${JSON.stringify(JSON.stringify(saved ?? null))}),
  setState: (state) => sessionStorage.setItem('state', JSON.stringify(state)),
});
const setTheme = () => {
  for (const [name, value] of Object.entries(${JSON.stringify(THEMES[theme].variables)})) {
    document.documentElement.style.setProperty('--vscode-' + name, value);
  }
};
if (document.documentElement) setTheme();
else document.addEventListener('readystatechange', setTheme, { once: true });
`;
}
