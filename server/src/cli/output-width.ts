/** Lines longer than this are hard to read, however wide the terminal is. */
const WIDEST = 110;

/** How many columns a line of standard output may have; undefined where it is no terminal, and nobody counts them. */
export function outputWidth(): number | undefined {
  const { isTTY, columns } = process.stdout;
  return isTTY ? Math.min(WIDEST, columns > 0 ? columns : 80) : undefined;
}
