/** Characters, as code points from one to another, and as Unicode properties in the syntax of JavaScript. */
export interface CharacterSet {
  readonly ranges: readonly Range[];
  readonly properties: readonly string[];
}

type Range = readonly [from: number, to: number];

/** The set of what is between pairs of characters: `azAZ` is all letters. */
function setOf(pairs: string): CharacterSet {
  const points = [...pairs].map((character) => character.codePointAt(0) ?? 0);
  const ranges = points.flatMap((from, i): Range[] => (i % 2 === 0 ? [[from, points[i + 1] ?? from]] : []));
  return { ranges, properties: [] };
}

/** The sets that have a name within brackets. All of them are ASCII, unlike those of JavaScript. */
export const NAMED_SETS: ReadonlyMap<string, CharacterSet> = new Map(
  Object.entries({
    alnum: '09AZaz',
    alpha: 'AZaz',
    ascii: '\0\x7F',
    blank: '\t\t  ',
    cntrl: '\0\x1F\x7F\x7F',
    digit: '09',
    graph: '!~',
    lower: 'az',
    print: ' ~',
    punct: '!/:@[`{~',
    space: '\t\r  ',
    upper: 'AZ',
    word: '09AZaz__',
    xdigit: '09AFaf',
  }).map(([name, pairs]) => [name, setOf(pairs)]),
);

/** The sets of `\d`, `\s` and `\w`; unlike the one of `[:space:]`, that of `\s` has no vertical tab. */
export const ESCAPED_SETS: ReadonlyMap<string, CharacterSet> = new Map([
  ['d', setOf('09')],
  ['s', setOf('\t\n\f\r  ')],
  ['w', setOf('09AZaz__')],
]);

/** The set of one character, or of a range. */
export function rangeSet(from: number, to = from): CharacterSet {
  return { ranges: [[from, to]], properties: [] };
}

/** What is in one of several sets. */
export function unionOf(sets: readonly CharacterSet[]): CharacterSet {
  return {
    ranges: sets.flatMap(({ ranges }) => ranges),
    properties: sets.flatMap(({ properties }) => properties),
  };
}

/** Every character that is not in a set of ranges. */
export function complementOf({ ranges }: CharacterSet): CharacterSet {
  const sorted = ranges.toSorted(([a], [b]) => a - b);
  const gaps = sorted.map(([from], i): Range => [i === 0 ? 0 : (sorted[i - 1]?.[1] ?? 0) + 1, from - 1]);
  const last: Range = [(sorted.at(-1)?.[1] ?? -1) + 1, 0x10ffff];
  return { ranges: [...gaps, last].filter(([from, to]) => from <= to), properties: [] };
}

/** A set in the syntax of JavaScript. Capitals are ignored in ASCII alone, of which names consist. */
export function printSet(set: CharacterSet, isNegated: boolean, ignoresCase: boolean): string {
  const ranges = ignoresCase ? set.ranges.flatMap(inBothCases) : set.ranges;
  const parts = ranges.map(([from, to]) => `${escaped(from)}-${escaped(to)}`);
  return `[${isNegated ? '^' : ''}${[...parts, ...set.properties].join('')}]`;
}

function escaped(point: number): string {
  return `\\u{${point.toString(16)}}`;
}

function inBothCases([from, to]: Range): readonly Range[] {
  const moved = (first: number, last: number, by: number): Range => [
    Math.max(from, first) + by,
    Math.min(to, last) + by,
  ];
  return [[from, to] as const, moved(0x41, 0x5a, 32), moved(0x61, 0x7a, -32)].filter(([a, b]) => a <= b);
}
