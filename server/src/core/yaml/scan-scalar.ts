import { makeScalar } from './make-node.ts';
import {
  BACKSLASH,
  COLON,
  DASH,
  DOT,
  DOUBLE_QUOTE,
  HASH,
  isBlank,
  isFlowSign,
  isLineEnd,
  SINGLE_QUOTE,
} from './scan-chars.ts';
import { type Cursor, giveUp } from './scan-cursor.ts';
import type { YamlScalar } from './yaml-node.ts';

/** Reads a plain or quoted scalar and leaves the cursor behind it. Inside of brackets more signs end a plain one. */
export function scanScalar(cursor: Cursor, inBrackets: boolean): YamlScalar {
  switch (cursor.text.charCodeAt(cursor.at)) {
    case DOUBLE_QUOTE:
      return scanDoubleQuoted(cursor);
    case SINGLE_QUOTE:
      return scanSingleQuoted(cursor);
    default:
      return scanPlain(cursor, inBrackets);
  }
}

/** Makes the scalar of a value that is not there: empty, at the offset. */
export function makeAbsent(offset: number): YamlScalar {
  return makeScalar('', 'plain', { start: offset, end: offset });
}

function scanPlain(cursor: Cursor, inBrackets: boolean): YamlScalar {
  const { text, at: start } = cursor;
  if (!canStartPlain(text, start)) giveUp();
  cursor.at = inBrackets ? plainStopInBrackets(text, start) : plainStop(text, start);
  let end = cursor.at;
  while (isBlank(text.charCodeAt(end - 1))) end--;
  return makeScalar(text.slice(start, end), 'plain', { start, end });
}

/** YAML lets `?` and `:` start a scalar if the right thing follows, but hardly anybody writes that. */
const NEVER_FIRST: ReadonlySet<number> = new Set(
  Array.from(' \t\r\n\0!"#%&\'*,:>?@[]`{|}', (sign) => sign.charCodeAt(0)),
);

function canStartPlain(text: string, at: number): boolean {
  const char = text.charCodeAt(at);
  if (char !== DASH && char !== DOT) return !NEVER_FIRST.has(char);
  const next = text.charCodeAt(at + 1);
  if (char === DASH && (isBlank(next) || isFlowSign(next))) return false;
  // The separators of documents, `---` and `...`.
  return next !== char || text.charCodeAt(at + 2) !== char || !isBlank(text.charCodeAt(at + 3));
}

/** Where a plain scalar and the white space behind it end: at a colon, a comment or the end of the line. */
function plainStop(text: string, start: number): number {
  let at = start;
  for (;;) {
    const char = text.charCodeAt(at);
    if (char <= COLON && endsPlain(text, at, char)) return at;
    at++;
  }
}

function plainStopInBrackets(text: string, start: number): number {
  let at = start;
  for (;;) {
    const char = text.charCodeAt(at);
    if (isFlowSign(char) || endsPlain(text, at, char)) return at;
    if (char === COLON && isFlowSign(text.charCodeAt(at + 1))) return at;
    at++;
  }
}

function endsPlain(text: string, at: number, char: number): boolean {
  if (char === COLON) return isBlank(text.charCodeAt(at + 1));
  if (char === HASH) return isBlank(text.charCodeAt(at - 1));
  return isLineEnd(char);
}

function scanSingleQuoted(cursor: Cursor): YamlScalar {
  const { text, at: start } = cursor;
  let isDoubled = false;
  let at = start + 1;
  for (;;) {
    const char = text.charCodeAt(at);
    if (isLineEnd(char)) giveUp();
    if (char === SINGLE_QUOTE) {
      if (text.charCodeAt(at + 1) !== SINGLE_QUOTE) break;
      isDoubled = true;
      at++;
    }
    at++;
  }
  cursor.at = at + 1;
  const inside = text.slice(start + 1, at);
  const value = isDoubled ? inside.replaceAll("''", "'") : inside;
  return makeScalar(value, 'quoted', { start, end: at + 1 });
}

function scanDoubleQuoted(cursor: Cursor): YamlScalar {
  const { text, at: start } = cursor;
  let isEscaped = false;
  let at = start + 1;
  for (;;) {
    const char = text.charCodeAt(at);
    if (isLineEnd(char)) giveUp();
    if (char === DOUBLE_QUOTE) break;
    if (char === BACKSLASH) {
      isEscaped = true;
      at++;
      if (isLineEnd(text.charCodeAt(at))) giveUp();
    }
    at++;
  }
  cursor.at = at + 1;
  const inside = text.slice(start + 1, at);
  const value = isEscaped ? decodeEscapes(inside) : inside;
  return makeScalar(value, 'quoted', { start, end: at + 1 });
}

/** The escapes that JSON has too, but for those by number. */
const ESCAPES: ReadonlyMap<string, string> = new Map([
  ['"', '"'],
  ['\\', '\\'],
  ['/', '/'],
  ['b', '\b'],
  ['f', '\f'],
  ['n', '\n'],
  ['r', '\r'],
  ['t', '\t'],
]);

function decodeEscapes(inside: string): string {
  return inside.replace(/\\(.)/g, (_, sign: string) => ESCAPES.get(sign) ?? giveUp());
}
