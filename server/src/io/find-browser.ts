import { accessSync, constants, statSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** Where a browser is, or why there is none, in a sentence without its full stop. */
export type FoundBrowser = { readonly path: string } | { readonly why: string };

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Finds a browser that draws pages without a screen: the one that `KUBEREACH_BROWSER` names, else Chromium, Chrome or Edge where
 * these are on the platform.
 */
export function findBrowser(platform: NodeJS.Platform, env: Environment): FoundBrowser {
  const named = env.KUBEREACH_BROWSER;
  if (named) {
    return isProgram(named) ? { path: named } : { why: `KUBEREACH_BROWSER names no program: ${named}` };
  }
  const path = placesOf(platform, env).find(isProgram);
  return path === undefined ? { why: NONE } : { path };
}

const NONE =
  'a PNG is drawn by a browser, and there is none: install Chromium, Google Chrome or Microsoft Edge, or name one by KUBEREACH_BROWSER; --format svg needs none';

// Chromium is often a snap, which may not write into the temporary folder: it comes last.
const COMMANDS = [
  'google-chrome',
  'google-chrome-stable',
  'microsoft-edge',
  'microsoft-edge-stable',
  'chromium',
  'chromium-browser',
];

const MAC = [
  'Google Chrome.app/Contents/MacOS/Google Chrome',
  'Chromium.app/Contents/MacOS/Chromium',
  'Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
];

const WINDOWS = [
  'Google\\Chrome\\Application\\chrome.exe',
  'Chromium\\Application\\chrome.exe',
  'Microsoft\\Edge\\Application\\msedge.exe',
];

function placesOf(platform: NodeJS.Platform, env: Environment): readonly string[] {
  if (platform === 'darwin') return MAC.map((place) => `/Applications/${place}`);
  if (platform === 'win32') {
    const folders = [env.PROGRAMFILES, env['PROGRAMFILES(X86)'], env.LOCALAPPDATA];
    return folders.flatMap((folder) => (folder ? WINDOWS.map((place) => `${folder}\\${place}`) : []));
  }
  const folders = (env.PATH ?? '').split(delimiter).filter((folder) => folder !== '');
  return COMMANDS.flatMap((command) => folders.map((folder) => join(folder, command)));
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}
