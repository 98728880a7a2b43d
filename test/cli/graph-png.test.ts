import { chmodSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { describe, expect, test } from 'vitest';
import { findBrowser } from '../../server/src/io/find-browser.ts';
import { pods } from '../support/pods.ts';
import { type CliResult, runCli } from '../support/run-cli.ts';
import { makeTemporaryFolder, type TemporaryFolder } from '../support/temporary-folder.ts';
import { CHROMIUM } from '../webview/harness.ts';

const SHOP = `#-- shop.yaml\n${pods('web', { namespace: 'shop' })}`;

const draw = (folder: TemporaryFolder, env: Record<string, string>): Promise<CliResult> =>
  runCli(['graph', '--format', 'png', '-o', 'topology.png'], { cwd: folder.path, env });

/** A program in the place of a browser. */
function program(folder: TemporaryFolder, path: string, code: string): string {
  folder.write(path, `#!${process.execPath}\n${code}`);
  chmodSync(folder.at(path), 0o755);
  return folder.at(path);
}

/** Writes what it was called with in place of a picture. */
const ECHO = `
const args = process.argv.slice(2);
const output = args.find((arg) => arg.startsWith('--screenshot=')).slice('--screenshot='.length);
require('fs').writeFileSync(output, JSON.stringify(args));
`;

test('a browser of the machine draws it, with a profile of its own and without a network', async () => {
  const folder = makeTemporaryFolder(SHOP);
  const browser = program(folder, 'bin/browser', ECHO);
  expect(await draw(folder, { KUBEREACH_BROWSER: browser })).toEqual({ code: 0, stdout: '', stderr: '' });
  const args: readonly string[] = JSON.parse(folder.read('topology.png'));
  expect(args).toEqual(
    expect.arrayContaining([
      '--headless',
      '--hide-scrollbars',
      '--force-device-scale-factor=2',
      '--host-resolver-rules=MAP * ~NOTFOUND',
      expect.stringMatching(/^--user-data-dir=.*kubereach-png-/),
      expect.stringMatching(/^--window-size=\d+,\d+$/),
    ]),
  );
  expect(args.at(-1)).toMatch(/^file:\/\/\/.*page\.html$/);
});

test('the first browser of the path is taken', async () => {
  const folder = makeTemporaryFolder(SHOP);
  const browser = program(folder, 'bin/google-chrome', ECHO);
  expect(await draw(folder, { PATH: dirname(browser) })).toMatchObject({ code: 0, stderr: '' });
});

test.runIf(CHROMIUM !== undefined)(
  'as Chromium draws it, it is a PNG twice as large as the SVG',
  async () => {
    const folder = makeTemporaryFolder(SHOP);
    const svg = await runCli(['graph'], { cwd: folder.path });
    const [, width, height] = /width="(\d+)" height="(\d+)"/.exec(svg.stdout) ?? [];
    expect(await draw(folder, { KUBEREACH_BROWSER: CHROMIUM ?? '' })).toMatchObject({ code: 0, stderr: '' });
    const png = readFileSync(folder.at('topology.png'));
    expect(png.subarray(1, 4).toString()).toBe('PNG');
    expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([Number(width) * 2, Number(height) * 2]);
  },
  60_000,
);

test('without a browser it is said what to do, and other formats need none', async () => {
  const folder = makeTemporaryFolder(SHOP);
  const { code, stderr } = await draw(folder, { PATH: folder.path });
  expect(code).toBe(2);
  expect(stderr).toMatch(/install Chromium, .* KUBEREACH_BROWSER; --format svg needs none\n$/);
  for (const format of ['svg', 'html', 'mermaid', 'dot', 'json']) {
    const run = await runCli(['graph', '--format', format], { cwd: folder.path, env: { PATH: folder.path } });
    expect(run).toMatchObject({ code: 0, stderr: '' });
  }
});

test('a browser that draws nothing is told with what it said', async () => {
  const folder = makeTemporaryFolder(SHOP);
  const browser = program(folder, 'bin/browser', 'console.error("it has no fonts"); process.exit(3);');
  const { code, stderr } = await draw(folder, { KUBEREACH_BROWSER: browser });
  expect({ code, stderr }).toEqual({
    code: 2,
    stderr: `kubereach: ${browser} drew no picture: it has no fonts\n`,
  });
});

test.each([
  [['--format', 'png'], {}, 'a PNG needs a file: -o topology.png'],
  [
    ['--format', 'png', '-o', 'a.png'],
    { KUBEREACH_BROWSER: 'nowhere' },
    'KUBEREACH_BROWSER names no program: nowhere',
  ],
])('%j', async (args, env, why) => {
  const run = await runCli(['graph', ...args], { cwd: makeTemporaryFolder(SHOP).path, env });
  expect(run).toEqual({ code: 2, stdout: '', stderr: `kubereach: ${why}\n` });
});

describe('where browsers are', () => {
  test('on Windows', () => {
    const folder = makeTemporaryFolder('');
    const path = program(folder, 'Edge', '').replace('Edge', '');
    const edge = program(folder, 'x\\Microsoft\\Edge\\Application\\msedge.exe', '');
    expect(findBrowser('win32', { LOCALAPPDATA: `${path}x` })).toEqual({ path: edge });
  });

  test('nowhere', () => {
    expect(findBrowser('linux', {})).toEqual({ why: expect.stringContaining('a PNG is drawn by a browser') });
  });
});
