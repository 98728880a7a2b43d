import { detach } from '../base/interner.ts';
import { findHosts } from '../kinds/find-hosts.ts';
import type { Source } from '../model/source.ts';
import { type Span, shiftSpan } from '../text/span.ts';
import { nodeAt, type Part } from '../yaml/locate.ts';
import { type ParsedChunk, parseChunk } from '../yaml/parse-chunk.ts';
import { locateOrigin } from './locate-origin.ts';
import type { Manifest, ManifestChunk, ManifestDocument } from './manifest.ts';
import type { Snapshot } from './snapshot.ts';
import { writtenAt } from './written-at.ts';

/** A span of a manifest. */
export interface Location {
  readonly uri: string;
  readonly span: Span;
}

/** Finds where sources stand. Facts hold paths only, so a document is parsed when a place in it is asked for. */
export interface Locator {
  /** Undefined when the document is no longer there, or is broken and what stands at the place cannot be seen. */
  readonly locate: (snapshot: Snapshot, source: Source) => Location | undefined;
  /** The tree of a document; spans in it start at the document. */
  readonly tree: (manifest: Manifest, chunk: ManifestChunk) => ParsedChunk;
}

/** Trees are kept of so much text (UTF-16 units): enough for the documents that one looks at. */
const KEPT_TEXT = 512 * 1024;

interface KeptTree {
  readonly parsed: ParsedChunk;
  readonly length: number;
}

/** Makes a locator. It remembers spans for as long as their document is in a snapshot, and a few trees. */
export function createLocator(): Locator {
  const trees = new Map<ManifestDocument, KeptTree>();
  let keptText = 0;
  const spans = new WeakMap<ManifestDocument, Map<string, Span | undefined>>();

  const tree = (manifest: Manifest, { span, document }: ManifestChunk): ParsedChunk => {
    const known = trees.get(document);
    if (known) trees.delete(document);
    else keptText += span.end - span.start;
    // The tree keeps slices of its text: of the chunk alone, not of every version of the whole manifest.
    const parsed =
      known?.parsed ?? parseChunk(detach(manifest.text.slice(span.start, span.end)), document.editedAt);
    trees.set(document, { parsed, length: span.end - span.start });
    for (const [oldest, { length }] of trees) {
      if (keptText <= KEPT_TEXT || oldest === document) break;
      trees.delete(oldest);
      keptText -= length;
    }
    return parsed;
  };

  const spanIn = (manifest: Manifest, chunk: ManifestChunk, source: Source): Span | undefined => {
    if (typeof source.part === 'object') return source.part;
    const ofDocument = spans.get(chunk.document) ?? new Map<string, Span | undefined>();
    spans.set(chunk.document, ofDocument);
    const { path, inner, action, branches, part, within } = source;
    const key = JSON.stringify([path, inner, action, branches, part, within]);
    if (!ofDocument.has(key)) ofDocument.set(key, find(manifest, chunk, source, source.part));
    return ofDocument.get(key);
  };

  const find = (manifest: Manifest, chunk: ManifestChunk, source: Source, part: Part): Span | undefined => {
    const { root } = tree(manifest, chunk);
    // The facts of a broken document are older than its text: where that has lost the place, any other would be wrong.
    if (chunk.document.broken && !nodeAt(root, source.path)) return undefined;
    const text = manifest.text.slice(chunk.span.start, chunk.span.end);
    const whole = locateOrigin(text, root, source, part);
    return source.within ? narrow(text, whole, source.within) : whole;
  };

  return {
    tree,
    locate: (snapshot, asked) => {
      const source = writtenAt(snapshot, asked);
      const uri = snapshot.manifestOf.get(source.document);
      const manifest = uri === undefined ? undefined : snapshot.manifests.get(uri);
      const chunk = manifest?.chunkOf(source.document);
      const span = manifest && chunk && spanIn(manifest, chunk, source);
      return span && { uri: manifest.uri, span: shiftSpan(span, chunk.span.start) };
    },
  };
}

/** The n-th word of this text that can be a host; the span itself when escapes hide it. */
function narrow(text: string, span: Span, within: NonNullable<Source['within']>): Span {
  let seen = 0;
  for (const { start, text: word } of findHosts(text.slice(span.start, span.end))) {
    if (word !== within.text || seen++ < within.occurrence) continue;
    return { start: span.start + start, end: span.start + start + word.length };
  }
  return span;
}
