import { expect, test } from 'vitest';
import { nearestBox } from '../../client/webview/nearest-box.ts';

const box = (id: string, x: number, y: number) => ({ id, x, y, width: 100, height: 40 });
const grid = [box('a', 0, 0), box('b', 150, 0), box('c', 0, 80), box('d', 150, 80), box('e', 460, 0)];

test('an arrow goes straight before it goes aslant', () => {
  const here = grid[0] ?? box('', 0, 0);
  expect(nearestBox(here, grid, 'right')?.id).toBe('b');
  expect(nearestBox(here, grid, 'down')?.id).toBe('c');
  expect(nearestBox(here, grid, 'left')).toBeUndefined();
  expect(nearestBox(box('', 150, 0), grid, 'right')?.id).toBe('e');
});
