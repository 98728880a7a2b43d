import {
  type CharacterSet,
  complementOf,
  ESCAPED_SETS,
  NAMED_SETS,
  printSet,
  rangeSet,
  unionOf,
} from './re2-set.ts';

/**
 * A regular expression in the syntax of Go, RE2, as a test of texts: for the whole of a text or for any part of it.
 * Undefined if it is none. Source: https://github.com/google/re2/wiki/Syntax
 */
export function compilePattern(
  pattern: string,
  extent: 'whole' | 'part',
): ((text: string) => boolean) | undefined {
  // Most patterns are plain names.
  if (/^[\w-]*$/.test(pattern))
    return extent === 'whole' ? (text) => text === pattern : (text) => text.includes(pattern);
  const source = translate(cursorOf(pattern));
  if (source === undefined) return undefined;
  try {
    const expression = new RegExp(extent === 'whole' ? `^(?:${source})$` : source, 'u');
    return (text) => expression.test(text);
  } catch {
    return undefined;
  }
}

/** Reads a text from left to right: `take` answers what comes next if it is so, and goes on behind it. */
interface Cursor {
  readonly take: (expression: RegExp) => readonly string[] | undefined;
  readonly isAtEnd: () => boolean;
}

function cursorOf(text: string): Cursor {
  let at = 0;
  return {
    take: (expression) => {
      const sticky = new RegExp(expression.source, 'uy');
      sticky.lastIndex = at;
      const match = sticky.exec(text);
      if (match) at = sticky.lastIndex;
      return match ?? undefined;
    },
    isAtEnd: () => at >= text.length,
  };
}

const GROUP = /\((?:\?(?:P?<\w+>|([imsU]*)(?:-([imsU]+))?([:)])))?/;
const REPETITION = /(?:[*+?]|\{(\d+)(?:,(\d*))?\})\??/;

/** The pattern as JavaScript would write it; undefined where Go refuses it. Nobody asks for what its groups hold. */
function translate({ take, isAtEnd }: Cursor): string | undefined {
  const outer: string[] = [];
  let flags = '';
  let source = '';
  let canRepeat = false;
  while (!isAtEnd()) {
    const group = take(GROUP);
    const repetition = group ? undefined : take(REPETITION);
    if (group) {
      const [, on = '', off = '', end] = group;
      if (end !== ')') {
        outer.push(flags);
        source += '(?:';
      }
      flags = [...flags, ...on].filter((flag) => !off.includes(flag)).join('');
      canRepeat = false;
    } else if (repetition) {
      const [text = '', least = 0, most = least] = repetition;
      if (!canRepeat || Math.max(Number(least), Number(most)) > 1000) return undefined;
      source += text;
      canRepeat = false;
    } else if (take(/\|/)) {
      source += '|';
      canRepeat = false;
    } else {
      const isEnd = take(/\)/) !== undefined;
      const atom = isEnd ? ')' : readAtom({ take, isAtEnd }, flags);
      const around = isEnd ? outer.pop() : flags;
      if (atom === undefined || around === undefined) return undefined;
      flags = around;
      source += atom;
      canRepeat = true;
    }
  }
  return outer.length === 0 ? source : undefined;
}

function readAtom(cursor: Cursor, flags: string): string | undefined {
  const { take } = cursor;
  const ignoresCase = flags.includes('i');
  const quoted = take(/\\Q([\s\S]*?)(?:\\E|$)/)?.[1];
  if (quoted !== undefined)
    return [...quoted].map((one) => printSet(rangeSet(pointOf(one)), false, ignoresCase)).join('');
  if (take(/\^/)) return flags.includes('m') ? '(?:^|(?<=\\n))' : '(?:^)';
  if (take(/\$/)) return flags.includes('m') ? '(?:$|(?=\\n))' : '(?:$)';
  if (take(/\./)) return flags.includes('s') ? '[^]' : '[^\\n]';
  const place = take(/\\([AzbB])/)?.[1];
  if (place !== undefined) return `(?:${{ A: '^', z: '$' }[place] ?? `\\${place}`})`;
  const opening = take(/\[(\^?)/);
  if (!opening) {
    const set = readSet(cursor) ?? readCharacter(cursor);
    return typeof set === 'number'
      ? printSet(rangeSet(set), false, ignoresCase)
      : set && printSet(set, false, ignoresCase);
  }
  const set = readBrackets(cursor);
  return set && printSet(set, opening[1] === '^', ignoresCase);
}

/** What stands between brackets, of which the first one is read. */
function readBrackets(cursor: Cursor): CharacterSet | undefined {
  const { take, isAtEnd } = cursor;
  const sets: CharacterSet[] = [];
  while (sets.length === 0 || !take(/\]/)) {
    if (isAtEnd()) return undefined;
    const named = take(/\[:(\^?)(.*?):\]/);
    const known = named ? NAMED_SETS.get(named[2] ?? '') : readSet(cursor);
    if (named && !known) return undefined;
    if (known) sets.push(named?.[1] === '^' ? complementOf(known) : known);
    else {
      const from = readCharacter(cursor);
      const to = take(/-(?!\])/) ? readCharacter(cursor) : from;
      if (from === undefined || to === undefined || to < from) return undefined;
      sets.push(rangeSet(from, to));
    }
  }
  return unionOf(sets);
}

/** `\d`, `\pL`, `\P{Greek}`. */
function readSet({ take }: Cursor): CharacterSet | undefined {
  const letter = take(/\\([dswDSW])/)?.[1];
  if (letter !== undefined) {
    const set = ESCAPED_SETS.get(letter.toLowerCase());
    return set && letter !== letter.toLowerCase() ? complementOf(set) : set;
  }
  const property = take(/\\([pP])(?:([A-Z])|\{(\^?)(\w+)\})/);
  if (!property) return undefined;
  const [, sign, short, inverse, long = short ?? ''] = property;
  const isNegated = (sign === 'P') !== (inverse === '^');
  const name = long.length <= 2 || long === 'Any' ? long : `Script=${long}`;
  return { ranges: [], properties: [`\\${isNegated ? 'P' : 'p'}{${name}}`] };
}

const CONTROLS: Readonly<Record<string, number>> = { a: 7, f: 12, n: 10, r: 13, t: 9, v: 11 };

/** The code point of one character, written as it is or escaped. */
function readCharacter({ take }: Cursor): number | undefined {
  const hex = take(/\\x(?:([\da-fA-F]{2})|\{([\da-fA-F]+)\})/);
  if (hex) return Number.parseInt(hex[1] ?? hex[2] ?? '', 16);
  const octal = take(/\\(0[0-7]{0,2}|[1-7][0-7]{1,2})/)?.[1];
  if (octal !== undefined) return Number.parseInt(octal, 8);
  const control = take(/\\([afnrtv])/)?.[1];
  if (control !== undefined) return CONTROLS[control];
  const escaped = take(/\\([!-/:-@[-`{-~])/)?.[1] ?? take(/[^\\]/)?.[0];
  return escaped === undefined ? undefined : pointOf(escaped);
}

function pointOf(character: string): number {
  return character.codePointAt(0) ?? 0;
}
