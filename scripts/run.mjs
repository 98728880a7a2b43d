// Runs a program in TypeScript: node scripts/run.mjs <file> [arguments…].
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { build } from 'esbuild';

const [entry, ...args] = process.argv.slice(2);
const folder = mkdtempSync(path.join(tmpdir(), 'kubereach-run-'));
try {
  const outfile = path.join(folder, 'main.cjs');
  await build({
    entryPoints: [entry],
    outfile,
    bundle: true,
    platform: 'node',
    target: 'node20',
    logLevel: 'warning',
    // They look for files beside themselves, and so they are no part of a bundle.
    external: ['esbuild', 'playwright-core'],
  });
  const { status } = spawnSync(process.execPath, ['--expose-gc', outfile, ...args], {
    stdio: 'inherit',
    env: { ...process.env, NODE_PATH: path.resolve('node_modules') },
  });
  process.exitCode = status ?? 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
