import type { Span } from './span.ts';

/** Replaces a span of a text; an empty span inserts. */
export interface TextEdit {
  readonly span: Span;
  readonly newText: string;
}

/**
 * The text after all edits, whose spans are meant in the text before any of them.
 * Edits may come in any order. Of two that overlap, the one that starts later is left out: callers that must know
 * ask {@link editsOverlap} first.
 */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  let result = '';
  let copied = 0;
  for (const { span, newText } of inOrder(edits)) {
    if (span.start < copied) continue;
    result += text.slice(copied, span.start) + newText;
    copied = span.end;
  }
  return result + text.slice(copied);
}

/** True when two of the edits change the same character. */
export function editsOverlap(edits: readonly TextEdit[]): boolean {
  const sorted = inOrder(edits);
  return sorted.some((edit, i) => i > 0 && edit.span.start < (sorted[i - 1]?.span.end ?? 0));
}

function inOrder(edits: readonly TextEdit[]): TextEdit[] {
  return [...edits].sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);
}
