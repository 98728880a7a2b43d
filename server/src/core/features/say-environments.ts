/** Environments that are named one by one; of more than these the rest is counted. */
const MOST_NAMED = 3;

/** Says by their names that something holds in these environments and in no others, as a sentence. */
export function sayEnvironments(names: readonly string[]): string {
  const named = names.slice(0, MOST_NAMED).map((name) => `\`${name}\``);
  const rest = names.length - named.length;
  const all = rest > 0 ? [...named, `${rest} more`] : named;
  const last = all.at(-1) ?? '';
  return `Only in ${all.length > 1 ? `${all.slice(0, -1).join(', ')} and ${last}` : last}.`;
}
