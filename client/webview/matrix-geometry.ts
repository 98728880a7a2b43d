import { CELL } from './paint-matrix.ts';

/** How far keys lead, in rows and columns. */
export const STEPS: Readonly<Record<string, readonly [number, number]>> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
  PageUp: [-15, 0],
  PageDown: [15, 0],
};

/** The row and the column below the pointer; -1 in the heads. */
export function cellAt(root: HTMLElement, event: MouseEvent) {
  const frame = root.getBoundingClientRect();
  const x = event.clientX - frame.left - CELL.header;
  const y = event.clientY - frame.top - CELL.top;
  return {
    row: y < 0 ? -1 : Math.floor((y + root.scrollTop) / CELL.height),
    column: x < 0 ? -1 : Math.floor((x + root.scrollLeft) / CELL.width),
  };
}

/** Scrolls as little as needed for a cell to be seen. */
export function scrollIntoSight(
  root: HTMLElement,
  { row, column }: { readonly row: number; readonly column: number },
): void {
  const top = row * CELL.height;
  const left = column * CELL.width;
  const below = top + CELL.height * 2 + CELL.top - root.clientHeight;
  const beyond = left + CELL.width * 2 + CELL.header - root.clientWidth;
  root.scrollTop = Math.max(Math.min(root.scrollTop, top), below);
  root.scrollLeft = Math.max(Math.min(root.scrollLeft, left), beyond);
}
