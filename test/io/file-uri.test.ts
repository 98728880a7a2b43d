import { describe, expect, test } from 'vitest';
import { normalizeUri, pathOfUri, uriOfPath } from '../../server/src/io/file-uri.ts';

// Windows has other paths; its spellings of a uri are tested as text.
describe.skipIf(process.platform === 'win32')('paths', () => {
  test.each([
    ['/a/b.yaml', 'file:///a/b.yaml'],
    ['/a b/c.yaml', 'file:///a%20b/c.yaml'],
    ['/50%/c#d?.yaml', 'file:///50%25/c%23d%3F.yaml'],
    ['/grün/日本.yaml', 'file:///gr%C3%BCn/%E6%97%A5%E6%9C%AC.yaml'],
    ['/a+b/(c)[d]@e.yaml', 'file:///a%2Bb/%28c%29%5Bd%5D%40e.yaml'],
  ])('%s is %s, there and back', (path, uri) => {
    expect(uriOfPath(path)).toBe(uri);
    expect(pathOfUri(uri)).toBe(path);
  });
});

describe('one spelling', () => {
  test.each([
    [
      'what one editor escapes and another does not',
      'file:///a b/(c)@d.yaml',
      'file:///a%20b/%28c%29%40d.yaml',
    ],
    ['a drive with an escaped colon', 'file:///C%3A/a.yaml', 'file:///c%3A/a.yaml'],
    ['a drive with a plain colon', 'file:///c:/a.yaml', 'file:///c%3A/a.yaml'],
    ['a document that was never saved', 'untitled:Untitled-1', 'untitled:Untitled-1'],
  ])('%s', (_, sent, expected) => {
    expect(normalizeUri(sent)).toBe(expected);
    expect(normalizeUri(expected)).toBe(expected);
  });

  test('a percent sign that escapes nothing does not throw', () => {
    expect(normalizeUri('file:///a%.yaml')).toBe('file:///a%25.yaml');
  });
});
