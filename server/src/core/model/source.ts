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
  /** What stands at the path is the text of a YAML document itself; this is the path within that, and the part is of it. */
  readonly inner?: YamlPath;
  /** A line of template actions prints what is meant: which of those lines of the document, from 0. */
  readonly action?: number;
  /** Of keys that a template writes several times on the way to the path, which one is meant, from 0. */
  readonly branches?: Readonly<Record<YamlPath, number>>;
  /** Narrows the place to a host or port within the value: which word, and which of several equal ones, from 0. */
  readonly within?: { readonly text: string; readonly occurrence: number };
}

/** True when both point at the same place of the same document, down to the text within the value. */
export function sameSource(a: Source, b: Source): boolean {
  return (
    a.document === b.document &&
    a.path === b.path &&
    a.inner === b.inner &&
    a.action === b.action &&
    a.within?.text === b.within?.text &&
    a.within?.occurrence === b.within?.occurrence
  );
}
