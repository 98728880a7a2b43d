/**
 * A set of small integers from 0, one bit each. It has no fixed size: a bit beyond the words is not set.
 *
 * The last word is never 0, so equal sets have equal words. Nobody writes to the words of a set that was
 * handed out; a typed array cannot be frozen, so this is a convention.
 */
export interface BitSet {
  readonly words: Uint32Array;
}

const WORD = 32;

/** The empty set. Every operation that finds nothing returns this very object. */
export const NO_BITS: BitSet = { words: new Uint32Array(0) };

/** The set of the given integers, which may come in any order and more than once. */
export function bitSetOf(members: readonly number[]): BitSet {
  const last = members.reduce((a, b) => Math.max(a, b), -1);
  const words = new Uint32Array(wordsFor(last + 1));
  for (const bit of members) setBit(words, bit);
  return toBitSet(words);
}

/** The set of 0 to `size - 1`: everything, where the things are numbered and there are `size` of them. */
export function allBits(size: number): BitSet {
  if (size <= 0) return NO_BITS;
  const words = new Uint32Array(wordsFor(size)).fill(0xffffffff);
  const spare = words.length * WORD - size;
  words[words.length - 1] = 0xffffffff >>> spare;
  return { words };
}

/** The set with one more integer; the set itself if it is in already. To build a set, use `bitSetOf`. */
export function withBit(set: BitSet, bit: number): BitSet {
  if (hasBit(set, bit)) return set;
  const words = new Uint32Array(Math.max(set.words.length, wordsFor(bit + 1)));
  words.set(set.words);
  setBit(words, bit);
  return { words };
}

/** The set with some integers added and others taken out; in one go, where there are many. */
export function change(set: BitSet, added: readonly number[], removed: readonly number[]): BitSet {
  const last = added.reduce((a, b) => Math.max(a, b), -1);
  const words = new Uint32Array(Math.max(set.words.length, wordsFor(last + 1)));
  words.set(set.words);
  for (const bit of removed) {
    const at = bit >>> 5;
    if (at < words.length) words[at] = wordAt(words, at) & ~(1 << (bit & 31));
  }
  for (const bit of added) setBit(words, bit);
  return toBitSet(words);
}

/** True when the integer is in the set. */
export function hasBit(set: BitSet, bit: number): boolean {
  return (wordAt(set.words, bit >>> 5) & (1 << (bit & 31))) !== 0;
}

/** What is in either set. */
export function union(a: BitSet, b: BitSet): BitSet {
  if (a === b || isEmpty(b)) return a;
  if (isEmpty(a)) return b;
  const [long, short] = a.words.length >= b.words.length ? [a.words, b.words] : [b.words, a.words];
  const words = long.slice();
  for (let i = 0; i < short.length; i++) words[i] = wordAt(long, i) | wordAt(short, i);
  return { words };
}

/** What is in both sets. */
export function intersect(a: BitSet, b: BitSet): BitSet {
  if (a === b) return a;
  const words = new Uint32Array(Math.min(a.words.length, b.words.length));
  for (let i = 0; i < words.length; i++) words[i] = wordAt(a.words, i) & wordAt(b.words, i);
  return toBitSet(words);
}

/** What is in `a` and not in `b`. */
export function subtract(a: BitSet, b: BitSet): BitSet {
  if (a === b) return NO_BITS;
  if (isEmpty(b)) return a;
  const words = new Uint32Array(a.words.length);
  for (let i = 0; i < words.length; i++) words[i] = wordAt(a.words, i) & ~wordAt(b.words, i);
  return toBitSet(words);
}

/** True when nothing is in the set. */
export function isEmpty(set: BitSet): boolean {
  return set.words.length === 0;
}

/** How many integers are in the set. */
export function count(set: BitSet): number {
  let total = 0;
  for (const word of set.words) total += countBits(word);
  return total;
}

/** True when more than so many integers are in the set; they are not all counted. */
export function hasMoreThan(set: BitSet, most: number): boolean {
  let total = 0;
  for (const word of set.words) {
    total += countBits(word);
    if (total > most) return true;
  }
  return false;
}

/** True when both sets hold the same integers. */
export function equals(a: BitSet, b: BitSet): boolean {
  return a === b || (a.words.length === b.words.length && a.words.every((word, i) => word === b.words[i]));
}

/** The lowest integer of the set; undefined for the empty set. */
export function first({ words }: BitSet): number | undefined {
  const at = words.findIndex((word) => word !== 0);
  const word = words[at];
  return word === undefined ? undefined : at * WORD + 31 - Math.clz32(word & -word);
}

/** The integers of the set in ascending order. An array, because a generator is far slower to walk. */
export function bitsOf(set: BitSet): readonly number[] {
  const members: number[] = [];
  set.words.forEach((start, i) => {
    // `word & -word` keeps the lowest bit alone, `word & (word - 1)` clears it.
    for (let word = start; word !== 0; word &= word - 1) {
      members.push(i * WORD + 31 - Math.clz32(word & -word));
    }
  });
  return members;
}

/** A text that equal sets share and no others, to look a set up in a `Map`. */
export function keyOf(set: BitSet): string {
  return set.words.join();
}

function wordsFor(size: number): number {
  return Math.ceil(size / WORD);
}

function setBit(words: Uint32Array, bit: number): void {
  const at = bit >>> 5;
  words[at] = wordAt(words, at) | (1 << (bit & 31));
}

function wordAt(words: Uint32Array, at: number): number {
  return words[at] ?? 0;
}

/** Drops the empty words at the end, where an operation may have left some. */
function toBitSet(words: Uint32Array): BitSet {
  const length = words.findLastIndex((word) => word !== 0) + 1;
  if (length === 0) return NO_BITS;
  return { words: length === words.length ? words : words.slice(0, length) };
}

/** Sums up pairs of bits, then fours, then bytes, all at once (Warren, "Hacker's Delight", 5-1). */
function countBits(word: number): number {
  const pairs = word - ((word >>> 1) & 0x55555555);
  const fours = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333);
  return Math.imul((fours + (fours >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}
