import type { Position, Range } from 'vscode-languageserver/node';
import type { Span } from '../core/text/span.ts';
import type { Manifest } from '../core/workspace/manifest.ts';
import { offsetAt } from '../core/workspace/manifest-positions.ts';

/** A position as an offset in a manifest. */
export function fromPosition(manifest: Manifest, position: Position): number {
  return offsetAt(manifest, position);
}

/** A range as a span of a manifest. */
export function fromRange(manifest: Manifest, { start, end }: Range): Span {
  return { start: fromPosition(manifest, start), end: fromPosition(manifest, end) };
}
