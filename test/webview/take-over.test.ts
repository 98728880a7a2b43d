import { expect, test } from 'vitest';
import { takeOver } from '../../client/webview/take-over.ts';

interface Item {
  readonly id: string;
  readonly ports: readonly string[];
}

const keyOf = ({ id }: Item): string => id;

test('what is equal is the same object as before, wherever it stands now', () => {
  const [a, b, c]: readonly Item[] = [
    { id: 'a', ports: ['80'] },
    { id: 'b', ports: [] },
    { id: 'c', ports: ['1'] },
  ];
  if (!a || !b || !c) throw new Error('there are three');
  const added = { id: 'added', ports: [] };
  const changed = { id: 'c', ports: ['2'] };
  const kept = takeOver([added, { ...b }, { ...a, ports: ['80'] }, changed], [a, b, c], keyOf);
  expect(kept.map((item) => [a, b, c, added, changed].indexOf(item))).toEqual([3, 1, 0, 4]);
});
