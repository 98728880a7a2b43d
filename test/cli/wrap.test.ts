import fc from 'fast-check';
import { expect, test } from 'vitest';
import { hang, wrap, wrapParagraphs } from '../../server/src/cli/wrap.ts';

test('every word stays, in its order, and no line is too long unless a word is', () => {
  const word = fc.string({ minLength: 1, maxLength: 12 }).filter((text) => !/\s/.test(text));
  fc.assert(
    fc.property(fc.array(word), fc.integer({ min: 1, max: 40 }), (words, width) => {
      const lines = wrap(words.join(' '), width);
      expect(lines.join(' ')).toBe(words.join(' '));
      for (const [i, line] of lines.entries()) {
        if (line.length > width) expect(line).not.toMatch(/\s/);
        // The first word of the next line would not have found room.
        const next = lines[i + 1]?.split(' ')[0];
        if (next !== undefined) expect(line.length + 1 + next.length).toBeGreaterThan(width);
      }
    }),
  );
});

test('lines behind a label are set in below it', () => {
  expect(hang('see ', 'one two three', 10)).toBe('see one\n    two\n    three');
  expect(hang('see ', 'one two three', undefined)).toBe('see one two three');
});

test('paragraphs are broken anew; lists and code are not', () => {
  const text = 'one\ntwo\nthree\n\n- a\n- b\n\n    code\n    code\n\nfour\nfive';
  expect(wrapParagraphs(text, 9)).toBe('one two\nthree\n\n- a\n- b\n\n    code\n    code\n\nfour five');
  expect(wrapParagraphs(text, undefined)).toBe(text);
});
