import { symlinkSync } from 'node:fs';
import { expect, test } from 'vitest';
import { uriOfPath } from '../../server/src/io/file-uri.ts';
import { findValuesFiles } from '../../server/src/io/find-values-files.ts';
import { makeTemporaryFolder } from '../support/temporary-folder.ts';

test('files of values are found in their root, and those that need not be there are left out', () => {
  const folder = makeTemporaryFolder('#-- root/a.yaml\na: 1\n#-- secret.yaml\nb: 1\n');
  symlinkSync(folder.at('secret.yaml'), folder.at('root/link.yaml'));
  const find = (path: string, isOptional = false): ReturnType<typeof findValuesFiles> =>
    findValuesFiles([{ path, isOptional }], uriOfPath(folder.at('root')), new Map());
  const inside = (path: string) => ({ files: [folder.at(`root/${path}`)], outside: undefined });
  expect(find('a.yaml')).toEqual(inside('a.yaml'));
  expect(find('nowhere.yaml')).toEqual(inside('nowhere.yaml'));
  expect(find('nowhere.yaml', true)).toEqual({ files: [], outside: undefined });
  expect(find('../secret.yaml').outside).toBe(folder.at('secret.yaml'));
  expect(find('link.yaml').outside).toBe(folder.at('root/link.yaml'));
});
