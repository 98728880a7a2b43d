import type {
  MatrixBlock,
  MatrixOf,
  TopologyQuestion,
} from '../../server/src/core/topology/topology-question.ts';

/** The cells that are known; asks for those that are not. */
export interface MatrixData {
  /**
   * The letter of `MatrixBlock` for a row and a column, by their place in the lists; undefined until it is known, and `FAILED`
   * where it could not be read.
   */
  readonly cell: (row: number, column: number) => string | undefined;
  /** Asks for the blocks that hold these cells. */
  readonly want: (row: number, column: number) => void;
  /**
   * Asks for all that is not known, and for what could not be read once more; `tell` hears what is still to come. False where
   * something could not be read.
   */
  readonly all: (tell?: (known: number, total: number) => void) => Promise<boolean>;
  readonly isComplete: () => boolean;
}

/** Stands for a letter that could not be read. */
export const FAILED = '!';

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
  const blocks = new Map<number, MatrixBlock | Promise<void> | typeof FAILED>();
  const across = Math.ceil(columns.length / BLOCK);
  const total = Math.ceil(rows.length / BLOCK) * across;
  const keyOf = (row: number, column: number): number =>
    Math.floor(row / BLOCK) * across + Math.floor(column / BLOCK);

  const read = async (key: number): Promise<void> => {
    const top = Math.floor(key / across) * BLOCK;
    const left = (key % across) * BLOCK;
    const names = { rows: rows.slice(top, top + BLOCK), columns: columns.slice(left, left + BLOCK) };
    try {
      blocks.set(key, await ask({ type: 'matrix', of, ...names }));
    } catch {
      // It would fail again and again if everything that is painted were asked for: after an edit, or for an export.
      blocks.set(key, FAILED);
    }
    changed();
  };
  const load = (key: number): Promise<void> => {
    const reading = read(key);
    blocks.set(key, reading);
    return reading;
  };

  return {
    cell: (row, column) => {
      const block = blocks.get(keyOf(row, column));
      if (block === undefined || block instanceof Promise) return undefined;
      return block === FAILED ? FAILED : block.rows[row % BLOCK]?.[column % BLOCK];
    },
    want: (row, column) => {
      const key = keyOf(row, column);
      if (!blocks.has(key) && row < rows.length && column < columns.length) void load(key);
    },
    all: async (tell) => {
      for (let key = 0; key < total; key++) {
        const block = blocks.get(key);
        const isMissing = block === undefined || block === FAILED;
        if (isMissing || block instanceof Promise) tell?.(key, total);
        await (isMissing ? load(key) : block);
      }
      return ![...blocks.values()].includes(FAILED);
    },
    isComplete: () =>
      blocks.size === total && ![...blocks.values()].some((block) => block instanceof Promise),
  };
}
