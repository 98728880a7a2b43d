import type { ComposedEntry, ComposedNode } from '../composed-node.ts';
import { type Fields, knownField, type Shape } from './check-shape.ts';

/**
 * A tree with its fields by their proper names: keys count whatever their capitals, as in Go's reader of JSON. Of several
 * that mean one field the last one by the alphabet counts, in which small letters come last.
 */
export function withProperNames(node: ComposedNode, shape: Shape): ComposedNode {
  if (typeof shape === 'string') return node;
  if ('list' in shape) {
    if (node.type !== 'sequence') return node;
    return { ...node, items: node.items.map((item) => withProperNames(item, shape.list)) };
  }
  if (node.type !== 'map') return node;
  if ('map' in shape) {
    const entries = node.entries.map(({ key, value }) => ({ key, value: withProperNames(value, shape.map) }));
    return { ...node, entries };
  }
  return { ...node, entries: properEntries(node.entries, shape.fields) };
}

function properEntries(entries: readonly ComposedEntry[], fields: Fields): ComposedEntry[] {
  const strongest = new Map<string, string>();
  for (const { key } of entries) {
    const name = knownField(key.text, fields) ?? key.text;
    const other = strongest.get(name);
    if (other === undefined || other < key.text) strongest.set(name, key.text);
  }
  return entries.flatMap(({ key, value }) => {
    const name = knownField(key.text, fields);
    if (name === undefined) return [{ key, value }];
    if (strongest.get(name) !== key.text) return [];
    return [{ key: { ...key, text: name }, value: withProperNames(value, fields[name] ?? 'anything') }];
  });
}
