import type { MatrixData } from './matrix-data.ts';
import type { MatrixHead, MatrixTable } from './matrix-table.ts';

/** Where the rows were, by their ids, as places in the list of rows that there are now; new ones come behind the others. */
export function keptOrder(former: readonly string[], rows: readonly MatrixHead[]): readonly number[] {
  const places = new Map(former.map((id, place) => [id, place]));
  const placeAt = (row: number): number => places.get(rows[row]?.id ?? '') ?? former.length;
  return rows.map((_, row) => row).sort((a, b) => placeAt(a) - placeAt(b) || a - b);
}

/** Where a row or column is now; one that is gone leaves its place to what is there then. */
export function placeOf(id: string | undefined, heads: readonly MatrixHead[], former: number): number {
  const found = heads.findIndex((head) => head.id === id);
  return found >= 0 ? found : Math.max(0, Math.min(former, heads.length - 1));
}

/** Letters by the ids of rows and columns. */
export type FormerCells = (row: string | undefined, column: string | undefined) => string | undefined;

/** What is known of a table; it holds nothing that was known before that. */
export function formerCells({ rows, columns }: MatrixTable, data: MatrixData): FormerCells {
  const rowOf = new Map(rows.map(({ id }, at) => [id, at]));
  const columnOf = new Map(columns.map(({ id }, at) => [id, at]));
  return (row = '', column = '') => {
    const [r, c] = [rowOf.get(row), columnOf.get(column)];
    return r === undefined || c === undefined ? undefined : data.cell(r, c);
  };
}
