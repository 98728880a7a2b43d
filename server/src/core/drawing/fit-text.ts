import { measureText } from './measure-text.ts';
import type { Text } from './scene.ts';

/**
 * A text as it fits a width in pixels. What does not fit is cut in the middle, because names share their beginnings:
 * `payments-…-worker` still says which one it is. Characters that are no text are left out.
 */
export function fitText(wanted: string, width: number, size: number, weight = 400): Text {
  const full = wanted.replace(NO_TEXT, ' ');
  if (measureText(full, size, weight) <= width) return { text: full, full };
  const characters = [...full];
  let low = 0;
  let high = characters.length;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (measureText(shortened(characters, middle), size, weight) <= width) low = middle;
    else high = middle - 1;
  }
  return { text: shortened(characters, low), full };
}

/** Control characters, signs that turn the direction of writing, and halves of characters: none of them can be shown. */
const NO_TEXT = /[\p{Cc}\p{Cs}\u200e\u200f\u202a-\u202e\u2066-\u2069\ufffe\uffff]/gu;

function shortened(characters: readonly string[], kept: number): string {
  const head = Math.ceil(kept / 2);
  const tail = kept - head;
  return `${characters.slice(0, head).join('')}…${tail === 0 ? '' : characters.slice(-tail).join('')}`;
}
