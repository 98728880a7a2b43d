// Drives the workbench of a real VS Code, with the packaged extension installed, as a user would; the pictures that it
// takes lie in out/shots/.
//
//   node test/vscode/ui.mjs            in the newest VS Code under test; needs Chromium and dist/kubereach.vsix
//   node test/vscode/ui.mjs --floor    in the oldest that engines.vscode admits
//   node test/vscode/ui.mjs topology   only the files with that in their name
import { mkdir, readdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import Mocha from 'mocha';
import { report } from './harness/report.mjs';
import { installVscode } from './install.mjs';

const { values: flags, positionals } = parseArgs({
  options: { floor: { type: 'boolean' } },
  allowPositionals: true,
});
const [only = ''] = positionals;
const here = path.dirname(fileURLToPath(import.meta.url));
const release = flags.floor ? 'floor' : 'newest';
const { version } = installVscode(release);
const results = path.resolve(here, `../../out/vscode/ui-${release}.json`);
process.env.KUBEREACH_TEST_VSCODE = release;

await rm(path.resolve(here, '../../out/shots'), { recursive: true, force: true });
await rm(results, { force: true });
await mkdir(path.dirname(results), { recursive: true });
const mocha = new Mocha({
  ui: 'tdd',
  timeout: 120_000,
  // Each step works on what the one before it left: after a failure the rest would only fail for the same reason.
  bail: true,
  reporter: 'json',
  reporterOptions: { output: results },
});
for (const file of await readdir(path.join(here, 'ui'))) {
  if (file.endsWith('.test.mjs') && file.includes(only)) mocha.addFile(path.join(here, 'ui', file));
}
await mocha.loadFilesAsync();
await new Promise((resolve) => {
  mocha.run(resolve);
});
process.exitCode = report(`Workbench of VS Code ${version}`, results) ? 0 : 1;
