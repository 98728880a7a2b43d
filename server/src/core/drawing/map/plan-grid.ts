import { TILE } from './node-box.ts';

/** The columns of the tiles, and what is between them. */
export interface Grid {
  readonly columns: number;
  /** Of all columns with what is between them. */
  readonly width: number;
  readonly gap: { readonly x: number; readonly y: number };
  readonly leftOf: (column: number) => number;
}

/** Room around the map. */
export const MARGIN = 24;

/** Between tiles there must be room for a pill with a count; where there is more, it is used. */
const GAP = { least: 60, most: 96, y: 44 } as const;

/** As many columns as a width has room for. */
export function planGrid(width: number): Grid {
  const free = width - MARGIN * 2;
  const columns = Math.max(1, Math.floor((free + GAP.least) / (TILE.width + GAP.least)));
  const spare = columns === 1 ? GAP.most : (free - columns * TILE.width) / (columns - 1);
  const gap = Math.floor(Math.min(spare, GAP.most));
  const step = TILE.width + gap;
  return {
    columns,
    width: columns * step - gap,
    gap: { x: gap, y: GAP.y },
    leftOf: (column) => MARGIN + column * step,
  };
}
