import type { Topology } from '../../server/src/core/topology/topology.ts';
import type { Channel } from './channel.ts';
import { makeElement, setAttributes, setText } from './make-element.ts';
import { matrixCell } from './matrix-cell.ts';
import { matrixColours } from './matrix-colours.ts';
import { type MatrixData, matrixData } from './matrix-data.ts';
import { cellAt, STEPS, scrollIntoSight } from './matrix-geometry.ts';
import { type FormerCells, formerCells, keptOrder, placeOf } from './matrix-order.ts';
import { type MatrixHead, type MatrixTable, MOST_SORTED, matrixTable } from './matrix-table.ts';
import { onceAFrame } from './once-a-frame.ts';
import { CELL, cellsInSight, paintMatrix } from './paint-matrix.ts';
import { text } from './texts.ts';
import type { MatrixChoice } from './view-state.ts';

/** The table of who reaches whom: one canvas, and one accessible cell that follows the keyboard. */
export interface MatrixView {
  readonly root: HTMLElement;
  readonly show: (topology: Topology, choice: MatrixChoice, isNew: boolean) => void;
  readonly focus: () => void;
  /** All of it as it is sorted, once that is read; undefined where it could not be. */
  readonly whole: (tell: (known: number, total: number) => void) => Promise<WholeMatrix | undefined>;
  readonly count: () => number;
}

export interface WholeMatrix {
  readonly table: MatrixTable;
  readonly cell: MatrixData['cell'];
}

export interface MatrixActions {
  /** Somebody wants to know more about a cell, or about a whole row. */
  readonly open: (row: MatrixHead, column: MatrixHead | undefined) => void;
  /** The active cell in words, for those who see. */
  readonly describe: (words: string) => void;
}

