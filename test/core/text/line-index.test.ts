import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createLineIndex } from '../../../server/src/core/text/line-index.ts';

/** Texts of few letters and many line breaks of all three sorts, with characters of two UTF-16 units. */
const texts = fc
  .array(fc.constantFrom('a', 'é', '😀', '\n', '\r\n', '\r', '\u2028', ' '))
  .map((parts) => parts.join(''));

/** What the Language Server Protocol says a line is, in the plainest words. */
function linesOf(text: string): string[] {
  return text.split(/\r\n|\r|\n/);
}

describe('positionAt', () => {
  test.each([
    ['', 0, { line: 0, character: 0 }],
    ['ab', 2, { line: 0, character: 2 }],
    ['a\nb', 2, { line: 1, character: 0 }],
    ['a\r\nb', 3, { line: 1, character: 0 }],
    ['a\rb', 2, { line: 1, character: 0 }],
    ['a\n', 2, { line: 1, character: 0 }],
    ['😀b', 2, { line: 0, character: 2 }],
    // Only these three are line breaks, whatever else Unicode calls so.
    ['a\u2028b', 2, { line: 0, character: 2 }],
  ])('%j at %d', (text, offset, position) => {
    expect(createLineIndex(text).positionAt(offset)).toEqual(position);
  });

  test('offsets outside of the text give its ends', () => {
    const lines = createLineIndex('a\nbc');
    expect(lines.positionAt(-3)).toEqual({ line: 0, character: 0 });
    expect(lines.positionAt(99)).toEqual({ line: 1, character: 2 });
  });
});

describe('offsetAt', () => {
  test('a character beyond its line is the end of the line, before the line break', () => {
    const lines = createLineIndex('ab\r\ncd\n');
    expect(lines.offsetAt({ line: 0, character: 99 })).toBe(2);
    expect(lines.offsetAt({ line: 1, character: 99 })).toBe(6);
    expect(lines.offsetAt({ line: 1, character: -1 })).toBe(4);
  });

  test('a line outside of the text is its start or its end', () => {
    const lines = createLineIndex('ab\ncd');
    expect(lines.offsetAt({ line: -1, character: 1 })).toBe(0);
    expect(lines.offsetAt({ line: 2, character: 0 })).toBe(5);
  });
});

test('there are as many lines as a person counts', () => {
  fc.assert(
    fc.property(texts, (text) => {
      expect(createLineIndex(text).lineCount).toBe(linesOf(text).length);
    }),
  );
});

test('every position of every line goes to an offset and back', () => {
  fc.assert(
    fc.property(texts, (text) => {
      const lines = createLineIndex(text);
      linesOf(text).forEach((content, line) => {
        for (let character = 0; character <= content.length; character++) {
          const offset = lines.offsetAt({ line, character });
          expect(lines.positionAt(offset)).toEqual({ line, character });
          expect(text.slice(offset - character, offset)).toBe(content.slice(0, character));
        }
      });
    }),
  );
});
