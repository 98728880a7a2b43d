import type {
  MatrixBlock,
  MatrixOf,
  TopologyQuestion,
} from '../../server/src/core/topology/topology-question.ts';

/** The cells that are known; asks for those that are not. */
export interface MatrixData {
  /** The letter of `MatrixBlock` for a row and a column, by their place in the lists; undefined until it is known. */
  readonly cell: (row: number, column: number) => string | undefined;
  /** Asks for the blocks that hold these cells. */
  readonly want: (row: number, column: number) => void;
  readonly isComplete: () => boolean;
}

/** The most rows and columns that one answer may have. */
const BLOCK = 64;

/** Cells of a table whose rows and columns are named; `changed` is called whenever more is known. */
export function matrixData(
  rows: readonly string[],
  columns: readonly string[],
  of: MatrixOf,
  ask: (question: Extract<TopologyQuestion, { type: 'matrix' }>) => Promise<MatrixBlock>,
  changed: () => void,
): MatrixData {
  const blocks = new Map<number, MatrixBlock | 'asked'>();
  const across = Math.ceil(columns.length / BLOCK);
  const total = Math.ceil(rows.length / BLOCK) * across;
  const keyOf = (row: number, column: number): number =>
    Math.floor(row / BLOCK) * across + Math.floor(column / BLOCK);

  const load = async (row: number, column: number, key: number): Promise<void> => {
    const top = row - (row % BLOCK);
    const left = column - (column % BLOCK);
    try {
      const names = { rows: rows.slice(top, top + BLOCK), columns: columns.slice(left, left + BLOCK) };
      blocks.set(key, await ask({ type: 'matrix', of, ...names }));
      changed();
    } catch {
      // The next time somebody looks there it is asked again.
      blocks.delete(key);
    }
  };

  return {
    cell: (row, column) => {
      const block = blocks.get(keyOf(row, column));
      return block === undefined || block === 'asked' ? undefined : block.rows[row % BLOCK]?.[column % BLOCK];
    },
    want: (row, column) => {
      const key = keyOf(row, column);
      if (blocks.has(key) || row >= rows.length || column >= columns.length) return;
      blocks.set(key, 'asked');
      void load(row, column, key);
    },
    isComplete: () => blocks.size === total && [...blocks.values()].every((block) => block !== 'asked'),
  };
}
