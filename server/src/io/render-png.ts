import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { uriOfPath } from './file-uri.ts';
import { findBrowser } from './find-browser.ts';
import { reason } from './read-manifest-file.ts';

/** The bytes of a PNG, or why there are none, in a sentence without its full stop. */
export type RenderedPng = { readonly bytes: Uint8Array } | { readonly why: string };

/** Browsers draw no larger surfaces. */
const MOST_PIXELS = 16_384;

/** A browser that has not drawn it by then never will, in milliseconds. */
const LONGEST = 60_000;

/**
 * Has a browser of this machine draw an SVG, which begins with its size, twice as large as that. It runs with a profile of its own that is gone
 * afterwards, reads one file without scripts, and is kept from the network.
 */
export async function renderPng(svg: string): Promise<RenderedPng> {
  const browser = findBrowser(process.platform, process.env);
  if ('why' in browser) return browser;
  let folder: string | undefined;
  try {
    folder = mkdtempSync(join(tmpdir(), 'kubereach-png-'));
    return await drawIn(folder, browser.path, svg);
  } catch (error) {
    return { why: `a PNG needs a temporary folder: ${reason(error)}` };
  } finally {
    if (folder !== undefined) removeFolder(folder);
  }
}

async function drawIn(folder: string, browser: string, svg: string): Promise<RenderedPng> {
  const [page, output] = [join(folder, 'page.html'), join(folder, 'picture.png')];
  writeFileSync(page, `<!DOCTYPE html><meta charset="utf-8"><style>${STYLE}</style>${svg}`);
  const [width, height] = [sideOf(svg, 'width'), sideOf(svg, 'height')];
  const scale = Math.min(2, MOST_PIXELS / width, MOST_PIXELS / height);
  const failure = await run(browser, [
    '--headless',
    '--disable-gpu',
    '--hide-scrollbars',
    '--no-first-run',
    '--no-default-browser-check',
    '--disable-extensions',
    '--disable-background-networking',
    '--host-resolver-rules=MAP * ~NOTFOUND',
    // The sandbox of Chromium refuses to run as root, as which much of CI runs; what is drawn is ours and has no scripts.
    ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
    `--user-data-dir=${join(folder, 'profile')}`,
    `--force-device-scale-factor=${scale}`,
    `--window-size=${width},${height}`,
    `--screenshot=${output}`,
    uriOfPath(page),
  ]);
  const bytes = read(output);
  return bytes ? { bytes } : { why: `${browser} drew no picture: ${failure}` };
}

function sideOf(svg: string, side: 'width' | 'height'): number {
  return Number(new RegExp(`^<svg [^>]*?\\b${side}="(\\d+)"`).exec(svg)?.[1]);
}

const STYLE = 'html,body{margin:0;overflow:hidden}svg{display:block}';

/** Runs a program to its end, and gives the last of what it said. */
function run(program: string, args: readonly string[]): Promise<string> {
  return new Promise((resolve) => {
    const child = spawn(program, args, { stdio: ['ignore', 'ignore', 'pipe'], timeout: LONGEST });
    let said = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      said = `${said}${text}`.slice(-4000);
    });
    child.once('error', (error) => resolve(error.message));
    child.once('close', (code, signal) => {
      const last = said.trim().split('\n').at(-1);
      resolve(signal ? `it took longer than ${LONGEST / 1000} seconds` : last || `it ended with ${code}`);
    });
  });
}

/** Processes of the browser may still be writing; what stays then lies where such things are cleared away. */
function removeFolder(folder: string): void {
  try {
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  } catch {
    // The picture is there all the same.
  }
}

function read(path: string): Uint8Array | undefined {
  try {
    return readFileSync(path);
  } catch {
    return undefined;
  }
}
