import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';
import { type Fixture, parseFixture } from './fixture.ts';

/** A folder on the disk that lives as long as the running test. */
export interface TemporaryFolder {
  /** Absolute, without symbolic links. */
  readonly path: string;
  readonly fixture: Fixture;
  /** The absolute path of a path within the folder. */
  readonly at: (path: string) => string;
  readonly read: (path: string) => string;
  /** Writes a file, with the folders that it is in. */
  readonly write: (path: string, content: string | Uint8Array) => void;
  readonly remove: (path: string) => void;
}

/** Makes a temporary folder that holds the files of a fixture. */
export function makeTemporaryFolder(source: string): TemporaryFolder {
  const path = realpathSync(mkdtempSync(join(tmpdir(), 'kubereach-')));
  onTestFinished(() => rmSync(path, { recursive: true, force: true }));
  const at = (inside: string): string => join(path, inside);
  const write = (inside: string, content: string | Uint8Array): void => {
    mkdirSync(dirname(at(inside)), { recursive: true });
    writeFileSync(at(inside), content);
  };
  const fixture = parseFixture(source);
  if (source !== '') {
    for (const { uri, text } of fixture.files) write(uri.slice('file:///'.length), text);
  }
  return {
    path,
    fixture,
    at,
    read: (inside) => readFileSync(at(inside), 'utf8'),
    write,
    remove: (inside) => rmSync(at(inside), { recursive: true }),
  };
}
