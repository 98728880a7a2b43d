import type { Span } from '../text/span.ts';
import { findDuplicateKeys } from './find-duplicate-keys.ts';
import { markOpen } from './mark-open.ts';
import { maskTemplates } from './mask-templates.ts';
import { parseFast } from './parse-fast.ts';
import { parseTolerant, type TolerantParse, type YamlProblem } from './parse-tolerant.ts';
import { GIVE_UP } from './scan-cursor.ts';
import { scanDocument } from './scan-document.ts';
import type { YamlNode } from './yaml-node.ts';

/** One chunk's tree. All spans are within the chunk's text. */
export interface ParsedChunk {
  readonly root: YamlNode | undefined;
  readonly problems: readonly YamlProblem[];
  /** The text is no sound YAML: the tree is what could be kept of it. */
  readonly broken: boolean;
  /** Template actions were found: values that they print are unknown. */
  readonly templated: boolean;
}

/**
 * Parses the text of one chunk. Never throws; what is wrong is listed in `problems`.
 *
 * `editedAt` is the offset of the last keystroke, when there was one: if the text has errors, it is tried once more
 * with that line blanked, and that reading is taken if it has fewer errors and loses no more than that line.
 */
export function parseChunk(text: string, editedAt: number | undefined): ParsedChunk {
  const masked = maskTemplates(text);
  const parsed = parseMasked(masked.text, editedAt);
  const root = parsed.root && markOpen(parsed.root, masked.actionLines, text.length);
  const templated = masked.text !== text;
  return {
    root,
    // What a template prints may well be sound where the template itself is not.
    problems: [...(templated ? [] : parsed.problems), ...findDuplicateKeys(root)],
    broken: parsed.errorCount > 0,
    templated,
  };
}

function parseMasked(text: string, editedAt: number | undefined): TolerantParse {
  const fast = tryFast(text);
  if (fast) return fast;
  const asIs = parseTolerant(text);
  const line = editedAt === undefined ? undefined : lineAround(text, editedAt);
  // A lone anchor sign before a map would make its children move up if it were blanked.
  if (!line || asIs.errorCount === 0 || /&\s*$/.test(text.slice(line.start, line.end))) return asIs;
  const blankedText = text.slice(0, line.start) + ' '.repeat(line.end - line.start) + text.slice(line.end);
  const blanked = tryFast(blankedText) ?? parseTolerant(blankedText);
  const better =
    blanked.errorCount < asIs.errorCount && countEntries(blanked.root) + 2 >= countEntries(asIs.root);
  // Only the tree is that of the blanked text: the real one still has errors, and what the tree lacks may be there.
  return better ? { ...asIs, root: blanked.root } : asIs;
}

function tryFast(text: string): TolerantParse | undefined {
  try {
    const scanned = scanDocument(text);
    const root = scanned === GIVE_UP ? parseFast(text) : scanned;
    return { root, problems: [], errorCount: 0 };
  } catch {
    // js-yaml stops at the first error; the tolerant parser says what it is and keeps the rest.
    return undefined;
  }
}

function lineAround(text: string, offset: number): Span {
  const start = text.lastIndexOf('\n', Math.max(0, offset - 1)) + 1;
  const end = text.indexOf('\n', start);
  return { start, end: end < 0 ? text.length : end };
}

/** Entries of all maps; what several aliases name counts once. */
function countEntries(node: YamlNode | undefined): number {
  if (!node || node.type === 'scalar' || node.shared) return 0;
  return node.type === 'map'
    ? node.entries.reduce((sum, entry) => sum + 1 + countEntries(entry.value), 0)
    : node.items.reduce((sum, item) => sum + countEntries(item), 0);
}
