import type { Formatter } from 'picocolors/types.js';
import type { LineIndex } from '../../core/text/line-index.ts';
import type { Colors } from '../colors.ts';
import type { Place } from '../place.ts';
import { printable } from '../printable.ts';

/** How a frame looks. */
export interface FrameOptions {
  /** The columns that a line of the frame may have. */
  readonly width: number;
  readonly colors: Colors;
  /** The colour of what points at the place. */
  readonly mark: Formatter;
}

/** Lines shown before and after the one that is meant. */
const ABOVE = 2;
const BELOW = 1;
/** Columns of a manifest that are shown however narrow the terminal is. */
const LEAST_ROOM = 20;

/**
 * The lines around a place, with carets below it. Lines that do not fit are shown where the place is, so that a manifest
 * without line breaks does not fill the screen. A place of several lines is shown by its first.
 */
export function codeFrame(text: string, lines: LineIndex, place: Place, options: FrameOptions): string[] {
  const { width, colors, mark } = options;
  const first = Math.max(1, place.line - ABOVE);
  const last = Math.min(lastLine(text, lines), place.line + BELOW);
  const digits = `${last}`.length;
  const room = Math.max(LEAST_ROOM, width - digits - '>  | '.length);
  const target = lineText(text, lines, place.line);
  const endColumn = place.endLine === place.line ? place.endColumn : target.length + 1;
  // A third of what is shown stands before the place, unless that is the end of the line.
  const wished = Math.min(place.column - 1 - Math.floor(room / 3), target.length - room);
  const skipped = target.length > room ? Math.max(0, wished) : 0;

  const frame: string[] = [];
  for (let line = first; line <= last; line++) {
    const whole = printable(lineText(text, lines, line));
    // A line that ends before the stretch is shown from its start: nothing would be left of it.
    const shown = cut(whole, whole.length > skipped ? skipped : 0, room);
    const gutter = `${`${line}`.padStart(digits)} |`;
    const start = line === place.line ? mark('>') : ' ';
    frame.push(`${start} ${colors.dim(gutter)} ${shown}`.trimEnd());
    if (line !== place.line) continue;
    // Tabs stay tabs, so that the carets stand where the terminal puts the text.
    const before = shown.slice(0, place.column - 1 - skipped).replace(/[^\t]/g, ' ');
    const carets = Math.max(1, Math.min(endColumn - place.column, room - before.length));
    frame.push(`  ${colors.dim(`${' '.repeat(digits)} |`)} ${before}${mark('^'.repeat(carets))}`);
  }
  return frame;
}

/** The number of the last line that has a text: what follows the last line break is none. */
function lastLine(text: string, lines: LineIndex): number {
  const { lineCount } = lines;
  return lineCount > 1 && lineText(text, lines, lineCount) === '' ? lineCount - 1 : lineCount;
}

/** A line by its number from 1, without its line break. */
function lineText(text: string, lines: LineIndex, number: number): string {
  const start = lines.offsetAt({ line: number - 1, character: 0 });
  return text.slice(start, lines.offsetAt({ line: number - 1, character: Number.MAX_SAFE_INTEGER }));
}

/** A stretch of a line; dots stand for what is left out. */
function cut(line: string, skipped: number, room: number): string {
  const shown = line.slice(skipped, skipped + room);
  const start = skipped > 0 && shown !== '' ? `…${shown.slice(1)}` : shown;
  return line.length > skipped + room ? `${start.slice(0, -1)}…` : start;
}
