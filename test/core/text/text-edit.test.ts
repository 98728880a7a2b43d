import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { applyEdits, editsOverlap, type TextEdit } from '../../../server/src/core/text/text-edit.ts';

const edit = (start: number, end: number, newText: string): TextEdit => ({ span: { start, end }, newText });

describe('applyEdits', () => {
  test('spans are meant in the text before any edit, in whatever order they come', () => {
    expect(applyEdits('one two three', [edit(8, 13, '3'), edit(0, 3, 'first')])).toBe('first two 3');
  });

  test('insertions at one place keep their order', () => {
    expect(applyEdits('ad', [edit(1, 1, 'b'), edit(1, 1, 'c')])).toBe('abcd');
  });

  test('an insertion at the start of a replaced span comes before it', () => {
    expect(applyEdits('abc', [edit(1, 2, 'X'), edit(1, 1, '-')])).toBe('a-Xc');
  });

  test('of two that overlap the later one is left out', () => {
    expect(applyEdits('abcdef', [edit(2, 5, 'Y'), edit(1, 3, 'X')])).toBe('aXdef');
  });
});

describe('editsOverlap', () => {
  test.each([
    ['neighbours', [edit(0, 2, ''), edit(2, 3, '')], false],
    ['two insertions at one place', [edit(1, 1, 'a'), edit(1, 1, 'b')], false],
    ['an insertion at the edge', [edit(1, 3, ''), edit(3, 3, 'a')], false],
    ['an insertion inside', [edit(2, 2, 'a'), edit(1, 3, '')], true],
    ['one character of both', [edit(2, 4, ''), edit(0, 3, '')], true],
    ['the third and the first', [edit(0, 9, ''), edit(1, 2, ''), edit(8, 9, '')], true],
    ['nothing at all', [], false],
  ])('%s', (_, edits, expected) => {
    expect(editsOverlap(edits)).toBe(expected);
  });
});

/** A text, and edits of it that do not overlap: the text is cut into pieces, and each edit replaces one. */
const textsWithEdits = fc
  .array(fc.record({ old: fc.string(), replacement: fc.option(fc.string()) }), { maxLength: 8 })
  .map((pieces) => {
    let text = '';
    const edits: TextEdit[] = [];
    for (const { old, replacement } of pieces) {
      if (replacement !== null) edits.push(edit(text.length, text.length + old.length, replacement));
      text += old;
    }
    const expected = pieces.map(({ old, replacement }) => replacement ?? old).join('');
    return { text, edits, expected };
  });

test('edits that do not overlap replace each its own piece', () => {
  fc.assert(
    fc.property(textsWithEdits, ({ text, edits, expected }) => {
      expect(editsOverlap(edits)).toBe(false);
      expect(applyEdits(text, edits)).toBe(expected);
    }),
  );
});

test('the order of edits at different places does not matter', () => {
  fc.assert(
    fc.property(textsWithEdits, ({ text, edits }) => {
      const apart = edits.filter(({ span }) => span.start < span.end);
      expect(applyEdits(text, [...apart].reverse())).toBe(applyEdits(text, apart));
    }),
  );
});
