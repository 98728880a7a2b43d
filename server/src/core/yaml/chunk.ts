import type { Span } from '../text/span.ts';

/**
 * A part of a manifest that can be parsed by itself: a YAML document, or one item of a large `kind: List`.
 * The chunks of a manifest touch one another and together are its whole text.
 */
export interface Chunk {
  readonly span: Span;
  readonly role: ChunkRole;
}

export type ChunkRole =
  | { readonly type: 'document' }
  /** One `- …` item; `list` says what the items of a typed list are, which need not name their own kind. */
  | { readonly type: 'list-item'; readonly list: ListType }
  /** What stands before (the head) or after the items of a list: no resource of its own. */
  | { readonly type: 'list-frame'; readonly isHead: boolean };

export interface ListType {
  readonly apiVersion: string;
  readonly kind: string;
}
