import { RE2JS } from 're2js';

/**
 * A regular expression in the syntax of Go, RE2, as a test of texts: for the whole of a text or for any part of it.
 * Undefined if it is none. It takes time in proportion to the text, whatever somebody writes. Source:
 * https://github.com/google/re2/wiki/Syntax
 */
export function compilePattern(
  pattern: string,
  extent: 'whole' | 'part',
): ((text: string) => boolean) | undefined {
  try {
    const expression = RE2JS.compile(pattern);
    return (text) => (extent === 'whole' ? expression.testExact(text) : expression.test(text));
  } catch {
    return undefined;
  }
}
