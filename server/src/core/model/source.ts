import type { Span } from '../text/span.ts';
import type { Part } from '../yaml/locate.ts';
import type { YamlPath } from '../yaml/yaml-path.ts';

/** Names a document of the workspace for as long as it exists, however it moves within its manifest. */
export type DocumentId = number;

/** A pointer to a place in a document; it becomes a span only where one is shown. */
export interface Source {
  readonly document: DocumentId;
  readonly path: YamlPath;
  /** Which part of what stands at the path; a span within the document where its text is broken and has no paths. */
  readonly part: Part | Span;
  /** Narrows the place to a host or port within the value: which word, and which of several equal ones, from 0. */
  readonly within?: { readonly text: string; readonly occurrence: number };
}

/** True when both point at the same place of the same document, down to the text within the value. */
export function sameSource(a: Source, b: Source): boolean {
  return (
    a.document === b.document &&
    a.path === b.path &&
    a.within?.text === b.within?.text &&
    a.within?.occurrence === b.within?.occurrence
  );
}
