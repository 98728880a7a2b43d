import { CARRIAGE_RETURN, DASH, HASH, isBlank, isLineEnd, LINE_FEED, NUL, SPACE, TAB } from './scan-chars.ts';

/** Where the scanner is. It only ever moves forward. */
export interface Cursor {
  /** The chunk with a NUL behind it: no look at the next character can miss the text. */
  readonly text: string;
  /** The offset of the next character. */
  at: number;
  /** Where the current line starts. */
  lineStart: number;
  /** The column of the first thing on the current line, from 0; {@link NO_LINE} behind the last line. */
  indent: number;
  /** How many maps and lists are around the cursor. */
  depth: number;
}

/** What the scanner answers to what it does not read: another parser must. */
export const GIVE_UP: unique symbol = Symbol('give up');

/** The indentation behind the last line: that of no map and no list. */
export const NO_LINE = -1;

/** js-yaml goes on to 100; nobody writes half as much. */
const MAX_DEPTH = 64;

/** Makes a cursor at the start of a chunk's text. */
export function createCursor(text: string): Cursor {
  return { text: `${text}\0`, at: 0, lineStart: 0, indent: NO_LINE, depth: 0 };
}

/** Stops scanning. What is thrown is no error: it never leaves the scanner. */
export function giveUp(): never {
  throw GIVE_UP;
}

/** To be called before the inside of a map or list is read; {@link leave} after it. */
export function enter(cursor: Cursor): void {
  cursor.depth++;
  if (cursor.depth > MAX_DEPTH) giveUp();
}

/** To be called when a map or list is complete. */
export function leave(cursor: Cursor): void {
  cursor.depth--;
}

/** Moves over spaces; gives the character behind them. */
export function skipSpaces(cursor: Cursor): number {
  const { text } = cursor;
  let char = text.charCodeAt(cursor.at);
  while (char === SPACE) char = text.charCodeAt(++cursor.at);
  return char;
}

/** True when a dash is here that makes an item of a list. */
export function isAtDash({ text, at }: Cursor): boolean {
  return text.charCodeAt(at) === DASH && isBlank(text.charCodeAt(at + 1));
}

/** Moves behind the rest of the line, which must be spaces or a comment: to where the next line starts. */
export function finishLine(cursor: Cursor): void {
  const { text } = cursor;
  const char = skipSpaces(cursor);
  const isComment = char === HASH && isBlank(text.charCodeAt(cursor.at - 1));
  if (!isComment && !isLineEnd(char)) giveUp();
  cursor.at = nextLine(text, cursor.at);
}

/** Moves from the start of a line to the next thing that is no comment. */
export function toContent(cursor: Cursor): void {
  const { text } = cursor;
  let line = cursor.at;
  for (;;) {
    let at = line;
    let char = text.charCodeAt(at);
    while (char === SPACE) char = text.charCodeAt(++at);
    if (char === LINE_FEED) line = at + 1;
    else if (char === HASH || char === CARRIAGE_RETURN) line = nextLine(text, at);
    else {
      if (char === TAB) giveUp();
      cursor.at = at;
      cursor.lineStart = line;
      cursor.indent = char === NUL ? NO_LINE : at - line;
      return;
    }
  }
}

/** Where the line after the one of the offset starts, or the end of the text. */
export function nextLine(text: string, at: number): number {
  const lineBreak = text.indexOf('\n', at);
  return lineBreak < 0 ? text.length - 1 : lineBreak + 1;
}
