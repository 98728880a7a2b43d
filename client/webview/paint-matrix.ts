import { matrixCell } from './matrix-cell.ts';

/** What is painted, and where the reader is. */
export interface MatrixPainting {
  readonly rows: readonly string[];
  readonly columns: readonly string[];
  /** What stands where the names of rows and of columns meet. */
  readonly corner: string;
  readonly cell: (row: number, column: number) => string | undefined;
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
  readonly active: { readonly row: number; readonly column: number };
  readonly hasFocus: boolean;
  readonly colours: MatrixColours;
}

export interface MatrixColours {
  readonly background: string;
  readonly foreground: string;
  readonly muted: string;
  readonly grid: string;
  readonly focus: string;
  readonly highlight: string;
  readonly good: string;
  readonly bad: string;
  readonly doubtful: string;
  /** How strong the tint of a cell is; 0 in high contrast. */
  readonly tint: number;
  readonly font: string;
}

/** The sizes of the table in pixels. */
export const CELL = { width: 26, height: 22, header: 150, top: 104 } as const;

/** Paints the part of the table that is in sight. */
export function paintMatrix(context: CanvasRenderingContext2D, painting: MatrixPainting): void {
  const { width, height, colours } = painting;
  context.fillStyle = colours.background;
  context.fillRect(0, 0, width, height);
  context.font = `12px ${colours.font}`;
  context.textBaseline = 'middle';
  const { first, last } = cellsInSight(painting);
  context.save();
  clip(context, CELL.header, CELL.top, width, height);
  for (let row = first.row; row <= last.row; row++) {
    for (let column = first.column; column <= last.column; column++)
      paintCell(context, painting, row, column);
  }
  paintActive(context, painting);
  context.restore();
  paintCorner(context, painting);
  paintRowNames(context, painting, first.row, last.row);
  paintColumnNames(context, painting, first.column, last.column);
}

/** The first and the last row and column in sight. */
export function cellsInSight(
  painting: Omit<MatrixPainting, 'active' | 'hasFocus' | 'colours' | 'cell' | 'corner'>,
) {
  const { left, top, width, height, rows, columns } = painting;
  const bottom = Math.floor((top + height - CELL.top) / CELL.height);
  const right = Math.floor((left + width - CELL.header) / CELL.width);
  return {
    first: { row: Math.floor(top / CELL.height), column: Math.floor(left / CELL.width) },
    last: { row: Math.min(rows.length - 1, bottom), column: Math.min(columns.length - 1, right) },
  };
}

function paintCell(
  context: CanvasRenderingContext2D,
  painting: MatrixPainting,
  row: number,
  column: number,
): void {
  const { colours, active } = painting;
  const x = CELL.header + column * CELL.width - painting.left;
  const y = CELL.top + row * CELL.height - painting.top;
  const { glyph, tone } = matrixCell(painting.cell(row, column));
  if (row === active.row || column === active.column) fill(context, colours.highlight, 1, x, y);
  if (tone === 'good' || tone === 'bad' || tone === 'doubtful')
    fill(context, colours[tone], colours.tint, x, y);
  context.strokeStyle = colours.grid;
  context.lineWidth = 1;
  context.strokeRect(Math.round(x) + 0.5, Math.round(y) + 0.5, CELL.width, CELL.height);
  context.fillStyle = tone === 'muted' || tone === 'none' ? colours.muted : colours.foreground;
  context.textAlign = 'center';
  context.fillText(glyph, x + CELL.width / 2, y + CELL.height / 2 + 1);
}

function fill(context: CanvasRenderingContext2D, colour: string, alpha: number, x: number, y: number): void {
  context.globalAlpha = alpha;
  context.fillStyle = colour;
  context.fillRect(x, y, CELL.width, CELL.height);
  context.globalAlpha = 1;
}

function paintActive(
  context: CanvasRenderingContext2D,
  { active, left, top, colours, hasFocus }: MatrixPainting,
): void {
  context.strokeStyle = colours.focus;
  context.lineWidth = hasFocus ? 2 : 1;
  const x = CELL.header + active.column * CELL.width - left;
  const y = CELL.top + active.row * CELL.height - top;
  context.strokeRect(Math.round(x) + 1, Math.round(y) + 1, CELL.width - 1, CELL.height - 1);
}

/** Which of both is asked about whom. */
function paintCorner(context: CanvasRenderingContext2D, { colours, corner }: MatrixPainting): void {
  context.font = `11px ${colours.font}`;
  context.fillStyle = colours.muted;
  context.textAlign = 'left';
  context.fillText(corner, 12, CELL.top - 10);
}

function paintRowNames(
  context: CanvasRenderingContext2D,
  painting: MatrixPainting,
  from: number,
  to: number,
): void {
  const { rows, active, colours, top, height } = painting;
  context.save();
  clip(context, 0, CELL.top, CELL.header, height);
  context.textAlign = 'left';
  for (let row = from; row <= to; row++) {
    emphasise(context, colours, row === active.row);
    const y = CELL.top + row * CELL.height - top + CELL.height / 2 + 1;
    context.fillText(fitted(context, rows[row] ?? '', CELL.header - 22), 12, y);
  }
  context.restore();
}

/** Names of columns lean by 60°, so that they need no more width than a cell. */
function paintColumnNames(
  context: CanvasRenderingContext2D,
  painting: MatrixPainting,
  from: number,
  to: number,
): void {
  const { columns, active, colours, left, width } = painting;
  context.save();
  clip(context, CELL.header - 8, 0, width, CELL.top);
  context.textAlign = 'left';
  for (let column = from; column <= to; column++) {
    emphasise(context, colours, column === active.column);
    context.save();
    context.translate(CELL.header + column * CELL.width - left + CELL.width / 2, CELL.top - 8);
    context.rotate(-Math.PI / 3);
    context.fillText(fitted(context, columns[column] ?? '', CELL.top - 2), 0, 0);
    context.restore();
  }
  context.restore();
}

function emphasise(context: CanvasRenderingContext2D, colours: MatrixColours, isActive: boolean): void {
  context.font = `${isActive ? '600 ' : ''}12px ${colours.font}`;
  context.fillStyle = colours.foreground;
}

function clip(context: CanvasRenderingContext2D, x: number, y: number, right: number, bottom: number): void {
  context.beginPath();
  context.rect(x, y, right - x, bottom - y);
  context.clip();
}

/** Cut in the middle, because names share their beginnings. */
function fitted(context: CanvasRenderingContext2D, name: string, width: number): string {
  if (context.measureText(name).width <= width) return name;
  let kept = name.length - 1;
  const cut = (): string =>
    `${name.slice(0, Math.ceil(kept / 2))}…${name.slice(name.length - Math.floor(kept / 2))}`;
  while (kept > 2 && context.measureText(cut()).width > width) kept -= 1;
  return cut();
}
