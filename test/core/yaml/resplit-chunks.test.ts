import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Chunk } from '../../../server/src/core/yaml/chunk.ts';
import { resplitChunks } from '../../../server/src/core/yaml/resplit-chunks.ts';
import { splitChunks } from '../../../server/src/core/yaml/split-chunks.ts';

/** The chunks of a text that are put together from those of another one. */
function resplit(before: string, text: string): { chunks: Chunk[]; cutAgain: number } {
  const old = splitChunks(before);
  const { front, back, middle } = resplitChunks(text, { text: before, chunks: old });
  const grown = text.length - before.length;
  const moved = old.slice(old.length - back).map(({ span, role }) => ({
    span: { start: span.start + grown, end: span.end + grown },
    role,
  }));
  return { chunks: [...old.slice(0, front), ...middle, ...moved], cutAgain: middle.length };
}

const LINES = ['---', '--- a', '...', '... # c', '%YAML 1.2', '# c', '', 'a: 1', '- b', 'a: "x', '  ---'];

const anyLines = fc.array(fc.constantFrom(...LINES), { maxLength: 12 }).map((lines) => lines.join('\n'));

/** A list that is cut into its items, which takes some size. */
function largeList(items: number): string {
  const item = `- apiVersion: v1\n  kind: ConfigMap\n  data: {a: "${'x'.repeat(7000)}"}\n`;
  return `apiVersion: v1\nkind: List\nitems:\n${item.repeat(items)}`;
}

const anyText = fc
  .array(
    fc.oneof({ arbitrary: anyLines, weight: 5 }, fc.constantFrom(largeList(10), `${largeList(11)}kind: A\n`)),
    {
      maxLength: 4,
    },
  )
  .map((parts) => parts.join('\n---\n'));

test('after any edit the chunks are those of the whole text', () => {
  fc.assert(
    fc.property(
      anyText,
      fc.double({ min: 0, max: 1, noNaN: true }),
      fc.oneof(fc.nat(5), fc.nat(30_000)),
      fc.oneof(anyLines, fc.constantFrom('-', '---\n', '\n---', '...\n', '&a *a', '- x\n', largeList(10))),
      (before, place, removed, inserted) => {
        const at = Math.floor(place * before.length);
        const text = before.slice(0, at) + inserted + before.slice(at + removed);
        expect(resplit(before, text).chunks).toEqual(splitChunks(text));
      },
    ),
    { numRuns: 500 },
  );
});

const ITEM_LINES = [
  '- a: 1',
  '- &a b',
  '- c: *a',
  '- [*b, &b x]',
  '  - d',
  '  e: "',
  '# c',
  '',
  ' f',
  '---',
  '...',
  '%',
];
const anyItems = fc
  .array(fc.constantFrom(...ITEM_LINES), { maxLength: 10 })
  .map((lines) => lines.map((line) => `${line}\n`).join(''));

test('after any edit within a large list the chunks are those of the whole text', () => {
  let cutInside = 0;
  fc.assert(
    fc.property(
      fc.tuple(anyItems, anyItems, anyItems),
      fc.constantFrom('', '  '),
      fc.constantFrom('', 'kind: List\n', '---\nkind: A\n'),
      fc.nat(100),
      fc.nat(20),
      fc.oneof(anyItems, fc.constantFrom('-', 'x', '\n', ' ', '- x', '\n- x\n', '&a', '*a')),
      ([first, some, last], indent, tail, place, removed, inserted) => {
        const filler = `- ${'x'.repeat(64 * 1024)}\n`;
        const items = `${filler}- a\n${first}${some}${last}- z\n`.replace(/^(?=.)/gm, indent);
        const before = `apiVersion: v1\nkind: List\nitems:\n${items}${tail}`;
        const at = before.length - tail.length - (place % (items.length - filler.length));
        const text = before.slice(0, at) + inserted + before.slice(at + removed);
        const { chunks, cutAgain } = resplit(before, text);
        expect(chunks).toEqual(splitChunks(text));
        if (cutAgain < chunks.length - 3) cutInside++;
      },
    ),
    { numRuns: 1000 },
  );
  // The property would be empty if such lists were always cut as a whole.
  expect(cutInside).toBeGreaterThan(50);
});

test.each<[what: string, before: string, text: string]>([
  ['the same text', '---\na\n---\nb\n', '---\na\n---\nb\n'],
  ['a copy of what is there', '---\na\n', '---\na\n---\na\n'],
  ['one of many equal ones less', '---\na\n'.repeat(10), '---\na\n'.repeat(5)],
  ['nothing left', '---\na\n---\nb\n', ''],
  ['from nothing', '', '---\na\n---\nb\n'],
  ['a separator that no longer is one', 'a\n---', 'a\n---x'],
])('%s', (_, before, text) => {
  expect(resplit(before, text).chunks).toEqual(splitChunks(text));
});

test('typing cuts the document and its neighbours again, and no others', () => {
  const documents = Array.from({ length: 1000 }, (_, i) => `---\nkind: A${i}\n`);
  const before = documents.join('');
  const text = before.replace('kind: A500', 'kind: B500');
  expect(resplit(before, text).cutAgain).toBeLessThan(8);
});

test('typing in an item of a large list cuts that item and its neighbours again, and no others', () => {
  const items = Array.from(
    { length: 5000 },
    (_, i) => `- kind: A${i}\n  a: ${i % 100 === 0 ? '[&a b, *a]' : i}\n`,
  );
  const before = `apiVersion: v1\nkind: List\nitems:\n${items.join('')}`;
  for (const [from, to] of [
    ['kind: A500\n', 'kind: B500\n'],
    ['- kind: A500\n', '- kind: A500x\n- kind: new\n'],
    ['- kind: A555\n', '  kind: A555\n'],
  ] as const) {
    const text = before.replace(from, to);
    const { chunks, cutAgain } = resplit(before, text);
    expect(chunks).toEqual(splitChunks(text));
    expect(cutAgain).toBeLessThan(4);
  }
});
