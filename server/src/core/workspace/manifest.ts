import type { ResourceFacts } from '../model/resource-facts.ts';
import type { DocumentId } from '../model/source.ts';
import type { LineIndex } from '../text/line-index.ts';
import type { Span } from '../text/span.ts';
import type { Chunk } from '../yaml/chunk.ts';
import type { YamlProblem } from '../yaml/parse-tolerant.ts';

/** One file of the workspace that may hold Kubernetes objects. */
export interface Manifest {
  readonly uri: string;
  readonly text: string;
  readonly chunks: readonly ManifestChunk[];
  /** Which chunk, from 0, is that of a document. */
  readonly indexOf: () => ReadonlyMap<DocumentId, number>;
  /** The chunk of a document, or undefined when the document is not in this manifest. */
  readonly chunkOf: (id: DocumentId) => ManifestChunk | undefined;
}

/** A document and where it stands now; when text before it changes, only the span does. */
export interface ManifestChunk extends Chunk {
  /** The line of the manifest in which it starts, from 0; chunks start at the start of a line. */
  readonly line: number;
  readonly document: ManifestDocument;
}

/** What an environment takes of a document. */
export interface EnvironmentDocument {
  readonly id: DocumentId;
  readonly facts: readonly ResourceFacts[];
  /** What it said when its YAML was last sound, if that was something; broken, it says this still. */
  readonly lastGood: readonly ResourceFacts[] | undefined;
  /** Its YAML is broken: the facts are what could be kept, and what they lack may well be there. */
  readonly broken: boolean;
}

export interface ManifestDocument extends EnvironmentDocument {
  readonly lineCount: number;
  /** The lines of its text, which is handed in because the document does not keep it; found when first asked for. */
  readonly lines: (text: string) => LineIndex;
  /** What is wrong with its text; spans are within the document. */
  readonly problems: readonly DocumentProblem[];
  /** The keystroke after which it was read, within the document; a broken text may be read without that line. */
  readonly editedAt: EditedAt;
}

/** What is wrong with a document before one looks at what it says. */
export type DocumentProblem =
  | YamlProblem
  | { readonly type: 'missing-kind'; readonly message: string; readonly span: Span };

/** A keystroke, if that is what made the text: an offset in the new text. */
export type EditedAt = number | undefined;
