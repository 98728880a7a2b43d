import { execFileSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { ROOT, repositoryFiles, textOf } from '../support/source-files.ts';

const CRUISER = 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs';

test('imports go only where the walls have doors', () => {
  const args = [CRUISER, '--config', '.dependency-cruiser.mjs', '--output-type', 'json', 'server', 'client'];
  const output = execFileSync(process.execPath, args, {
    cwd: ROOT,
    encoding: 'utf8',
    maxBuffer: 256 * 1024 * 1024,
  });
  const { modules, summary } = JSON.parse(output);
  expect(summary.violations).toEqual([]);
  const ours = repositoryFiles().filter((file) => /^(?:server|client)\/.*\.ts$/.test(file));
  const seen = new Set(modules.map(({ source }: { source: string }) => source));
  expect(
    ours.filter((file) => !seen.has(file)),
    'files that were not looked at',
  ).toEqual([]);
});

test('every room of core has its place in the order', () => {
  const listed = /const rooms = \[([^\]]*)\]/.exec(textOf('.dependency-cruiser.mjs'))?.[1];
  const rooms = [...(listed ?? '').matchAll(/'(\w+)'/g)].map(([, room]) => room);
  const folders = readdirSync(`${ROOT}server/src/core`, { withFileTypes: true }).filter((entry) =>
    entry.isDirectory(),
  );
  expect(folders.map(({ name }) => name).filter((name) => !rooms.includes(name))).toEqual([]);
});
