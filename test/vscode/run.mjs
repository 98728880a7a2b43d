// Runs test/vscode/suite inside the extension host of a real VS Code.
//
//   node test/vscode/run.mjs             in the newest VS Code under test; needs Chromium and the npm registry
//   node test/vscode/run.mjs --floor     in the oldest that engines.vscode admits
//   node test/vscode/run.mjs topology    only the test files with that in their name
//   node test/vscode/run.mjs --desktop   in the desktop VS Code, which @vscode/test-electron downloads
import { cp, mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { runTests } from '@vscode/test-electron';
import { build } from 'esbuild';
import { report } from './harness/report.mjs';
import { say } from './harness/say.mjs';
import { writeTestSettings } from './harness/test-settings.mjs';
import { installVscode } from './install.mjs';

const { values: flags, positionals } = parseArgs({
  options: { floor: { type: 'boolean' }, desktop: { type: 'boolean' } },
  allowPositionals: true,
});
const [only = ''] = positionals;
const here = path.dirname(fileURLToPath(import.meta.url));
const root = path.resolve(here, '../..');
const out = path.join(root, 'out/vscode');
const release = flags.floor ? 'floor' : 'newest';
const installed = flags.desktop ? undefined : installVscode(release);
const title = installed ? `VS Code ${installed.version}` : `VS Code desktop (${release})`;

const fixture = path.join(here, 'fixtures/shop');
const suite = path.join(out, 'suite');
const results = path.join(out, `${flags.desktop ? 'desktop-' : ''}${release}.json`);
await rm(suite, { recursive: true, force: true });
await rm(results, { force: true });
await mkdir(out, { recursive: true });
await build({
  entryPoints: (await readdir(path.join(here, 'suite')))
    .filter((file) => file === 'index.ts' || (file.endsWith('.ts') && file.includes(only)))
    .map((file) => path.join(here, 'suite', file)),
  outdir: suite,
  outExtension: { '.js': '.cjs' },
  bundle: true,
  platform: 'node',
  format: 'cjs',
  target: 'node20',
  external: ['vscode', 'mocha'],
  logLevel: 'warning',
});

const work = await mkdtemp(path.join(tmpdir(), 'vscode-test-'));
await cp(fixture, path.join(work, 'shop'), { recursive: true });
await writeTestSettings(path.join(work, 'user'));
let ended = true;
try {
  await runTests({
    ...(installed
      ? { vscodeExecutablePath: path.join(here, 'harness/code.mjs') }
      : { version: flags.floor ? '1.100.3' : 'stable', cachePath: path.join(root, '.cache/vscode-desktop') }),
    extensionDevelopmentPath: root,
    extensionTestsPath: path.join(suite, 'index.cjs'),
    launchArgs: [
      path.join(work, 'shop'),
      '--disable-extensions',
      `--extensions-dir=${path.join(work, 'extensions')}`,
      `--user-data-dir=${path.join(work, 'user')}`,
    ],
    extensionTestsEnv: {
      KUBEREACH_TEST_VSCODE: release,
      KUBEREACH_TEST_VERSION: installed?.version ?? '',
      KUBEREACH_TEST_FIXTURE: fixture,
      KUBEREACH_TEST_RESULTS: results,
      KUBEREACH_TEST_LOGS: out,
    },
  });
} catch (error) {
  // The results say which test failed; this says why there are none.
  say(String(error));
  ended = false;
}
await rm(work, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
process.exitCode = report(title, results) && ended ? 0 : 1;
