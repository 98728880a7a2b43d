import picocolors from 'picocolors';
import { describe, expect, test } from 'vitest';
import type { Place } from '../../server/src/cli/place.ts';
import type { Report, ReportedFinding, Summary } from '../../server/src/cli/report.ts';
import { formatText } from '../../server/src/cli/reporters/text.ts';

const PLAIN = picocolors.createColors(false);
const NONE: Summary = { files: 1, documents: 1, resources: 1, errors: 0, warnings: 0, infos: 0, hints: 0 };

function place(line: number, column: number, endLine: number, endColumn: number): Place {
  return { file: 'a.yaml', uri: 'file:///a.yaml', line, column, endLine, endColumn };
}

function finding(at: Place, more: Partial<ReportedFinding>): ReportedFinding {
  return {
    rule: 'some-rule',
    severity: 'error',
    message: 'Something is wrong.',
    place: at,
    only: undefined,
    resource: undefined,
    related: [],
    fixes: [],
    ...more,
  };
}

/** The report of findings about one text. */
function show(text: string, findings: readonly ReportedFinding[], width: number | undefined): string {
  const report: Report = { findings, summary: { ...NONE, errors: findings.length } };
  return formatText(report, { textOf: () => text, colors: PLAIN, width });
}

const LONG: ReportedFinding = finding(place(2, 4, 2, 5), {
  message:
    'A message that is a good deal longer than forty columns, with a_word_that_is_longer_than_that_by_itself_too.',
  related: [{ place: place(1, 1, 1, 2), message: 'the other end of it, which needs some words too' }],
  fixes: ['Change something to something else that is better'],
});

test('in forty columns, sentences are broken between words and set in', () => {
  expect(show('a: 1\nb: 2\n', [LONG], 40)).toMatchInlineSnapshot(`
    "a.yaml:2:4 error some-rule
      A message that is a good deal longer
      than forty columns, with
      a_word_that_is_longer_than_that_by_itself_too.

        1 | a: 1
      > 2 | b: 2
          |    ^
      see a.yaml:1:1: the other end of it,
          which needs some words too
      fix Change something to something else
          that is better

    1 error in 1 resource of 1 file.
    "
  `);
});

test('for another program, every message is on one line', () => {
  expect(show('a: 1\nb: 2\n', [LONG], undefined)).toMatchInlineSnapshot(`
    "a.yaml:2:4 error some-rule
      A message that is a good deal longer than forty columns, with a_word_that_is_longer_than_that_by_itself_too.

        1 | a: 1
      > 2 | b: 2
          |    ^
      see a.yaml:1:1: the other end of it, which needs some words too
      fix Change something to something else that is better

    1 error in 1 resource of 1 file.
    "
  `);
});

