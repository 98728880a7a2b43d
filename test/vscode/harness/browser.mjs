import { existsSync } from 'node:fs';
import path from 'node:path';
import { chromium } from 'playwright-core';

/**
 * Starts Chromium without a window: `$CHROMIUM`, else the first one on the PATH. It reaches this machine and nothing
 * else, so whatever the workbench asks of the internet fails at once.
 * @returns {Promise<import('playwright-core').Browser>}
 */
export function startBrowser() {
  return chromium.launch({
    executablePath: process.env.CHROMIUM ?? onPath('chromium', 'chromium-browser', 'google-chrome'),
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-background-networking',
      '--disable-component-update',
      '--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1 , EXCLUDE localhost',
    ],
  });
}

function onPath(...names) {
  for (const folder of (process.env.PATH ?? '').split(path.delimiter)) {
    for (const name of names) if (existsSync(path.join(folder, name))) return path.join(folder, name);
  }
  throw new Error(`none of ${names.join(', ')} is on the PATH; on Debian: apt-get install chromium`);
}
