import type { Source } from '../core/model/source.ts';
import type { Host } from '../core/workspace/host.ts';
import { positionAt } from '../core/workspace/manifest-positions.ts';
import { displayPath } from './display-path.ts';
import { printable } from './printable.ts';

/** A place in a file. Lines and columns count from 1; the end column is exclusive. */
export interface Place {
  /** Relative to the working directory, with forward slashes. */
  readonly file: string;
  readonly uri: string;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}

/** Makes what finds the place of a source in the present state of a host; undefined where the source is gone. */
export function createPlacer(host: Host): (source: Source) => Place | undefined {
  const snapshot = host.snapshot();
  return (source) => {
    const found = host.locator.locate(snapshot, source);
    const manifest = found && snapshot.manifests.get(found.uri);
    if (!manifest) return undefined;
    const start = positionAt(manifest, found.span.start);
    const end = positionAt(manifest, found.span.end);
    return {
      file: displayPath(found.uri),
      uri: found.uri,
      line: start.line + 1,
      column: start.character + 1,
      endLine: end.line + 1,
      endColumn: end.character + 1,
    };
  };
}

/** A place as terminals and editors take it for a link: `deploy/api.yaml:12:7`. */
export function formatPlace({ file, line, column }: Place): string {
  return `${printable(file)}:${line}:${column}`;
}
