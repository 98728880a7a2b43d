/** Hands out one shared copy of each string, so that equal strings are stored once. */
export type Intern = (text: string) => string;

/**
 * Makes an interner.
 *
 * A slice of a string keeps the whole string alive in V8: names kept from a file would hold every version of that
 * file in memory. So what is stored here is {@link detach}ed from the text it came from.
 */
export function createInterner(): Intern {
  const known = new Map<string, string>();
  return (text) => {
    const found = known.get(text);
    if (found !== undefined) return found;
    const copy = detach(text);
    known.set(copy, copy);
    return copy;
  };
}

/** The same text, cut off from the longer one it was taken from, which may then be forgotten. */
export function detach(text: string): string {
  return ` ${text}`.slice(1);
}
