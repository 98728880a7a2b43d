import { expect, test } from 'vitest';
import { writeCsv, writeMarkdownTable } from '../../client/webview/write-table.ts';

const heads = ['shop', '=cmd|x', 'a,"b"'].map((name) => ({ id: name, name }));
const table = { rows: heads, columns: heads };
const cell = (row: number, column: number) => 'apd'[(row + column) % 3];

test('a name is never a formula or a border of the table', () => {
  expect(writeCsv(table, cell)).toBe(
    [
      `from \\ to,shop,'=cmd|x,"a,""b"""`,
      'shop,allowed,partly allowed,blocked',
      `'=cmd|x,partly allowed,blocked,allowed`,
      '"a,""b""",blocked,allowed,partly allowed',
      '',
    ].join('\r\n'),
  );
  expect(writeMarkdownTable(table, cell).split('\n')[0]).toBe('| from \\\\ to | shop | =cmd\\|x | a,"b" |');
});
