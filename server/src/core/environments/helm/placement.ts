import type { Origin } from '../../model/origin.ts';
import type { DocumentId } from '../../model/source.ts';
import type { Span } from '../../text/span.ts';
import type { ActionLine } from '../../yaml/action-lines.ts';
import { bestMatches } from './best-matches.ts';
import { type HelperKeys, includedIn } from './helper-keys.ts';
import type { Effort } from './likeness.ts';

/** A template document, and what it has printed. */
export interface Placement {
  readonly document: DocumentId;
  /** The lines of the template that hold nothing but actions. */
  readonly lines: readonly ActionLine[];
  readonly helpers: HelperKeys;
  readonly renderedText: string;
  readonly effort: Effort;
}

/** A place in a template. */
export interface Place extends Pick<Origin, 'path' | 'branches'> {
  /** The stretch of text in which all that belongs to it stands. */
  readonly span: Span;
}

/** The origin of what is written at a place. */
export function writtenAt({ document }: Placement, { path, branches }: Place, isSame: boolean): Origin {
  return {
    document,
    path,
    ...(branches === undefined ? {} : { branches }),
    ...(isSame ? {} : { altered: true as const }),
  };
}

/** The line of actions at a place that most likely prints a node, which is at an offset of the rendered text. */
export function printedAt(placement: Placement, place: Place, at: number, key: string | undefined): Origin {
  const { lines, helpers, renderedText } = placement;
  const { start, end } = place.span;
  const lineStart = renderedText.lastIndexOf('\n', Math.max(0, at - 1)) + 1;
  const indent = /^ */.exec(renderedText.slice(lineStart))?.[0].length;
  const score = (line: ActionLine): number => {
    if (!line.prints || line.span.start < start || line.span.end > end) return 0;
    const known = includedIn(line.text).flatMap((name) => helpers.get(name) ?? []);
    const says = key === undefined || known.length === 0 ? 0 : known.some((keys) => keys.has(key)) ? 2 : -2;
    return 4 + says + (line.indent === indent ? 1 : line.indent === undefined ? 0.5 : 0);
  };
  const [action] = bestMatches(lines, [key], score);
  return { ...writtenAt(placement, place, false), ...(action === undefined ? {} : { action }) };
}
