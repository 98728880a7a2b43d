import { CHOMPING_MODE, type ChompingMode, EVENT_ID, getScalarValue, SCALAR_STYLE } from 'js-yaml';
import { blockSpan, makeScalar } from './make-node.ts';
import { DASH, isLineEnd, NINE, NUL, PIPE, PLUS, SPACE, ZERO } from './scan-chars.ts';
import { type Cursor, finishLine, giveUp, nextLine, toContent } from './scan-cursor.ts';
import type { YamlScalar } from './yaml-node.ts';

/**
 * Reads a block scalar from its `|` or `>` on and leaves the cursor at the content behind it. `column` is that of the
 * map or list it belongs to.
 */
export function scanBlockScalar(cursor: Cursor, column: number): YamlScalar {
  const { text, at: start } = cursor;
  const isLiteral = text.charCodeAt(start) === PIPE;
  const { chomping, digit } = scanHeader(cursor);
  finishLine(cursor);
  const valueStart = cursor.at;
  const { indent, end } = scanLines(text, valueStart, column, digit);
  cursor.at = end;
  toContent(cursor);
  // How lines are folded and chomped is left to js-yaml.
  const value = getScalarValue(text, {
    type: EVENT_ID.SCALAR,
    style: isLiteral ? SCALAR_STYLE.LITERAL_BLOCK : SCALAR_STYLE.FOLDED_BLOCK,
    valueStart,
    valueEnd: end,
    indent,
    chomping,
    fast: false,
    ...NO_PROPERTIES,
  });
  return makeScalar(value, 'block', blockSpan(text, { start, end }));
}

/** Neither anchor nor tag, as js-yaml says it. */
const NO_PROPERTIES = { anchorStart: -1, anchorEnd: -1, tagStart: -1, tagEnd: -1 } as const;

interface Header {
  readonly chomping: ChompingMode;
  /** How much deeper than `column` the text is; 0 where its first line is to tell. */
  readonly digit: number;
}

/** Reads the signs behind `|` or `>`, in either order. */
function scanHeader(cursor: Cursor): Header {
  let chomping: ChompingMode = CHOMPING_MODE.CLIP;
  let digit = 0;
  for (;;) {
    cursor.at++;
    const char = cursor.text.charCodeAt(cursor.at);
    if (char === PLUS && chomping === CHOMPING_MODE.CLIP) chomping = CHOMPING_MODE.KEEP;
    else if (char === DASH && chomping === CHOMPING_MODE.CLIP) chomping = CHOMPING_MODE.STRIP;
    else if (char > ZERO && char <= NINE && digit === 0) digit = char - ZERO;
    else return { chomping, digit };
  }
}

/** As js-yaml says it when there is no line to tell the indentation. */
const UNKNOWN = -1;

/** Finds the indentation of the text, and where its lines end: blank ones after it are part of it. */
function scanLines(
  text: string,
  start: number,
  column: number,
  digit: number,
): { indent: number; end: number } {
  let indent = digit === 0 ? UNKNOWN : column + digit;
  let widestBlank = 0;
  let line = start;
  for (;;) {
    let at = line;
    while (text.charCodeAt(at) === SPACE) at++;
    const char = text.charCodeAt(at);
    const width = at - line;
    if (char === NUL) {
      // Whether spaces at the very end are a line depends on more than anybody wants to know.
      if (width > 0) giveUp();
      return { indent, end: line };
    }
    if (isLineEnd(char)) widestBlank = Math.max(widestBlank, width);
    else if (width < (indent === UNKNOWN ? column + 1 : indent)) return { indent, end: line };
    else if (indent === UNKNOWN) {
      if (width < widestBlank) giveUp();
      indent = width;
    }
    line = nextLine(text, at);
  }
}
