import { parseChunk } from '../../yaml/parse-chunk.ts';
import { splitChunks } from '../../yaml/split-chunks.ts';
import type { YamlMap } from '../../yaml/yaml-node.ts';

/** A document that helm has printed. Spans of its tree are within its text. */
export interface RenderedDocument {
  /** The template as helm names it: `shop/templates/web.yaml`. */
  readonly source: string;
  readonly text: string;
  readonly root: YamlMap;
}

/** Splits what helm has printed into its documents; those that are empty or name no template are left out. */
export function splitRendered(rendered: string): RenderedDocument[] {
  const documents = wholeDocuments(rendered);
  const sources = sourcesOf(documents);
  return documents.flatMap((text, i) => {
    const source = sources[i];
    const { root } = parseChunk(text, undefined);
    return source !== undefined && root?.type === 'map' ? [{ source, text, root }] : [];
  });
}

/**
 * The templates that documents name. Where a template begins with a separator of its own, helm writes the comment above
 * that: it stands alone, and the document behind it is meant.
 */
export function sourcesOf(documents: readonly string[]): (string | undefined)[] {
  let above: string | undefined;
  return documents.map((text) => {
    const source = sourceOf(text) ?? above;
    above = /^(?:\s*(?:#.*|---.*)?(?:\n|$))*$/.test(text) ? source : undefined;
    return source;
  });
}

/** The template that the comment at the start of a document names. */
function sourceOf(document: string): string | undefined {
  return /^(?:---[^\n]*\n|\s*\n)*# Source: (\S[^\r\n]*?)\s*(?:\n|$)/.exec(document)?.[1];
}

/** The items of a large list are chunks of their own, and here they are one document with it again. */
function wholeDocuments(text: string): string[] {
  const starts = splitChunks(text).flatMap(({ span, role }) =>
    role.type === 'document' || (role.type === 'list-frame' && role.isHead) ? [span.start] : [],
  );
  return starts.map((start, i) => text.slice(start, starts[i + 1]));
}
