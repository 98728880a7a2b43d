import {
  type Document,
  isAlias,
  isMap,
  isPair,
  isScalar,
  isSeq,
  type Node,
  type ParsedNode,
  parseDocument,
} from 'yaml';
import type { Span } from '../text/span.ts';
import { makeMap, makeScalar, makeSequence } from './make-node.ts';
import type { YamlEntry, YamlNode, YamlScalar } from './yaml-node.ts';

/** What is wrong with the text of a chunk; the span is within the chunk. */
export interface YamlProblem {
  readonly type: 'invalid-yaml' | 'duplicate-key';
  readonly message: string;
  readonly span: Span;
}

export interface TolerantParse {
  readonly root: YamlNode | undefined;
  readonly problems: readonly YamlProblem[];
  /** How many errors there are; only the first is a problem to be shown. */
  readonly errorCount: number;
}

/** Nodes nested deeper than this are dropped: no manifest needs them, and recursion must end before the stack does. */
const MAX_DEPTH = 200;

/** Reads one chunk with `yaml`, which keeps what it can of a broken text and says what is wrong with it. Never throws. */
export function parseTolerant(text: string): TolerantParse {
  try {
    const document = parseDocument(text, { uniqueKeys: false, prettyErrors: false, logLevel: 'silent' });
    const problems = document.errors.slice(0, 1).map(({ message, pos }) => describe(text, message, pos[0]));
    return { root: lower(document), problems, errorCount: document.errors.length };
  } catch (error) {
    // Deep nesting overflows the parser's stack; such a text has no place that could be shown.
    return {
      root: undefined,
      problems: [
        { type: 'invalid-yaml', message: `cannot be read: ${String(error)}`, span: { start: 0, end: 0 } },
      ],
      errorCount: 1,
    };
  }
}

function lower(document: Document.Parsed<ParsedNode>): YamlNode | undefined {
  const anchors = new Map<string, YamlNode>();
  const read = (node: Node | null | undefined, depth: number, at: number): YamlNode => {
    const span = spanOf(node, at);
    if (!node || depth > MAX_DEPTH) return makeScalar('', 'plain', span);
    if (isAlias(node)) return anchors.get(node.source) ?? makeScalar('', 'plain', span);
    const lowered = readContent(node, span, depth);
    const anchor = 'anchor' in node ? node.anchor : undefined;
    if (anchor) anchors.set(anchor, lowered);
    return lowered;
  };
  const readContent = (node: Node, span: Span, depth: number): YamlNode => {
    if (isMap(node)) {
      const entries = node.items.map((pair): YamlEntry => {
        const key = read(isPair(pair) ? (pair.key as Node) : undefined, depth + 1, span.start);
        return { key: asKey(key), value: read(pair.value as Node | null, depth + 1, key.span.end + 1) };
      });
      return makeMap(entries, { start: span.start, end: entries.at(-1)?.value.span.end ?? span.start });
    }
    if (isSeq(node)) {
      const items = node.items.map((item) => read(item as Node | null, depth + 1, span.start));
      return makeSequence(items, { start: span.start, end: items.at(-1)?.span.end ?? span.start });
    }
    if (!isScalar(node)) return makeScalar('', 'plain', span);
    const style = scalarStyle(node.type);
    return makeScalar(style === 'plain' ? (node.source ?? '') : String(node.value ?? ''), style, span);
  };
  return document.contents ? read(document.contents, 0, 0) : undefined;
}

function spanOf(node: Node | null | undefined, at: number): Span {
  const range = node?.range;
  return range ? { start: range[0], end: range[1] } : { start: at, end: at };
}

function scalarStyle(type: unknown): YamlScalar['style'] {
  if (type === 'QUOTE_DOUBLE' || type === 'QUOTE_SINGLE') return 'quoted';
  return type === 'BLOCK_LITERAL' || type === 'BLOCK_FOLDED' ? 'block' : 'plain';
}

function asKey(node: YamlNode): YamlScalar {
  return node.type === 'scalar' ? node : makeScalar('', 'plain', node.span);
}

/** The first error only: the ones after it mostly follow from it. It is shown up to the end of its line. */
function describe(text: string, message: string, start: number): YamlProblem {
  const lineBreak = text.indexOf('\n', start);
  const line = text.slice(start, lineBreak < 0 ? text.length : lineBreak).trimEnd();
  return {
    type: 'invalid-yaml',
    message: firstSentence(message),
    span: { start, end: start + Math.max(line.length, 1) },
  };
}

/** `yaml` appends advice of its own; the first sentence says what is wrong. */
function firstSentence(message: string): string {
  return message.split(/\n|(?<=\w) at line /)[0] ?? message;
}
