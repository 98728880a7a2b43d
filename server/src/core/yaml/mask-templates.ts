import type { Span } from '../text/span.ts';

/** Stands for each character of a template expression: a letter to YAML, and found in no real manifest. */
export const MASK = '\uE000';

/** `${…}`, up to the end of the line if nobody closes it, and `$(NAME)`: what runs in `$(date)` looks the same. */
const VARIABLE = /\$\{(?:[^{}\r\n]|\{[^{}\r\n]*\})*\}?|\$\([\w.-]*\)/g;

export interface MaskedText {
  /** As long as the original, so that every span of it is one of the original. */
  readonly text: string;
  /**
   * Lines that hold nothing but template actions: what they print is unknown. Those that only end what another line
   * began, and comments, are not among them: they print nothing.
   */
  readonly actionLines: readonly Span[];
}

/**
 * Hides Go template actions (`{{ … }}`) from the YAML parser at equal length. An action inside of a value becomes
 * letters; a line of actions alone becomes a comment, which is harmless in a block scalar too, and is remembered.
 */
export function maskTemplates(text: string): MaskedText {
  const actionLines: Span[] = [];
  let masked = '';
  let copied = 0;
  for (const run of actionRuns(text)) {
    const line = wholeLine(text, run);
    if (line && !ENDS.test(text.slice(line.start, line.end))) actionLines.push(line);
    const { start, end } = line ?? run;
    const covered = text.slice(start, end);
    const hidden = line ? covered.replace(/\S/g, '#') : covered.replace(/[^\r\n]/g, MASK);
    masked += text.slice(copied, start) + hidden;
    copied = end;
  }
  return { text: copied === 0 ? text : masked + text.slice(copied), actionLines };
}

const ENDS = /^\s*(?:\{\{-?\s*(?:end|\/\*(?:(?!\*\/)[\s\S])*\*\/)\s*-?\}\}\s*)+$/;

/** Actions, and neighbours on one line as one. An action that nobody closed is none. */
function* actionRuns(text: string): Generator<Span> {
  let run: Span | undefined;
  for (let start = text.indexOf('{{'); start >= 0; start = text.indexOf('{{', run.end)) {
    const close = text.indexOf('}}', start + 2);
    if (close < 0) break;
    const joins: boolean = run !== undefined && skipSpaces(text, run.end, 1) === start;
    if (run && !joins) yield run;
    run = { start: run && joins ? run.start : start, end: close + 2 };
  }
  if (run) yield run;
}

/** The line of a run, without its line break, if nothing else is on it; of a run of several lines, all of them. */
function wholeLine(text: string, run: Span): Span | undefined {
  const start = skipSpaces(text, run.start - 1, -1) + 1;
  const end = skipSpaces(text, run.end, 1);
  const isStart = start === 0 || text[start - 1] === '\n';
  const isEnd = end === text.length || text[end] === '\n' || text.startsWith('\r\n', end);
  return isStart && isEnd ? { start, end } : undefined;
}

/** The first place from `at` on, forwards (1) or backwards (-1), where there is neither space nor tab. */
function skipSpaces(text: string, at: number, step: 1 | -1): number {
  let place = at;
  while (text[place] === ' ' || text[place] === '\t') place += step;
  return place;
}

/** True when a value is not final: a masked template, `${…}` as envsubst and Flux replace it, or `$(…)`. */
export function isTemplated(text: string): boolean {
  if (text.includes(MASK)) return true;
  return text.includes('$') && (text.includes('${') || text.includes('$('));
}

/**
 * Hides variables (`${…}`, `$(…)`) at equal length, as {@link maskTemplates} hides actions. What a command in `$(…)` says
 * stays: it is text that can be read.
 */
export function maskVariables(text: string): string {
  return text.includes('$') ? text.replace(VARIABLE, ({ length }) => MASK.repeat(length)) : text;
}
