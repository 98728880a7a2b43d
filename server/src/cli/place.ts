import type { Source } from '../core/model/source.ts';
import { createLineIndex, type Position } from '../core/text/line-index.ts';
import type { Host } from '../core/workspace/host.ts';
import { positionAt } from '../core/workspace/manifest-positions.ts';
import { displayPath } from './display-path.ts';
import { printable } from './printable.ts';
import type { RenderedPlaces } from './rendered-places.ts';

/** A place in a file. Lines and columns count from 1; the end column is exclusive. */
export interface Place {
  /** Relative to the working directory, with forward slashes. */
  readonly file: string;
  readonly uri: string;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
  /** The template that has printed it, as helm names it, where that could not be found. */
  readonly template?: string;
}

/**
 * Makes what finds the place of a source in the present state of a host; undefined where the source is gone. What helm has
 * printed is where it is written in the chart.
 */
export function createPlacer(
  host: Host,
  rendered: RenderedPlaces | undefined,
): (source: Source) => Place | undefined {
  const snapshot = host.snapshot();
  return (source) => {
    const written = rendered?.locate(source);
    if (written) {
      const { positionAt: inTemplate } = createLineIndex(written.text);
      return toPlace(written.uri, inTemplate(written.span.start), inTemplate(written.span.end));
    }
    const found = host.locator.locate(snapshot, source);
    const manifest = found && snapshot.manifests.get(found.uri);
    if (!manifest) return undefined;
    const { start, end } = found.span;
    const place = toPlace(found.uri, positionAt(manifest, start), positionAt(manifest, end));
    const template = rendered?.templateOf(source.document);
    return template === undefined ? place : { ...place, template };
  };
}

function toPlace(uri: string, start: Position, end: Position): Place {
  return {
    file: displayPath(uri),
    uri,
    line: start.line + 1,
    column: start.character + 1,
    endLine: end.line + 1,
    endColumn: end.character + 1,
  };
}

/** A place as terminals and editors take it for a link: `deploy/api.yaml:12:7`. */
export function formatPlace({ file, line, column, template }: Place): string {
  const place = `${printable(file)}:${line}:${column}`;
  return template === undefined ? place : `${place} from ${printable(template)}`;
}
