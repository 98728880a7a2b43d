import { isNull, type YamlNode } from './yaml-node.ts';

/**
 * A tree as plain data: texts, lists, maps and null. Every scalar is its text, so that `off` and `17` need no quotes.
 * What is nested deeper than `depth` lists and maps is left empty: whoever asks for so much knows what to expect, and
 * aliases cannot make it more than there is.
 */
export function plainValue(node: YamlNode | undefined, depth: number): unknown {
  if (!node) return null;
  if (node.type === 'scalar') return isNull(node) ? null : node.text;
  if (node.type === 'sequence') return depth > 0 ? node.items.map((item) => plainValue(item, depth - 1)) : [];
  const entries = depth > 0 ? node.entries : [];
  return Object.fromEntries(entries.map(({ key, value }) => [key.text, plainValue(value, depth - 1)]));
}
