import { mkdirSync, symlinkSync, truncateSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { decode, readManifestFile, reason } from '../../server/src/io/read-manifest-file.ts';
import { makeTemporaryFolder } from '../support/temporary-folder.ts';

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);

describe('decoding', () => {
  test.each([
    ['plain text', utf8('kind: Service\n'), 'kind: Service\n'],
    ['nothing', utf8(''), ''],
    ['letters beyond ASCII', utf8('name: grün 🚀\n'), 'name: grün 🚀\n'],
    ['Windows line ends', utf8('a: 1\r\nb: 2\r\n'), 'a: 1\r\nb: 2\r\n'],
    ['a byte order mark, which no editor shows', utf8('\uFEFFkind: Service\n'), 'kind: Service\n'],
    ['only the first byte order mark', utf8('\uFEFFa: \uFEFF'), 'a: \uFEFF'],
  ])('%s', (_, bytes, text) => {
    expect(decode(bytes)).toEqual({ type: 'text', text });
  });

  test.each([
    ['Latin-1', Buffer.from('name: grün', 'latin1'), 'is not valid UTF-8'],
    ['a letter that is cut off', utf8('🚀').slice(0, 3), 'is not valid UTF-8'],
    ['UTF-16', Buffer.from('\uFEFFkind: Service', 'utf16le'), 'holds NUL bytes, so it is no text in UTF-8'],
    ['a NUL byte', utf8('a: \0'), 'holds NUL bytes, so it is no text in UTF-8'],
  ])('%s is told', (_, bytes, why) => {
    expect(decode(bytes)).toEqual({ type: 'skipped', why });
  });
});

describe('reading', () => {
  test('a file', () => {
    const folder = makeTemporaryFolder('kind: Service');
    expect(readManifestFile(folder.at('fixture.yaml'))).toEqual({ type: 'text', text: 'kind: Service' });
  });

  test('what is not there, is a folder, leads nowhere or goes in a circle is told', () => {
    const folder = makeTemporaryFolder('');
    mkdirSync(folder.at('folder.yaml'));
    symlinkSync('nowhere', folder.at('dangling.yaml'));
    symlinkSync('circle.yaml', folder.at('circle.yaml'));
    const why = (path: string): string => {
      const read = readManifestFile(folder.at(path));
      return read.type === 'skipped' ? read.why : 'was read';
    };
    expect(why('missing.yaml')).toBe('cannot be read: it does not exist');
    expect(why('folder.yaml')).toBe('cannot be read: it is a folder');
    expect(why('dangling.yaml')).toBe('cannot be read: it does not exist');
    expect(why('circle.yaml')).toBe('cannot be read: its symbolic links go in a circle');
  });

  test('a file that is too large is not even opened', () => {
    const folder = makeTemporaryFolder('#-- just.yaml\n#-- large.yaml\n');
    truncateSync(folder.at('just.yaml'), 20 * 1024 * 1024);
    truncateSync(folder.at('large.yaml'), 200 * 1024 * 1024);
    // Sparse files are full of NUL bytes: that this is the reason shows that the first one was read.
    expect(readManifestFile(folder.at('just.yaml'))).toMatchObject({ why: expect.stringContaining('NUL') });
    expect(readManifestFile(folder.at('large.yaml'))).toEqual({
      type: 'skipped',
      why: 'is 200 MB large; files over 20 MB are skipped',
    });
  });
});

test.each([
  ['an error without a code', new Error('boom'), 'boom'],
  ['a code that has words', Object.assign(new Error('EACCES: …'), { code: 'EACCES' }), 'permission denied'],
  ['a code that has none', Object.assign(new Error('EIO: i/o error'), { code: 'EIO' }), 'EIO: i/o error'],
  ['what is no error', 'boom', 'boom'],
])('the reason of %s', (_, error, words) => {
  expect(reason(error)).toBe(words);
});
