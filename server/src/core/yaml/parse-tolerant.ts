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
import { createAnchors } from './anchors.ts';
import { type ExplainedError, explainError } from './explain-error.ts';
import { blockSpan, makeKey, makeMap, makeScalar, makeSequence } from './make-node.ts';
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
    const { root, unresolved, lastScalar } = lower(document, text);
    const errors = document.errors
      .slice(0, 1)
      .map((error) => describe(text, explainError(text, error, lastScalar)));
    const problems = [...errors, ...unresolved].slice(0, 1);
    return { root, problems, errorCount: document.errors.length + unresolved.length };
  } catch (error) {
    // Such a text has no place that could be shown.
    const message = `cannot be read: ${reasonOf(error)}`;
    return {
      root: undefined,
      problems: [{ type: 'invalid-yaml', message, span: { start: 0, end: 0 } }],
      errorCount: 1,
    };
  }
}

/** Deep nesting overflows the parser's stack. */
function reasonOf(error: unknown): string {
  if (error instanceof RangeError) return 'its brackets, maps or lists are nested too deeply';
  return error instanceof Error ? error.message : String(error);
}

interface Lowered {
  readonly root: YamlNode | undefined;
  /** Aliases of nothing. The parser would notice only if it were asked for the values. */
  readonly unresolved: readonly YamlProblem[];
  /** Where the last scalar starts. */
  readonly lastScalar: number;
}

function lower(document: Document.Parsed<ParsedNode>, text: string): Lowered {
  const anchors = createAnchors();
  const unresolved: YamlProblem[] = [];
  /** Where what has been read so far ends. */
  let end = 0;
  let lastScalar = 0;

  const read = (node: Node | null | undefined, depth: number): YamlNode => {
    const lowered = depth > MAX_DEPTH || !node ? emptyAt(end) : readNode(node, depth);
    end = lowered.span.end;
    return lowered;
  };
  const readNode = (node: Node, depth: number): YamlNode => {
    if (isAlias(node)) return readAlias(node.source, spanOf(node, end));
    const lowered = readContent(node, depth);
    if ('anchor' in node && node.anchor) anchors.define(node.anchor, lowered);
    return lowered;
  };
  const readAlias = (name: string, span: Span): YamlNode => {
    const named = anchors.resolve(name, span);
    if (named) return named;
    const message = `unresolved alias (the anchor must be set before the alias): ${name}`;
    unresolved.push({ type: 'invalid-yaml', message, span });
    return { ...makeScalar('', 'plain', span), templated: true };
  };
  const readContent = (node: Node, depth: number): YamlNode => {
    const { start, end: whole } = spanOf(node, end);
    if (isMap(node)) {
      end = start;
      const entries = node.items.map((pair): YamlEntry => {
        const key = makeKey(read(isPair(pair) ? (pair.key as Node) : undefined, depth + 1));
        return { key, value: read(pair.value as Node | null, depth + 1) };
      });
      return makeMap(
        text,
        entries,
        { start, end: text[whole - 1] === '}' ? whole : end },
        node.flow ?? false,
      );
    }
    if (isSeq(node)) {
      end = start;
      const items = node.items.map((item) => read(item as Node | null, depth + 1));
      return makeSequence(items, { start, end: text[whole - 1] === ']' ? whole : end }, node.flow ?? false);
    }
    if (!isScalar(node)) return emptyAt(end);
    if (start === whole) return emptyAt(withoutSpace(text, start));
    lastScalar = start;
    const style = scalarStyle(node.type);
    const span = { start, end: whole };
    return makeScalar(node.source ?? '', style, style === 'block' ? blockSpan(text, span) : span);
  };
  const root = document.contents ? read(document.contents, 0) : undefined;
  return { root, unresolved, lastScalar };
}

/** The parser puts an absent value after the spaces that follow its colon. */
function withoutSpace(text: string, offset: number): number {
  let at = offset;
  while (text[at - 1] === ' ' || text[at - 1] === '\t') at--;
  return at;
}

function emptyAt(offset: number): YamlScalar {
  return makeScalar('', 'plain', { start: offset, end: offset });
}

function spanOf(node: Node, otherwise: number): Span {
  const [start, end] = node.range ?? [otherwise, otherwise];
  return { start, end };
}

function scalarStyle(type: unknown): YamlScalar['style'] {
  if (type === 'QUOTE_DOUBLE' || type === 'QUOTE_SINGLE') return 'quoted';
  return type === 'BLOCK_LITERAL' || type === 'BLOCK_FOLDED' ? 'block' : 'plain';
}

/** The first error only: the ones after it mostly follow from it. It is shown up to the end of its line. */
function describe(text: string, { message, start: place }: ExplainedError): YamlProblem {
  const start = Math.max(0, Math.min(place, text.trimEnd().length - 1));
  const lineBreak = text.indexOf('\n', start);
  const line = text.slice(start, lineBreak < 0 ? text.length : lineBreak).trimEnd();
  return {
    type: 'invalid-yaml',
    message,
    span: { start, end: start + Math.max(line.length, 1) },
  };
}