describe('the lines that are shown', () => {
  const frame = (text: string, at: Place, width = 80): string =>
    show(text, [finding(at, {})], width)
      .split('\n')
      .slice(3, -3)
      .join('\n');

  test('are two before and one after, with the carets where they belong', () => {
    expect(frame('a\nb\nc\n  key: value\nd\ne\n', place(4, 3, 4, 6))).toMatchInlineSnapshot(`
      "    2 | b
          3 | c
        > 4 |   key: value
            |   ^^^
          5 | d"
    `);
  });

  test('at the ends of the text are fewer', () => {
    expect(frame('key: value', place(1, 1, 1, 4))).toMatchInlineSnapshot(`
      "  > 1 | key: value
            | ^^^"
    `);
  });

  test('have numbers of one width', () => {
    expect(frame(`${'\n'.repeat(98)}a: 1\nb: 2\n`, place(99, 4, 99, 5))).toMatchInlineSnapshot(`
      "     97 |
           98 |
        >  99 | a: 1
              |    ^
          100 | b: 2"
    `);
  });

  test('of a place over several lines are those around its first', () => {
    expect(frame('a\nb: |\n  c\n  d\n', place(2, 1, 4, 4))).toMatchInlineSnapshot(`
      "    1 | a
        > 2 | b: |
            | ^^^^
          3 |   c"
    `);
  });

  test('point between characters with one caret', () => {
    expect(frame('a:\n', place(1, 3, 1, 3))).toMatchInlineSnapshot(`
      "  > 1 | a:
            |   ^"
    `);
  });

  test('keep their tabs, so that the carets stand below', () => {
    expect(frame('\ta:\tb\n', place(1, 5, 1, 6))).toBe(['  > 1 | \ta:\tb', '      | \t  \t^'].join('\n'));
  });

  test('end at line breaks of every sort', () => {
    expect(frame('a\r\nb\rc\n', place(2, 1, 2, 2))).toMatchInlineSnapshot(`
      "    1 | a
        > 2 | b
            | ^
          3 | c"
    `);
  });

  test('show nothing that would act upon the terminal', () => {
    const bell = String.fromCharCode(7);
    expect(frame(`a: ${bell}\u001B[31m\u202E\n`, place(1, 4, 1, 5))).toMatchInlineSnapshot(`
      "  > 1 | a: ��[31m�
            |    ^"
    `);
  });

  describe('that are too long', () => {
    const line = `{start: ${'x'.repeat(60)}, here: ${'y'.repeat(60)}, end: 1}`;
    const at = (text: string): Place => {
      const start = line.indexOf(text) + 1;
      return place(1, start, 1, start + text.length);
    };

    test.each(['start', 'here', 'end: 1', 'y'.repeat(60)])('are shown where the place is: %s', (text) => {
      const [shown = '', carets = ''] = frame(line, at(text), 40).split('\n');
      expect(Math.max(shown.length, carets.length)).toBeLessThanOrEqual(40);
      const pointed = shown.slice(carets.indexOf('^'), carets.lastIndexOf('^') + 1);
      expect(text.startsWith(pointed.replace(/…$/, ''))).toBe(true);
      expect(pointed.length).toBeGreaterThan(2);
    });

    test('say with dots what is left out, and the long lines around are cut alike', () => {
      expect(
        frame(`# ${'-'.repeat(80)}\n${line}\n# short`, { ...at('here'), line: 2, endLine: 2 }, 40),
      ).toMatchInlineSnapshot(`
        "    1 | …---------------------
          > 2 | …xxxxxxx, here: yyyyyyyyyyyyyyy…
              |           ^^^^
            3 | # short"
      `);
    });
  });
});

describe('the count', () => {
  test.each<[Partial<Summary>, string]>([
    [{}, 'No problems found in 1 resource of 1 file.\n'],
    [{ resources: 0, files: 2 }, 'No problems found in 0 resources of 2 files.\n'],
    [
      { errors: 1, warnings: 2, infos: 1, hints: 3 },
      '1 error, 2 warnings, 1 info, 3 hints in 1 resource of 1 file.\n',
    ],
    [{ files: 0 }, 'No manifests were found, so nothing was checked.\n'],
  ])('%o', (counts, text) => {
    const report = { findings: [], summary: { ...NONE, ...counts } };
    expect(formatText(report, { textOf: () => '', colors: PLAIN, width: 80 })).toBe(text);
  });
});

test('on a terminal, colours point at the place and tell severities apart', () => {
  const colors = picocolors.createColors(true);
  const report: Report = {
    findings: [
      finding(place(1, 1, 1, 2), { fixes: ['see to it'] }),
      finding(place(1, 1, 1, 2), { severity: 'warning' }),
    ],
    summary: NONE,
  };
  const text = formatText(report, { textOf: () => 'a: 1', colors, width: 80 });
  expect(text).toContain(`${colors.red('error')} `);
  expect(text).toContain(`${colors.yellow('warning')} `);
  expect(text).toContain(`${colors.red('>')} `);
  expect(text).toContain(`${colors.yellow('^')}\n`);
  expect(text).toContain(`  ${colors.green('fix')} see to it\n`);
});
