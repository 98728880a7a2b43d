import { execFileSync } from 'node:child_process';
import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { startBrowser } from '../harness/browser.mjs';
import { writeTestSettings } from '../harness/test-settings.mjs';
import { installVsix, startServer } from '../harness/vscode-server.mjs';
import { installVscode } from '../install.mjs';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../../..');
const shots = path.join(root, 'out/shots');

/**
 * Opens a copy of the fixture workspace in a workbench that has the packaged extension.
 * @param {object} options
 * @param {string} options.manifest the manifest to show
 * @param {boolean} options.trusted whether the folder is trusted
 * @param {readonly [string, string]} [options.edit] what is replaced in the manifest, by what, after the folder has been
 *   committed
 * @param {(text: string) => string} [options.translate] makes the texts of another language out of ours
 * @param {Readonly<Record<string, string>>} [options.files] further files of the folder, by path
 * @param {string} [options.second] the name of a second folder of the workspace, with the same files
 * @returns {Promise<Workbench>}
 *
 * @typedef {object} Workbench
 * @property {import('playwright-core').Page} page
 * @property {() => Promise<string>} readManifest the manifest's text on disk
 * @property {(name: string) => Promise<string>} readFile the text of another file of the folder
 * @property {(key: string, shown: import('playwright-core').Locator) => Promise<void>} press presses a key until
 *   something shows: on a busy machine a key can come while the workbench rebuilds what it is for
 * @property {(title: string) => Promise<void>} runCommand runs a command of the palette
 * @property {() => Promise<void>} reload reloads the window, which brings back what was open
 * @property {(name: string) => Promise<void>} shoot takes a picture
 * @property {() => Promise<void>} close
 */
export async function openWorkbench({ manifest, trusted, edit, translate, second, files = {} }) {
  const vscode = installVscode(process.env.KUBEREACH_TEST_VSCODE);
  const work = await mkdtemp(path.join(tmpdir(), 'vscode-ui-'));
  const folder = path.join(work, 'shop');
  const userDataDir = path.join(work, 'user');
  const extensionsDir = path.join(work, 'extensions');
  await cp(path.join(root, 'test/vscode/fixtures/shop'), folder, { recursive: true });
  for (const [name, text] of Object.entries(files)) {
    await mkdir(path.dirname(path.join(folder, name)), { recursive: true });
    await writeFile(path.join(folder, name), text);
  }
  const workspace = second === undefined ? folder : path.join(work, 'two.code-workspace');
  if (second !== undefined) {
    await cp(folder, path.join(work, second), { recursive: true });
    await writeFile(workspace, JSON.stringify({ folders: [{ path: 'shop' }, { path: second }] }));
  }
  if (edit) {
    const git = (...args) => execFileSync('git', args, { cwd: folder, stdio: 'pipe' });
    const identity = ['-c', 'user.name=test', '-c', 'user.email=test@example.com'];
    git('init', '--quiet');
    git('add', '--all');
    git(...identity, 'commit', '--quiet', '--message', 'shop');
    const file = path.join(folder, manifest);
    await writeFile(file, (await readFile(file, 'utf8')).replace(...edit));
  }
  await mkdir(extensionsDir);
  await writeTestSettings(userDataDir);
  await installVsix(vscode, path.join(root, 'dist/kubereach.vsix'), extensionsDir);
  if (translate) await installLanguage(extensionsDir, translate);
  const server = await startServer(vscode, {
    userDataDir,
    extensionsDir,
    hostTests: false,
    workspaceTrust: !trusted,
  });
  const browser = await startBrowser();
  const page = await browser.newPage({
    viewport: { width: 1280, height: 800 },
    permissions: ['clipboard-read', 'clipboard-write'],
  });
  // The workbench has its language from a script that this release has in English alone.
  if (translate) {
    await page.addInitScript(
      `Object.defineProperty(globalThis, '_VSCODE_NLS_LANGUAGE', { get: () => '${LANGUAGE}', set: () => {} })`,
    );
  }
  const file = path.join(folder, manifest);
  await page.goto(server.url(workspace, [['openFile', server.remote(file)]]));

  async function press(key, shown) {
    for (let attempt = 0; attempt < 5; attempt++) {
      await page.keyboard.press(key);
      if (await appears(shown)) return;
    }
    throw new Error(`${key} does not bring up ${shown}`);
  }

  // A palette that was opened before the extension was known does not learn of its commands: it is opened again.
  async function runCommand(title) {
    const input = page.locator('.quick-input-widget input[type="text"]');
    const row = page.locator('.quick-input-list .monaco-list-row', { hasText: title }).first();
    for (let attempt = 0; attempt < 5; attempt++) {
      await press('F1', input);
      await input.fill(`>${title}`);
      if (await appears(row)) return row.click();
      await page.keyboard.press('Escape');
    }
    throw new Error(`The palette has no ${title}`);
  }

  return {
    page,
    press,
    readManifest: () => readFile(file, 'utf8'),
    readFile: (name) => readFile(path.join(folder, name), 'utf8'),
    runCommand,
    reload: async () => {
      // A file that the address names is opened instead of what was open before.
      await page.evaluate((url) => history.replaceState(null, '', url), server.url(workspace, []));
      // Its own command waits until what is open is stored; a reload by the browser may come before that.
      const left = page.waitForEvent('load');
      await runCommand('Developer: Reload Window');
      await left;
    },
    shoot: async (name) => {
      await mkdir(shots, { recursive: true });
      await page.screenshot({ path: path.join(shots, `${name}.png`), animations: 'disabled' });
    },
    close: async () => {
      await browser.close();
      await server.stop();
      await rm(work, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
    },
  };
}

/** The language that tests make up the texts of. */
const LANGUAGE = 'de';

/** Puts translations beside the texts of the installed extension, as a release would have them. */
async function installLanguage(extensionsDir, translate) {
  const [name] = (await readdir(extensionsDir)).filter((each) => each.startsWith('kubereach.'));
  for (const file of ['l10n/bundle.l10n', 'package.nls']) {
    const texts = JSON.parse(await readFile(path.join(extensionsDir, name, `${file}.json`), 'utf8'));
    const translated = Object.entries(texts).map(([key, text]) => [key, translate(text)]);
    const target = path.join(extensionsDir, name, `${file}.${LANGUAGE}.json`);
    await writeFile(target, JSON.stringify(Object.fromEntries(translated)));
  }
}

/** Whether something shows within the time that a press of a key or the search of a list takes on a busy machine. */
export function appears(locator) {
  return locator.waitFor({ timeout: 4000 }).then(
    () => true,
    () => false,
  );
}
