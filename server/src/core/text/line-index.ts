/** A place in a text as editors count it: line and character from 0, characters in UTF-16 units. */
export interface Position {
  readonly line: number;
  readonly character: number;
}

/** Translates between offsets and positions of one text. The only place in the product where lines are counted. */
export interface LineIndex {
  /** The position of an offset; offsets beyond the text give its end. */
  readonly positionAt: (offset: number) => Position;
  /** The offset of a position; characters beyond the line give the end of that line. */
  readonly offsetAt: (position: Position) => number;
  readonly lineCount: number;
}

/** How many lines a text has; a text that ends with a line break has an empty one behind it. */
export function countLines(text: string): number {
  if (text.includes('\r')) return findLines(text).starts.length;
  let count = 1;
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) count++;
  return count;
}

/**
 * Finds the lines of a text once, and does not keep the text. Line ends are `\n`, `\r\n` and `\r`, as the Language
 * Server Protocol has it.
 */
export function createLineIndex(text: string): LineIndex {
  const { length } = text;
  const { starts, ends } = findLines(text);
  return {
    lineCount: starts.length,
    positionAt: (offset) => {
      const inside = Math.max(0, Math.min(offset, length));
      const line = lineOf(starts, inside);
      return { line, character: inside - (starts[line] ?? 0) };
    },
    offsetAt: ({ line, character }) => {
      const start = starts[line];
      if (start === undefined) return line < 0 ? 0 : length;
      const next = starts[line + 1];
      const end = ends?.[line] ?? (next === undefined ? length : next - 1);
      return Math.min(start + Math.max(0, character), end);
    },
  };
}

/** Where lines start, and where they end if that is not always one unit before the next one starts. */
function findLines(text: string): { starts: number[]; ends: number[] | undefined } {
  const starts = [0];
  if (!text.includes('\r')) {
    for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
    return { starts, ends: undefined };
  }
  const ends: number[] = [];
  for (const match of text.matchAll(/\r\n|\r|\n/g)) {
    ends.push(match.index);
    starts.push(match.index + match[0].length);
  }
  return { starts, ends: [...ends, text.length] };
}

/** The last line that starts at or before the offset. */
function lineOf(starts: readonly number[], offset: number): number {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((starts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}
