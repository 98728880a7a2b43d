import { makeMap, makeSequence } from './make-node.ts';
import { scanBlockScalar } from './scan-block-scalar.ts';
import { COLON, GREATER, HASH, isBlank, isLineEnd, PIPE } from './scan-chars.ts';
import {
  type Cursor,
  createCursor,
  enter,
  finishLine,
  GIVE_UP,
  giveUp,
  isAtDash,
  leave,
  NO_LINE,
  skipSpaces,
  toContent,
} from './scan-cursor.ts';
import { isAtBracket, scanFlow } from './scan-flow.ts';
import { makeAbsent, scanScalar } from './scan-scalar.ts';
import type { YamlEntry, YamlMap, YamlNode, YamlScalar, YamlSequence } from './yaml-node.ts';

/**
 * Reads a chunk of the YAML that people write: block maps and lists, scalars of one line, block scalars, brackets that
 * close on their line, comments. Of that it builds the very tree of `parseFast`, several times as fast; at anything
 * else (anchors, tags, scalars and brackets of several lines, tabs, errors) it gives up.
 *
 * Gives the root, with spans within `text`, or undefined for a chunk without content.
 */
export function scanDocument(text: string): YamlNode | undefined | typeof GIVE_UP {
  if (ODD_CHARACTER.test(text)) return GIVE_UP;
  try {
    return scanRoot(createCursor(text));
  } catch (thrown) {
    if (thrown === GIVE_UP) return GIVE_UP;
    throw thrown;
  }
}

/** What YAML forbids, what only some take for white space or a line break, and halves of characters. */
const ODD_CHARACTER =
  /[^\t\n\r -~\u00a0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\u{10000}-\u{10ffff}]|\r(?!\n)/u;

function scanRoot(cursor: Cursor): YamlNode | undefined {
  toContent(cursor);
  const hasSeparator = isAtSeparator(cursor);
  if (hasSeparator) {
    cursor.at += '---'.length;
    toNextContent(cursor);
  }
  if (cursor.indent === NO_LINE) return hasSeparator ? makeAbsent(0) : undefined;
  const root = scanNode(cursor);
  if (root.type === 'scalar' || cursor.indent !== NO_LINE) giveUp();
  return root;
}

function isAtSeparator({ text, at, lineStart }: Cursor): boolean {
  return at === lineStart && text.startsWith('---', at) && isBlank(text.charCodeAt(at + 3));
}

/** Moves from the end of a value to the next content, which is on another line. */
function toNextContent(cursor: Cursor): void {
  finishLine(cursor);
  toContent(cursor);
}

/** Reads what starts a line, or follows a dash: whatever goes on over the next lines. */
function scanNode(cursor: Cursor): YamlNode {
  const column = cursor.at - cursor.lineStart;
  if (isAtDash(cursor)) return scanSequence(cursor, column);
  if (isAtBracket(cursor)) return scanLine(cursor);
  const scalar = scanScalar(cursor, false);
  if (isAtColon(cursor)) return scanMap(cursor, column, scalar);
  toNextContent(cursor);
  return scalar;
}

/** Reads what ends on its line. */
function scanLine(cursor: Cursor): YamlNode {
  const node = isAtBracket(cursor) ? scanFlow(cursor) : scanScalar(cursor, false);
  toNextContent(cursor);
  return node;
}

function scanMap(cursor: Cursor, column: number, firstKey: YamlScalar): YamlMap {
  enter(cursor);
  const entries: YamlEntry[] = [];
  let key = firstKey;
  for (;;) {
    cursor.at++;
    const value = scanValue(cursor, column);
    entries.push({ key, value });
    if (cursor.indent !== column) {
      if (cursor.indent > column) giveUp();
      leave(cursor);
      const span = { start: firstKey.span.start, end: value.span.end };
      return makeMap(cursor.text, entries, span, false);
    }
    key = scanKey(cursor);
  }
}

function scanKey(cursor: Cursor): YamlScalar {
  const key = scanScalar(cursor, false);
  if (!isAtColon(cursor)) giveUp();
  return key;
}

/** True when what was just read is a key: there is a colon, maybe after spaces. */
function isAtColon(cursor: Cursor): boolean {
  return skipSpaces(cursor) === COLON && isBlank(cursor.text.charCodeAt(cursor.at + 1));
}

/** Reads the value behind a colon, here or below. A list may stand in the column of its key. */
function scanValue(cursor: Cursor, column: number): YamlNode {
  const afterColon = cursor.at;
  const char = skipSpaces(cursor);
  if (char === PIPE || char === GREATER) return scanBlockScalar(cursor, column);
  if (char !== HASH && !isLineEnd(char)) return scanLine(cursor);
  toNextContent(cursor);
  if (cursor.indent > column) return scanNode(cursor);
  if (cursor.indent === column && isAtDash(cursor)) return scanSequence(cursor, column);
  return makeAbsent(afterColon);
}

function scanSequence(cursor: Cursor, column: number): YamlSequence {
  enter(cursor);
  const start = cursor.at;
  const items: YamlNode[] = [];
  for (;;) {
    cursor.at++;
    const item = scanItem(cursor, column);
    items.push(item);
    if (cursor.indent !== column || !isAtDash(cursor)) {
      if (cursor.indent > column) giveUp();
      leave(cursor);
      return makeSequence(items, { start, end: item.span.end }, false);
    }
  }
}

/** Reads the item behind a dash, here or below. */
function scanItem(cursor: Cursor, column: number): YamlNode {
  const afterDash = cursor.at;
  const char = skipSpaces(cursor);
  if (char === PIPE || char === GREATER) return scanBlockScalar(cursor, column);
  if (char !== HASH && !isLineEnd(char)) return scanNode(cursor);
  toNextContent(cursor);
  return cursor.indent > column ? scanNode(cursor) : makeAbsent(afterDash);
}
