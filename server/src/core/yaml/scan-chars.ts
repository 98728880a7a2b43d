// Character codes by name, for what the scanner compares with `charCodeAt`.

/** Behind the last character of the text that is scanned. */
export const NUL = 0;
export const TAB = 9;
export const LINE_FEED = 10;
export const CARRIAGE_RETURN = 13;
export const SPACE = 32;
export const DOUBLE_QUOTE = 34;
export const HASH = 35;
export const SINGLE_QUOTE = 39;
export const PLUS = 43;
export const COMMA = 44;
export const DASH = 45;
export const DOT = 46;
export const ZERO = 48;
export const NINE = 57;
export const COLON = 58;
export const GREATER = 62;
export const OPEN_BRACKET = 91;
export const BACKSLASH = 92;
export const CLOSE_BRACKET = 93;
export const OPEN_BRACE = 123;
export const PIPE = 124;
export const CLOSE_BRACE = 125;

/** True for what ends a line, the end of the text included. */
export function isLineEnd(char: number): boolean {
  return char === LINE_FEED || char === CARRIAGE_RETURN || char === NUL;
}

/** True for white space and for the end of the text. */
export function isBlank(char: number): boolean {
  return char === SPACE || char === TAB || isLineEnd(char);
}

/** True for what ends a plain scalar inside of brackets. */
export function isFlowSign(char: number): boolean {
  return (
    char === COMMA ||
    char === OPEN_BRACKET ||
    char === CLOSE_BRACKET ||
    char === OPEN_BRACE ||
    char === CLOSE_BRACE
  );
}
