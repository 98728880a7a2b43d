import { mkdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { writeManifestFile } from '../../server/src/io/write-manifest-file.ts';
import { makeTemporaryFolder } from '../support/temporary-folder.ts';

test.each([
  ['with', '\uFEFF'],
  ['without', ''],
])('a file %s a byte order mark stays so', (_, mark) => {
  const folder = makeTemporaryFolder('');
  folder.write('a.yaml', `${mark}a: 1\n`);
  expect(writeManifestFile(folder.at('a.yaml'), 'a: 2\n')).toBeUndefined();
  expect(folder.read('a.yaml')).toBe(`${mark}a: 2\n`);
});

test('what cannot be written is told', () => {
  const folder = makeTemporaryFolder('');
  mkdirSync(folder.at('folder.yaml'));
  expect(writeManifestFile(folder.at('folder.yaml'), '')).toBe('cannot be written: it is a folder');
  expect(writeManifestFile(folder.at('missing.yaml'), '')).toBe('cannot be written: it does not exist');
});
