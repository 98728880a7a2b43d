/**
 * Items as they were known before, where they are equal. After an edit everything comes anew and nearly all of it is the same;
 * what is the same object is not drawn again.
 */
export function takeOver<Item>(
  items: readonly Item[],
  former: readonly Item[],
  keyOf: (item: Item) => string,
): readonly Item[] {
  const known = new Map(former.map((item) => [keyOf(item), item]));
  return items.map((item) => {
    const before = known.get(keyOf(item));
    return before !== undefined && JSON.stringify(before) === JSON.stringify(item) ? before : item;
  });
}
