import type { Span } from '../text/span.ts';
import { isTemplated } from './mask-templates.ts';
import {
  isNull,
  type YamlEntry,
  type YamlMap,
  type YamlNode,
  type YamlScalar,
  type YamlSequence,
} from './yaml-node.ts';

/** Makes a scalar; both parsers make their nodes here, so that they come out alike. */
export function makeScalar(text: string, style: YamlScalar['style'], span: Span): YamlScalar {
  return { type: 'scalar', text, style, span, templated: isTemplated(text), shared: false };
}

/**
 * The span of a block scalar, from its `|` or `>` to the end of its last line that says something, line break included.
 * Only with a `+` do blank lines after that belong to it. The parsers have rules of their own for such lines.
 */
export function blockSpan(text: string, { start, end }: Span): Span {
  if (/^[|>]\d?\+/.test(text.slice(start, start + 3))) return { start, end };
  const lineBreak = text.indexOf('\n', text.slice(start, end).trimEnd().length + start);
  return { start, end: lineBreak < 0 || lineBreak >= end ? end : lineBreak + 1 };
}

/** Makes a map of `text`, with merge keys (`<<`) merged. */
export function makeMap(
  text: string,
  entries: readonly YamlEntry[],
  { start, end }: Span,
  flow: boolean,
): YamlMap {
  const open = entries.some(({ key }) => key.templated);
  const bracketed = flow && text[start] === '{';
  // The parsers differ in whether what stands before the first key (an anchor of it, a `?`) is part of the map.
  const span = { start: bracketed ? start : (entries[0]?.key.span.start ?? start), end };
  return { type: 'map', entries: mergeKeys(entries), span, open, flow, shared: false };
}

/** Makes a sequence. */
export function makeSequence(items: readonly YamlNode[], span: Span, flow: boolean): YamlSequence {
  return { type: 'sequence', items, span, open: false, flow, shared: false };
}

/** Makes of a key what it is in this tree: Kubernetes knows no keys but scalars, so any other one is empty. */
export function makeKey(node: YamlNode): YamlScalar {
  return node.type === 'scalar' ? node : makeScalar('', 'plain', node.span);
}

/**
 * Puts what `<<` brings in before the map's own entries, so that an own entry wins, as in Kubernetes' YAML reader.
 * A key that is merged from several maps is kept once: merges of merges cannot grow beyond the keys that exist.
 */
function mergeKeys(entries: readonly YamlEntry[]): readonly YamlEntry[] {
  if (!entries.some(isMerge)) return entries;
  const inherited = new Map<string, YamlEntry>();
  for (const { value } of entries.filter(isMerge)) {
    for (const source of value.type === 'sequence' ? value.items : [value]) {
      if (source.type !== 'map') continue;
      for (const { key, value: brought } of source.entries) {
        if (!inherited.has(key.text)) inherited.set(key.text, { key, value: { ...brought, shared: true } });
      }
    }
  }
  const own = entries.filter((entry) => !isMerge(entry));
  for (const { key } of own) inherited.delete(key.text);
  return [...inherited.values(), ...own];
}

function isMerge({ key, value }: YamlEntry): boolean {
  return key.text === '<<' && key.style === 'plain' && (value.type !== 'scalar' || isNull(value));
}
