/** Which place of the grid each namespace has, counted from 0, row by row. */
export type Slots = Readonly<Record<string, number>>;

/**
 * Gives every namespace a place. Those that had one keep it, so that nothing moves when another one comes or goes: a new
 * one takes the first place that is free, and one that is gone leaves a gap.
 */
export function assignSlots(before: Slots, names: readonly string[]): Slots {
  const known = new Map(Object.entries(before));
  const kept = names.flatMap((name) => known.get(name) ?? []);
  const taken = new Set(kept);
  const slots = new Map<string, number>();
  let next = 0;
  for (const name of names) {
    const own = known.get(name);
    if (own === undefined) while (taken.has(next)) next += 1;
    slots.set(name, own ?? next);
    taken.add(own ?? next);
  }
  return Object.fromEntries(slots);
}
