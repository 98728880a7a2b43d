#!/usr/bin/env node
// Stands in for the `code` executable where the desktop VS Code cannot be downloaded: takes the flags that
// @vscode/test-electron passes, and runs the tests in the extension host of VS Code's server, with Chromium as the window.
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { installVscode } from '../install.mjs';
import { startBrowser } from './browser.mjs';
import { say } from './say.mjs';
import { startServer } from './vscode-server.mjs';

const limitMs = 180_000;

const { values: flags, positionals } = parseArgs({
  strict: false,
  options: {
    extensionDevelopmentPath: { type: 'string' },
    extensionTestsPath: { type: 'string' },
    'extensions-dir': { type: 'string' },
    'user-data-dir': { type: 'string' },
  },
});
const [folder] = positionals;
const logs = process.env.KUBEREACH_TEST_LOGS;

const server = await startServer(installVscode(process.env.KUBEREACH_TEST_VSCODE), {
  userDataDir: flags['user-data-dir'],
  extensionsDir: flags['extensions-dir'],
  hostTests: true,
  workspaceTrust: false,
});
const browser = await startBrowser();
const outcome = await runTests(await browser.newPage({ viewport: { width: 1400, height: 900 } }));
await browser.close();
await server.stop();
process.exit(outcome);

/** Opens the folder with the tests as payload; answers the exit code once the extension host has reported it. */
async function runTests(page) {
  const printed = [];
  const exited = new Promise((resolve) => {
    void page.exposeFunction('codeAutomationExit', resolve);
  });
  await page.exposeFunction('codeAutomationLog', (type, args) => printed.push(`[${type}] ${args.join(' ')}`));
  await page.goto(
    server.url(path.resolve(folder), [
      ['extensionDevelopmentPath', server.remote(flags.extensionDevelopmentPath)],
      ['extensionTestsPath', server.remote(flags.extensionTestsPath)],
    ]),
  );
  const late = new Promise((resolve) =>
    setTimeout(resolve, limitMs, `none within ${limitMs / 1000} s`).unref(),
  );
  const result = await Promise.race([exited, late]);
  // An extension host that was killed reaches the workbench as exit code 0; the server's log knows better. It is written
  // by another process, hence the moment of patience.
  await page.waitForTimeout(300);
  const death = /Extension Host Process exited with code: (?!0, signal: null).*/.exec(server.log());
  if (result === 0 && !death) return 0;

  // Which test failed is in the results; the window and the logs tell why a run did not come to its end.
  await page.screenshot({ path: path.join(logs, 'host.png') });
  await writeFile(path.join(logs, 'host.log'), [...printed, server.log()].join('\n'));
  say(`The extension host: ${death?.[0] ?? `exit code ${result}`}; see host.log and host.png in ${logs}`);
  return 1;
}
