import { execFileSync, spawnSync } from 'node:child_process';
import { devNull } from 'node:os';
import { makeTemporaryFolder, type TemporaryFolder } from './temporary-folder.ts';

/** Whether there is a git to test with. */
export const HAS_GIT = spawnSync('git', ['--version']).status === 0;
if (!HAS_GIT) console.warn('git is not installed, so what needs it is not tested');

/** Calls git in a folder; whoever runs the tests has no say in how. */
export function git(folder: TemporaryFolder, ...args: readonly string[]): string {
  const identity = [
    '-c',
    'user.name=test',
    '-c',
    'user.email=test@example.com',
    '-c',
    'commit.gpgSign=false',
  ];
  return execFileSync('git', [...identity, ...args], {
    cwd: folder.path,
    encoding: 'utf8',
    stdio: 'pipe',
    env: { PATH: process.env.PATH, GIT_CONFIG_GLOBAL: devNull, GIT_CONFIG_NOSYSTEM: '1' },
  });
}

/** Makes a work tree that holds the files of a fixture, committed. */
export function makeRepository(source: string): TemporaryFolder {
  const folder = makeTemporaryFolder(source);
  commitAll(folder, 'init', '--quiet');
  return folder;
}

/** Commits everything that is in a work tree; git is called with `first` before. */
export function commitAll(folder: TemporaryFolder, ...first: readonly string[]): void {
  if (first.length > 0) git(folder, ...first);
  git(folder, 'add', '--all');
  git(folder, 'commit', '--quiet', '--message', 'state');
}
