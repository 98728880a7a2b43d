import type { ComposedEntry, ComposedMap, ComposedNode } from '../composed-node.ts';
import { entryOf } from './edit-composed.ts';

/**
 * What is known of a tree when nobody can tell whether it is `before` or `after`: where both agree, that; where they do
 * not, a value that a template decides.
 */
export function unsureMap(before: ComposedMap, after: ComposedMap): ComposedMap {
  if (before === after) return before;
  const entries = before.entries.map((entry): ComposedEntry => {
    const other = entryOf(after, entry.key.text)?.value;
    return { key: entry.key, value: other ? unsure(entry.value, other) : unknown(entry.value) };
  });
  const isMore = after.entries.some(({ key }) => !entryOf(before, key.text));
  return { ...before, entries, open: before.open || after.open || isMore };
}

function unsure(before: ComposedNode, after: ComposedNode): ComposedNode {
  if (before === after) return before;
  return before.type === 'map' && after.type === 'map' ? unsureMap(before, after) : unknown(before);
}

function unknown({ origin, span }: ComposedNode): ComposedNode {
  const text = '';
  return {
    type: 'scalar',
    text,
    style: 'plain',
    templated: true,
    span,
    shared: false,
    origin: { ...origin, altered: true },
  };
}
