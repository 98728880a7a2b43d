/** A stretch of text: UTF-16 offsets from 0, `end` is exclusive. In `ab: cd`, the value `cd` is `{ start: 4, end: 6 }`. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** The same stretch, `by` UTF-16 units further on. */
export function shiftSpan(span: Span, by: number): Span {
  return { start: span.start + by, end: span.end + by };
}

/** True when the offset is inside the span or at either of its ends, as a text cursor is. */
export function touches(span: Span, offset: number): boolean {
  return span.start <= offset && offset <= span.end;
}
