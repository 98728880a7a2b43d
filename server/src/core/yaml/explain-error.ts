import type { YAMLError } from 'yaml';

/** What is wrong with a text and where, for people who write manifests and not parsers. */
export interface ExplainedError {
  readonly message: string;
  /** Where to look: UTF-16 offset from 0. */
  readonly start: number;
}

/**
 * Says in the words of the manifest what the parser says in its own, and points at what has to be changed. `lastScalar`
 * is where the last scalar starts: an open quote swallows all that follows, so the error itself is at the end.
 */
export function explainError(
  text: string,
  { code, message, pos: [at] }: Pick<YAMLError, 'code' | 'message' | 'pos'>,
  lastScalar: number,
): ExplainedError {
  const here = (words: string): ExplainedError => ({ message: words, start: at });
  const word = /[^\s:]*/.exec(text.slice(at))?.[0] ?? '';
  switch (code) {
    case 'BLOCK_AS_IMPLICIT_KEY':
      return message.includes('sequence') ? aboutList(text, at) : aboutNestedMap(text, at);
    case 'MULTILINE_IMPLICIT_KEY':
      return here(`\`${word}\` is no key without a colon behind it`);
    case 'MISSING_CHAR':
      if (message.startsWith('Missing closing'))
        return { message: 'this quote is not closed', start: lastScalar };
      if (message.startsWith('Flow')) return aboutBracket(text, at);
      if (message.startsWith('Missing ,')) return here(aboutComma(text, at));
      return here(`\`${word}\` is no key without a colon behind it`);
    case 'BAD_INDENT':
      return message.startsWith('Flow') ? aboutBracket(text, at) : aboutIndentation(text, at);
    case 'TAB_AS_INDENT':
      return here('a tab cannot indent a line; use spaces');
    case 'BAD_SCALAR_START':
      return here(`a value that starts with \`${text[at] ?? ''}\` has to be in quotes`);
    case 'BAD_DQ_ESCAPE':
      return here(
        `\`${text.slice(at, at + 2)}\` means nothing in double quotes; write \`\\\\\` for a backslash`,
      );
    case 'UNEXPECTED_TOKEN':
      if (/^[}\]]/.test(word)) return here(`this \`${text[at]}\` closes nothing`);
      // What is in quotes already is the next entry of a map or list in brackets.
      if (word.startsWith('"') && openBracketBefore(text, at) >= 0) return here(aboutComma(text, at));
      return here(`\`${word}\` cannot stand behind a value that has ended; put all of it in quotes`);
    case 'RESOURCE_EXHAUSTION':
      return here('brackets, maps or lists are nested too deeply here');
    default:
      return here(firstSentence(message));
  }
}

/** A second colon on the line, or a deeper line below a value. */
function aboutNestedMap(text: string, at: number): ExplainedError {
  const line = /.*/.exec(text.slice(at))?.[0] ?? '';
  const below = /^.*\n(?:[ \t]*\r?\n)* */.exec(text.slice(at));
  if (/:(?:\s|$)/.test(line) || !below)
    return { message: 'there are two colons on this line; put the value in quotes', start: at };
  const message = 'this line is indented deeper than the one above it, which has a value already';
  return { message, start: at + below[0].length };
}

function aboutList(text: string, at: number): ExplainedError {
  return {
    message: 'an item of a list cannot stand among the keys of a map',
    start: behindSpaces(text, at),
  };
}

function aboutIndentation(text: string, at: number): ExplainedError {
  const message = 'this line is indented like nothing above it';
  return { message, start: behindSpaces(text, at) };
}

function aboutBracket(text: string, at: number): ExplainedError {
  const start = openBracketBefore(text, at);
  return start < 0
    ? { message: 'a bracket is not closed', start: at }
    : { message: `this \`${text[start]}\` is not closed`, start };
}

/** Where the bracket stands that is still open before the offset; -1 where there is none. */
function openBracketBefore(text: string, at: number): number {
  let closed = 0;
  for (let place = at - 1; place >= 0; place--) {
    const sign = text[place];
    if (sign === '}' || sign === ']') closed++;
    else if (sign === '{' || sign === '[') {
      if (closed === 0) return place;
      closed--;
    }
  }
  return -1;
}

function aboutComma(text: string, at: number): string {
  const next = /^(?:"[^"\n]*"|[^\s:,\]}]+)/.exec(text.slice(at))?.[0] ?? '';
  return `a comma is missing before \`${next}\``;
}

function behindSpaces(text: string, at: number): number {
  return at + (/^ */.exec(text.slice(at))?.[0].length ?? 0);
}

/** The parser appends advice of its own; the first sentence says what is wrong. */
function firstSentence(message: string): string {
  return message.split(/\n|(?<=\w) at line /)[0] ?? message;
}
