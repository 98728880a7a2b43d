import { describe, expect, test } from 'vitest';
import {
  bullets,
  code,
  count,
  escapeText,
  listed,
  paragraphs,
  section,
} from '../../../server/src/core/features/hover/markdown.ts';

describe('values as code', () => {
  test.each([
    ['web', '`web`'],
    ['a`b', '`` a`b ``'],
    ['``a`', '``` ``a` ```'],
    ['', '`""`'],
    ['two\n  lines', '`two lines`'],
    ['\uE000\uE000\uE000-web', '`…-web`'],
    ['x'.repeat(300), `\`${'x'.repeat(255)}…\``],
  ])('%j', (value, written) => {
    expect(code(value)).toBe(written);
  });
});

test('words keep their meaning and lose their Markdown', () => {
  expect(escapeText('Deployment shop/web-1.2')).toBe('Deployment shop/web-1.2');
  expect(escapeText('*a* [b](c) <d> _e_ `f` \\')).toBe('\\*a\\* \\[b\\](c) \\<d\\> \\_e\\_ \\`f\\` \\\\');
});

describe('lists', () => {
  test('on one line and on several name the first few and count the others', () => {
    expect(listed([1, 2, 3], 3, String)).toBe('1, 2, 3');
    expect(listed([1, 2, 3], 2, String)).toBe('1, 2 +1 more');
    expect(bullets([1, 2, 3], 2, String)).toBe('- 1\n- 2\n- +1 more');
    expect(bullets([], 2, String)).toBe('');
  });

  test('write only what they show', () => {
    const written: number[] = [];
    const write = (one: number): string => `${written.push(one)}`;
    listed([1, 2, 3, 4], 2, write);
    bullets([5, 6, 7], 1, write);
    expect(written).toEqual([1, 2, 5]);
  });
});

test('paragraphs and sections leave out what is empty', () => {
  expect(paragraphs('a', undefined, '', 'b')).toBe('a\n\nb');
  expect(section('Title:', '')).toBeUndefined();
  expect(section('Title:', '- a')).toBe('Title:\n- a');
});

test('numbers of things', () => {
  expect([0, 1, 2].map((number) => count(number, 'replica'))).toEqual([
    '0 replicas',
    '1 replica',
    '2 replicas',
  ]);
});
