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
  return { type: 'scalar', text, style, span, templated: isTemplated(text) };
}

/** Makes a map, with merge keys (`<<`) merged. */
export function makeMap(entries: readonly YamlEntry[], span: Span): YamlMap {
  return { type: 'map', entries: mergeKeys(entries), span, open: entries.some(({ key }) => key.templated) };
}

/** Makes a sequence. */
export function makeSequence(items: readonly YamlNode[], span: Span): YamlSequence {
  return { type: 'sequence', items, span, open: false };
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
      for (const entry of source.entries)
        if (!inherited.has(entry.key.text)) inherited.set(entry.key.text, entry);
    }
  }
  const own = entries.filter((entry) => !isMerge(entry));
  for (const { key } of own) inherited.delete(key.text);
  return [...inherited.values(), ...own];
}

function isMerge({ key, value }: YamlEntry): boolean {
  return key.text === '<<' && key.style === 'plain' && (value.type !== 'scalar' || isNull(value));
}
