import { makeMap, makeSequence } from './make-node.ts';
import { CLOSE_BRACE, CLOSE_BRACKET, COLON, COMMA, OPEN_BRACE, OPEN_BRACKET } from './scan-chars.ts';
import { type Cursor, enter, giveUp, leave, skipSpaces } from './scan-cursor.ts';
import { makeAbsent, scanScalar } from './scan-scalar.ts';
import type { YamlEntry, YamlMap, YamlNode, YamlSequence } from './yaml-node.ts';

/** True when a bracket opens here. */
export function isAtBracket({ text, at }: Cursor): boolean {
  const char = text.charCodeAt(at);
  return char === OPEN_BRACKET || char === OPEN_BRACE;
}

/** Reads what is in brackets on one line and leaves the cursor behind the closing one. */
export function scanFlow(cursor: Cursor): YamlMap | YamlSequence {
  enter(cursor);
  const isMap = cursor.text.charCodeAt(cursor.at) === OPEN_BRACE;
  const node = isMap ? scanFlowMap(cursor) : scanFlowSequence(cursor);
  leave(cursor);
  return node;
}

function scanFlowMap(cursor: Cursor): YamlMap {
  const { text, at: start } = cursor;
  const entries: YamlEntry[] = [];
  cursor.at++;
  while (skipSpaces(cursor) !== CLOSE_BRACE) {
    entries.push(scanEntry(cursor));
    skipComma(cursor, CLOSE_BRACE);
  }
  cursor.at++;
  return makeMap(text, entries, { start, end: cursor.at }, true);
}

function scanFlowSequence(cursor: Cursor): YamlSequence {
  const start = cursor.at;
  const items: YamlNode[] = [];
  cursor.at++;
  while (skipSpaces(cursor) !== CLOSE_BRACKET) {
    items.push(scanNode(cursor));
    skipComma(cursor, CLOSE_BRACKET);
  }
  cursor.at++;
  return makeSequence(items, { start, end: cursor.at }, true);
}

/** An entry has a value, or a colon alone, or not even that. */
function scanEntry(cursor: Cursor): YamlEntry {
  const key = scanScalar(cursor, true);
  if (skipSpaces(cursor) !== COLON) return { key, value: makeAbsent(key.span.end) };
  cursor.at++;
  const afterColon = cursor.at;
  const char = skipSpaces(cursor);
  const isAbsent = char === COMMA || char === CLOSE_BRACE;
  return { key, value: isAbsent ? makeAbsent(afterColon) : scanNode(cursor) };
}

function scanNode(cursor: Cursor): YamlNode {
  return isAtBracket(cursor) ? scanFlow(cursor) : scanScalar(cursor, true);
}

/** Behind each entry there is a comma; behind the last one there need not be. */
function skipComma(cursor: Cursor, closing: number): void {
  const char = skipSpaces(cursor);
  if (char === COMMA) cursor.at++;
  else if (char !== closing) giveUp();
}
