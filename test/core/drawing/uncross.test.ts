import { expect, test } from 'vitest';
import { uncross } from '../../../server/src/core/drawing/map/uncross.ts';

const column = (...ids: readonly string[]) => ids.map((id) => ({ id }));
const names = (columns: readonly (readonly { readonly id: string }[])[]): string[] =>
  columns.map((one) => one.map(({ id }) => id).join(' '));

test('lines that need not cross do not', () => {
  const columns = [column('a', 'b', 'c'), column('x', 'y', 'z')];
  const pairs = [
    ['a', 'z'],
    ['b', 'y'],
    ['c', 'x'],
  ] as const;
  expect(names(uncross(columns, pairs))).toEqual(['a b c', 'z y x']);
});

test('what has no crossings stays in its order', () => {
  const columns = [column('a', 'b'), column('x', 'y', 'z')];
  expect(names(uncross(columns, [['b', 'z']]))).toEqual(['a b', 'x y z']);
});

test('of crossings that must be there are as few as can be', () => {
  const columns = [column('a', 'b'), column('x', 'y')];
  const pairs = [
    ['a', 'x'],
    ['a', 'y'],
    ['b', 'x'],
  ] as const;
  expect(names(uncross(columns, pairs))).toEqual(['a b', 'y x']);
});
