import assert from 'node:assert/strict';
import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { installVsix } from '../harness/vscode-server.mjs';
import { installVscode } from '../install.mjs';

const vsix = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../../../dist/kubereach.vsix');

suite('the package', () => {
  test('is smaller than 2 MB', async () => {
    const { size } = await stat(vsix);
    assert.ok(size < 2_000_000, `${size} bytes`);
  });

  test('installs nothing but the programs and their papers', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'vscode-package-'));
    await installVsix(installVscode(process.env.KUBEREACH_TEST_VSCODE), vsix, folder);
    const files = await readdir(folder, { recursive: true, withFileTypes: true });
    await rm(folder, { recursive: true });
    const expected =
      /^(package\.json|package\.nls\.json|bundle\.l10n\.json|extensions\.json|\.vsixmanifest|\w+\.(md|txt)|LICENSE|icon\.png|kubereach\.schema\.json|[\w-]+\.cjs|webview\.(js|css))$/;
    assert.deepEqual(
      files.filter((file) => file.isFile() && !expected.test(file.name)).map((file) => file.name),
      [],
    );
  });
});
