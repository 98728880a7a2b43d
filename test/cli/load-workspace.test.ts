import { rmSync } from 'node:fs';
import { expect, test, vi } from 'vitest';
import type { CommandSettings } from '../../server/src/cli/load-settings.ts';
import { loadWorkspace } from '../../server/src/cli/load-workspace.ts';
import { DEFAULT_SETTINGS } from '../../server/src/core/workspace/settings.ts';
import { makeTemporaryFolder } from '../support/temporary-folder.ts';

const SETTINGS: CommandSettings = {
  settings: DEFAULT_SETTINGS,
  charts: [],
  environments: [],
  folder: '/',
  isHelmWanted: false,
};

/** What happens just before a file is read. */
const before = vi.hoisted(() => ({ read: (_path: string): void => {} }));

vi.mock(import('../../server/src/io/read-manifest-file.ts'), async (original) => {
  const real = await original();
  return {
    ...real,
    readManifestFile: (path) => {
      before.read(path);
      return real.readManifestFile(path);
    },
  };
});

test('a folder that vanishes while it is read is told once, and what was read of it stays', async () => {
  const names = ['a', 'b', 'c', 'd'];
  const folder = makeTemporaryFolder(names.map((name) => `#-- shop/${name}.yaml\nkind: X\n`).join(''));
  before.read = (path) => {
    if (path.endsWith('b.yaml')) rmSync(folder.at('shop'), { recursive: true });
  };
  const { notes, pathFailed, fileCount } = await loadWorkspace([folder.at('shop')], SETTINGS);
  expect(notes).toEqual([`${folder.at('shop')} vanished while it was read.`]);
  expect({ pathFailed, fileCount }).toEqual({ pathFailed: true, fileCount: 1 });
});

test('a file that vanishes is told by itself', async () => {
  const folder = makeTemporaryFolder('#-- a.yaml\nkind: X\n#-- b.yaml\nkind: X\n');
  before.read = (path) => {
    if (path.endsWith('a.yaml')) rmSync(path);
  };
  const { notes, pathFailed, fileCount } = await loadWorkspace([folder.path], SETTINGS);
  expect(notes).toEqual([expect.stringMatching(/a\.yaml cannot be read: it does not exist\.$/)]);
  expect({ pathFailed, fileCount }).toEqual({ pathFailed: false, fileCount: 1 });
});