/** Makes the view; it is empty until `show`. */
export function matrixView(channel: Channel, actions: MatrixActions): MatrixView {
  const canvas = makeElement('canvas', { class: 'matrix-canvas', 'aria-hidden': 'true' });
  const sizer = makeElement('div', { class: 'matrix-sizer' }, canvas);
  const rowHead = makeElement('span', { role: 'rowheader' });
  const gridCell = makeElement('span', { role: 'gridcell', id: 'matrix-cell', 'aria-selected': 'true' });
  const line = makeElement('div', { role: 'row', class: 'visually-hidden' }, rowHead, gridCell);
  const root = makeElement(
    'div',
    {
      class: 'matrix',
      role: 'grid',
      tabindex: '0',
      'aria-label': text('Matrix of who reaches whom'),
      'aria-activedescendant': 'matrix-cell',
    },
    line,
    sizer,
  );
  let table: MatrixTable = { rows: [], columns: [] };
  let order: readonly number[] = [];
  let data: MatrixData | undefined;
  let choice: MatrixChoice | undefined;
  let active = { row: 0, column: 0 };
  /** What was known before an edit, which stays until it is answered again. */
  let former: FormerCells | undefined;

  const rowAt = (row: number): number => order[row] ?? row;
  const columnAt = (column: number): number => (choice?.of === 'namespaces' ? rowAt(column) : column);
  const headOf = (row: number): MatrixHead | undefined => table.rows[rowAt(row)];
  const columnHeadOf = (column: number): MatrixHead | undefined => table.columns[columnAt(column)];
  const cell = (row: number, column: number): string | undefined =>
    data?.cell(rowAt(row), columnAt(column)) ?? former?.(headOf(row)?.id, columnHeadOf(column)?.id);
  const heads = (): MatrixTable => ({
    rows: table.rows.map((each, at) => headOf(at) ?? each),
    columns: table.columns.map((each, at) => columnHeadOf(at) ?? each),
  });

  const wordsOf = (at: { readonly row: number; readonly column: number }): string => {
    const [row, column] = [headOf(at.row)?.name ?? '', columnHeadOf(at.column)?.name ?? ''];
    return `${row} → ${column}: ${matrixCell(cell(at.row, at.column)).words}`;
  };
  const describe = (): void => {
    setText(rowHead, headOf(active.row)?.name ?? '');
    const words = wordsOf(active);
    setText(gridCell, words);
    actions.describe(words);
    setAttributes(line, { 'aria-rowindex': active.row + 1 });
    setAttributes(gridCell, { 'aria-colindex': active.column + 1 });
  };

  const paint = (): void => {
    const width = root.clientWidth;
    const height = root.clientHeight;
    const context = canvas.getContext('2d');
    if (context === null || width === 0) return;
    const scale = window.devicePixelRatio;
    canvas.width = Math.round(width * scale);
    canvas.height = Math.round(height * scale);
    canvas.style.width = `${width}px`;
    canvas.style.height = `${height}px`;
    context.setTransform(scale, 0, 0, scale, 0, 0);
    const sight = {
      rows: table.rows.map((_, row) => headOf(row)?.name ?? ''),
      columns: table.columns.map((_, column) => columnHeadOf(column)?.name ?? ''),
      left: root.scrollLeft,
      top: root.scrollTop,
      width,
      height,
    };
    const { first, last } = cellsInSight(sight);
    for (let row = first.row; row <= last.row; row++) {
      for (let column = first.column; column <= last.column; column++)
        data?.want(rowAt(row), columnAt(column));
    }
    const hasFocus = document.activeElement === root;
    paintMatrix(context, {
      ...sight,
      corner: text('from ↓ to →'),
      cell,
      active,
      hasFocus,
      colours: matrixColours(),
    });
    describe();
  };
  const paintSoon = onceAFrame(paint);

  /** Rows with as many allowed cells lie together. */
  const sortBySimilarity = (): void => {
    const count = (row: number): number =>
      table.columns.filter((_, column) => /[an]/.test(data?.cell(row, column) ?? '')).length;
    const counts = table.rows.map((_, row) => count(row));
    order = table.rows.map((_, row) => row).sort((a, b) => (counts[b] ?? 0) - (counts[a] ?? 0) || a - b);
  };
  /** Rows come, go and change places: the active cell stays on the same names, as far as they are there. */
  const holdActive = (change: () => void): void => {
    const [row, column] = [headOf(active.row)?.id, columnHeadOf(active.column)?.id];
    change();
    const { rows, columns } = heads();
    active = {
      row: placeOf(row, rows, active.row),
      column: placeOf(column, columns, active.column),
    };
  };
  const onData = (): void => {
    if (data?.isComplete() === true) {
      former = undefined;
      if (choice?.sort === 'similarity') holdActive(sortBySimilarity);
    }
    paintSoon();
  };

  const moveTo = (row: number, column: number): void => {
    active = {
      row: Math.max(0, Math.min(table.rows.length - 1, row)),
      column: Math.max(0, Math.min(table.columns.length - 1, column)),
    };
    scrollIntoSight(root, active);
    paintSoon();
  };

  root.addEventListener('scroll', paintSoon);
  root.addEventListener('focus', paintSoon);
  root.addEventListener('blur', paintSoon);
  new ResizeObserver(paintSoon).observe(root);
  const themes = new MutationObserver(paintSoon);
  themes.observe(document.body, { attributes: true, attributeFilter: ['class'] });
  themes.observe(document.documentElement, { attributes: true, attributeFilter: ['style', 'class'] });
  root.addEventListener('keydown', (event) => {
    const step = STEPS[event.key];
    const row = headOf(active.row);
    if (step !== undefined && !event.altKey) moveTo(active.row + step[0], active.column + step[1]);
    else if (event.key === 'Home') moveTo(event.ctrlKey ? 0 : active.row, 0);
    else if (event.key === 'End')
      moveTo(event.ctrlKey ? table.rows.length : active.row, table.columns.length);
    else if (event.key === 'Enter' && row !== undefined)
      actions.open(row, event.shiftKey ? undefined : columnHeadOf(active.column));
    else return;
    event.preventDefault();
    event.stopPropagation();
  });
  root.addEventListener('pointermove', (event) => {
    const at = cellAt(root, event);
    if (headOf(at.row) !== undefined && columnHeadOf(at.column) !== undefined) actions.describe(wordsOf(at));
  });
  root.addEventListener('click', (event) => {
    const at = cellAt(root, event);
    const row = headOf(at.row);
    if (at.row < 0 || row === undefined) return;
    moveTo(at.row, Math.max(0, at.column));
    if (at.column < 0 || at.column >= table.columns.length) actions.open(row, undefined);
    else actions.open(row, columnHeadOf(at.column));
  });

  return {
    root,
    focus: () => root.focus(),
    count: () => table.rows.length * table.columns.length,
    whole: async (tell) => {
      // An edit meanwhile makes another table; this one is still what was asked for.
      const [read, shown] = [data, heads()];
      const rows = shown.rows.map((_, row) => rowAt(row));
      const columns = shown.columns.map((_, column) => columnAt(column));
      if ((await read?.all(tell)) !== true) return undefined;
      return {
        table: shown,
        cell: (row, column) => read?.cell(rows[row] ?? row, columns[column] ?? column),
      };
    },
    show: (topology, wanted, isNew) => {
      if (!isNew && choice === wanted) return paintSoon();
      const isOther = choice?.of !== wanted.of || choice.namespace !== wanted.namespace;
      holdActive(() => {
        former = isOther || data === undefined ? undefined : formerCells(table, data);
        const names = isOther || wanted.sort === 'name' ? [] : heads().rows.map(({ id }) => id);
        choice = wanted;
        table = matrixTable(topology, wanted);
        order = keptOrder(names, table.rows);
      });
      if (isOther) active = { row: 0, column: 0 };
      const ids = (each: readonly MatrixHead[]): readonly string[] => each.map(({ id }) => id);
      data = matrixData(ids(table.rows), ids(table.columns), wanted.of, channel.ask, onData);
      if (wanted.sort === 'similarity' && table.rows.length <= MOST_SORTED) void data.all();
      sizer.style.width = `${CELL.header + table.columns.length * CELL.width + 60}px`;
      sizer.style.height = `${CELL.top + table.rows.length * CELL.height + 8}px`;
      setAttributes(root, { 'aria-rowcount': table.rows.length, 'aria-colcount': table.columns.length });
      paintSoon();
    },
  };
}
