import { expect, test } from 'vitest';
import { joinUri } from '../../../server/src/core/base/join-uri.ts';
import { pathOfUri, uriOfPath } from '../../../server/src/io/file-uri.ts';

test('is spelled as the uris of files are', () => {
  const path = "a b/c(d)/é@x+y!'*.yaml";
  const folder = uriOfPath('/charts');
  expect(joinUri(folder, path)).toBe(uriOfPath(`${pathOfUri(folder)}/${path}`));
  expect(joinUri(folder, '')).toBe(folder);
});
