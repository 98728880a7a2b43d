/** Tabs are fine. Everything else would move the cursor, colour the terminal or turn the order of what is read. */
const UNPRINTABLE = /(?!\t)[\p{Cc}\u2028\u2029\u202A-\u202E\u2066-\u2069]/gu;

/** A text from a manifest as it can be shown on a terminal, at the same length. */
export function printable(text: string): string {
  return text.replace(UNPRINTABLE, '\uFFFD');
}
