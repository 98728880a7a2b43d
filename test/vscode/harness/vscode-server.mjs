// VS Code's own server, the one behind VS Code in a browser: a real extension host without a desktop.
import { execFile, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';

/**
 * Starts the server on a free port of this machine, and resolves when it listens.
 * @param {{ main: string, node: string }} vscode what `installVscode` returned
 * @param {object} options
 * @param {string} options.userDataDir folder with `User/settings.json`
 * @param {string} options.extensionsDir folder of the installed extensions
 * @param {boolean} options.hostTests whether `extensionTestsPath` is honoured; it hides notifications, too
 * @param {boolean} options.workspaceTrust whether folders start in Restricted Mode until somebody trusts them
 * @returns {Promise<{ url: (folder: string, payload: [string, string][]) => string, remote: (file: string) => string,
 *   log: () => string, stop: () => Promise<void> }>} `url` is the workbench's address for a folder or a workspace file, `remote` a file's URI
 */
export async function startServer(vscode, { userDataDir, extensionsDir, hostTests, workspaceTrust }) {
  const dir = await mkdtemp(path.join(tmpdir(), 'vscode-server-'));
  const child = spawn(
    vscode.node,
    [
      vscode.main,
      '--host=127.0.0.1',
      '--port=0',
      '--without-connection-token',
      '--accept-server-license-terms',
      `--server-data-dir=${dir}`,
      `--user-data-dir=${userDataDir}`,
      `--extensions-dir=${extensionsDir}`,
      '--disable-telemetry',
      '--telemetry-level=off',
      '--disable-experiments',
      ...(workspaceTrust ? [] : ['--disable-workspace-trust']),
      ...(hostTests ? ['--enable-smoke-test-driver'] : []),
    ],
    // Its sockets lie in the folder that goes away with it.
    { env: { ...process.env, TMPDIR: dir, XDG_RUNTIME_DIR: dir }, stdio: ['ignore', 'pipe', 'pipe'] },
  );
  let log = '';
  const port = await new Promise((resolve, reject) => {
    const read = (chunk) => {
      log += chunk;
      const listening = /Extension host agent listening on (\d+)/.exec(log);
      if (listening) resolve(listening[1]);
    };
    child.stdout.on('data', read);
    child.stderr.on('data', read);
    child.once('exit', (code) => reject(new Error(`VS Code's server exited with ${code}\n${log}`)));
    setTimeout(
      () => reject(new Error(`VS Code's server did not start within a minute\n${log}`)),
      60_000,
    ).unref();
  });
  const authority = `127.0.0.1:${port}`;
  return {
    url: (folder, payload) => {
      const url = new URL(`http://${authority}/`);
      url.searchParams.set(folder.endsWith('.code-workspace') ? 'workspace' : 'folder', folder);
      url.searchParams.set('payload', JSON.stringify([['skipWelcome', 'true'], ...payload]));
      return url.href;
    },
    remote: (file) => `vscode-remote://${authority}${path.resolve(file)}`,
    log: () => log,
    stop: async () => {
      await end(child);
      await rm(dir, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
    },
  };
}

/**
 * Installs a packaged extension, as a user would from a file.
 * @param {{ main: string, node: string }} vscode what `installVscode` returned
 * @param {string} vsix path of the package
 * @param {string} extensionsDir folder to install it into
 */
export async function installVsix(vscode, vsix, extensionsDir) {
  const dir = await mkdtemp(path.join(tmpdir(), 'vscode-install-'));
  const { stdout, stderr } = await promisify(execFile)(vscode.node, [
    vscode.main,
    '--accept-server-license-terms',
    `--server-data-dir=${dir}`,
    `--extensions-dir=${extensionsDir}`,
    `--install-extension=${vsix}`,
  ]);
  await rm(dir, { recursive: true, force: true });
  if (!/successfully installed/.test(stdout))
    throw new Error(`${vsix} was not installed\n${stdout}${stderr}`);
}

async function end(child) {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.removeAllListeners('exit');
  const gone = new Promise((resolve) => child.once('exit', resolve));
  const lastResort = setTimeout(() => child.kill('SIGKILL'), 5000);
  child.kill('SIGTERM');
  await gone;
  clearTimeout(lastResort);
}
