import { expect, test } from 'vitest';
import { shiftSpan, touches } from '../../../server/src/core/text/span.ts';

test('a cursor touches a span inside of it and at both of its ends', () => {
  const span = { start: 2, end: 4 };
  expect([1, 2, 3, 4, 5].map((offset) => touches(span, offset))).toEqual([false, true, true, true, false]);
});

test('a cursor touches an empty span where it stands', () => {
  expect([0, 1, 2].map((offset) => touches({ start: 1, end: 1 }, offset))).toEqual([false, true, false]);
});

test('a shifted span is as long as before', () => {
  expect(shiftSpan({ start: 2, end: 5 }, 10)).toEqual({ start: 12, end: 15 });
  expect(shiftSpan({ start: 12, end: 15 }, -10)).toEqual({ start: 2, end: 5 });
});
