import { matrixCell } from './matrix-cell.ts';
import type { MatrixTable } from './matrix-table.ts';

/** The matrix as CSV, in words; a value that a spreadsheet would run as a formula is quoted with an apostrophe. */
export function writeCsv(
  table: MatrixTable,
  cell: (row: number, column: number) => string | undefined,
): string {
  const lines = wordsOf(table, cell).map((line) => line.map(csvValue).join(','));
  return `${lines.join('\r\n')}\r\n`;
}

/** The matrix as a table in Markdown, in signs. */
export function writeMarkdownTable(
  table: MatrixTable,
  cell: (row: number, column: number) => string | undefined,
): string {
  const line = (values: readonly string[]): string => `| ${values.map(markdownValue).join(' | ')} |`;
  const head = line(['from \\ to', ...table.columns.map(({ name }) => name)]);
  const rule = `| --- |${' :-: |'.repeat(table.columns.length)}`;
  const body = table.rows.map(({ name }, row) =>
    line([name, ...table.columns.map((_, column) => matrixCell(cell(row, column)).glyph)]),
  );
  return `${[head, rule, ...body].join('\n')}\n`;
}

function wordsOf(
  table: MatrixTable,
  cell: (row: number, column: number) => string | undefined,
): readonly string[][] {
  const body = table.rows.map(({ name }, row) => [
    name,
    ...table.columns.map((_, column) => matrixCell(cell(row, column)).words),
  ]);
  return [['from \\ to', ...table.columns.map(({ name }) => name)], ...body];
}

function csvValue(value: string): string {
  const safe = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

function markdownValue(value: string): string {
  return value.replace(/[\\|`*_<>[\]]/g, (sign) => `\\${sign}`).replace(/\s+/g, ' ');
}
