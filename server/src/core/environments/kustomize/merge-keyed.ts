import type { ComposedNode } from '../composed-node.ts';
import { entryOf, isAbsent, textOf, valueAt } from './edit-composed.ts';
import type { MergeContext } from './merge-context.ts';
import type { MergedList } from './merge-shapes.ts';

/**
 * Merges items that are told apart by the values of keys. Items that the patch names come first. This follows kustomize
 * step by step where an item lacks a key, as ports that do not name their protocol do: what is lost there, is lost here.
 */
export function mergeKeyed(
  base: readonly ComposedNode[],
  patch: readonly ComposedNode[] | undefined,
  { keys, items: shape }: MergedList,
  context: MergeContext,
): readonly ComposedNode[] {
  const own = base.map((node) => itemOf(node, keys));
  const added = patch === base ? own : (patch ?? []).map((node) => itemOf(node, keys));
  // An item of the patch that lacks the only key stands for all that the base has, and takes it away.
  const isWiped = patch !== base && keys.length === 1 && added.some(lacksKey);
  const old = isWiped ? [] : own;
  const wanted = distinctValues([...added, ...old], keys);
  const used = keys.map((_, i) => wanted.some((values) => values[i] !== ''));
  // Where no item has any of the keys, all of them count.
  const counts = (i: number): boolean => used[i] === true || !used.includes(true);
  let left: readonly Item[] = old;
  let merged: readonly Item[] = [];
  for (const values of wanted) {
    const query = values.map((text, i) => (counts(i) ? text : undefined));
    const from = find(old, query);
    const by = find(added, query);
    const node = context.merge({ base: from?.node, patch: by?.node }, shape, undefined);
    if (!node || isNothing(node)) {
      left = put(left, undefined, query);
      continue;
    }
    const isReplaced = textOf(valueAt(by?.node, '$patch')) === 'replace';
    const item = (isReplaced ? by : from) ?? by;
    if (!item) continue;
    item.node = node;
    merged = put(merged, item, query);
  }
  for (const item of left) merged = addOld(merged, item, counts);
  return merged.map(({ node }) => node);
}

/** An item of a list; merging changes what it is, and every list that holds it sees that. */
interface Item {
  node: ComposedNode;
  /** The values of the keys; undefined for a key that is not there. */
  readonly texts: readonly (string | undefined)[];
  readonly isMap: boolean;
}

/** The values to look for, by key; undefined for a key that does not count. */
type Query = readonly (string | undefined)[];

function itemOf(node: ComposedNode, keys: readonly string[]): Item {
  const texts = keys.map((key) => {
    const value = entryOf(node, key)?.value;
    return value && textOf(value);
  });
  return { node, texts, isMap: node.type === 'map' };
}

function lacksKey({ texts: [text], isMap }: Item): boolean {
  return isMap && text === undefined;
}

/** The values of all items, each once. With several keys, one that is missing is taken from an item that agrees. */
function distinctValues(items: readonly Item[], keys: readonly string[]): (readonly string[])[] {
  const seen = new Set<string>();
  const all: (readonly string[])[] = [];
  for (const { texts } of items) {
    const values = texts.map((text) => text ?? '');
    const key = values.join('\n');
    if (!seen.has(key)) all.push(values);
    seen.add(key);
  }
  if (keys.length < 2) return all;
  for (let i = 0; i < all.length; i++) {
    // What it was at first is held against all others, so that the last one that agrees counts.
    const values = all[i] ?? [];
    for (let j = 0; j < all.length; j++) {
      const both = unify(values, all[j] ?? []);
      if (!both) continue;
      all[i] = both;
      all[j] = both;
    }
  }
  return all;
}

function unify(a: readonly string[], b: readonly string[]): readonly string[] | undefined {
  const disagree = a.some((text, i) => text !== b[i] && text !== '' && b[i] !== '');
  if (disagree || !a.some((text, i) => text === b[i])) return undefined;
  return a.map((text, i) => text || (b[i] ?? ''));
}

/** The first item that has exactly these values; a value that is looked for and empty does not count. */
function find(items: readonly Item[], query: Query): Item | undefined {
  const isEmpty = query.every((text) => !text);
  return items.find(
    ({ texts, isMap }) =>
      isMap && query.every((text, i) => text === undefined || (text === '' && !isEmpty) || texts[i] === text),
  );
}

/** Puts an item in the place of those that match, or else at the end; without an item, takes away those that match. */
function put(items: readonly Item[], item: Item | undefined, query: Query): readonly Item[] {
  const result: Item[] = [];
  let isThere = false;
  for (const other of items) {
    if (isNothing(other.node)) continue;
    if (!other.isMap || !matches(other, query)) result.push(other);
    else {
      isThere = true;
      if (item) result.push(item);
    }
  }
  return item && !isThere ? [...result, item] : result;
}

/** Here an empty value is one of any text. */
function matches({ texts }: Item, query: Query): boolean {
  return query.every(
    (text, i) => text === undefined || (texts[i] !== undefined && (text === '' || texts[i] === text)),
  );
}

/**
 * Adds an item of the base, in the place of what was made of it. With several keys it moves to the end, and where it lacks
 * one of them, it drives out everything that agrees in the others.
 */
function addOld(merged: readonly Item[], item: Item, counts: (i: number) => boolean): readonly Item[] {
  if (!item.isMap) return [...merged, item];
  const query = item.texts.map((text, i) => (counts(i) ? text : undefined));
  const isPartial = item.texts.some((text, i) => text === undefined && counts(i));
  const hasSeveral = item.texts.filter((_, i) => counts(i)).length > 1;
  return put(hasSeveral || isPartial ? put(merged, undefined, query) : merged, item, query);
}

function isNothing(node: ComposedNode): boolean {
  return isAbsent(node) || (node.type === 'map' && node.entries.length === 0 && !node.open);
}
