import { lazy } from '../base/lazy.ts';
import { type LoweringContext, lowerChunk } from '../kinds/lower-chunk.ts';
import type { ResourceFacts } from '../model/resource-facts.ts';
import type { DocumentId } from '../model/source.ts';
import { countLines, createLineIndex, type LineIndex } from '../text/line-index.ts';
import { type Span, shiftSpan, touches } from '../text/span.ts';
import { type ParsedChunk, parseChunk } from '../yaml/parse-chunk.ts';
import type { YamlProblem } from '../yaml/parse-tolerant.ts';
import { type CutText, resplitChunks } from '../yaml/resplit-chunks.ts';
import type { Chunk } from '../yaml/split-chunks.ts';
import { getEntry, isNull } from '../yaml/yaml-node.ts';
import { alignDocuments } from './align-documents.ts';

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

export interface ManifestDocument {
  readonly id: DocumentId;
  readonly lineCount: number;
  /** The lines of its text, which is handed in because the document does not keep it; found when first asked for. */
  readonly lines: (text: string) => LineIndex;
  readonly facts: readonly ResourceFacts[];
  /** What it said when its YAML was last sound, if that was something; broken, it says this still. */
  readonly lastGood: readonly ResourceFacts[] | undefined;
  /** What is wrong with its text; spans are within the document. */
  readonly problems: readonly DocumentProblem[];
  /** Its YAML is broken: the facts are what could be kept, and what they lack may well be there. */
  readonly broken: boolean;
  /** The keystroke after which it was read, within the document; a broken text may be read without that line. */
  readonly editedAt: EditedAt;
}

/** What is wrong with a document before one looks at what it says. */
export type DocumentProblem =
  | YamlProblem
  | { readonly type: 'missing-kind'; readonly message: string; readonly span: Span };

/** What reading a manifest needs of its surroundings. */
export interface ReadContext extends LoweringContext {
  readonly nextId: () => DocumentId;
}

/** A keystroke, if that is what made the text: an offset in the new text. */
export type EditedAt = number | undefined;

/**
 * Reads a manifest, taking over every document whose text has not changed. A document that was edited keeps its id,
 * keeps its old facts object if the new facts are equal (so nothing downstream is computed again), and keeps its last
 * good facts while its YAML is broken.
 */
export function readManifest(
  uri: string,
  text: string,
  previous: Manifest | undefined,
  editedAt: EditedAt,
  context: ReadContext,
): Manifest {
  const { front, back, middle } = resplitChunks(text, previous ?? NO_TEXT);
  const oldChunks = previous?.chunks ?? [];
  const behind = oldChunks.length - back;
  const chunks = oldChunks.slice(0, front);
  const last = chunks.at(-1);
  let line = last ? last.line + last.document.lineCount - 1 : 0;
  const add = ({ span, role }: Chunk, document: ManifestDocument): void => {
    chunks.push({ span, role, line, document });
    line += document.lineCount - 1;
  };
  const matches = alignDocuments(oldChunks.slice(front, behind), previous?.text ?? '', middle, text);
  for (const [i, chunk] of middle.entries()) {
    const match = matches[i];
    const { span, role } = chunk;
    const inside = editedAt !== undefined && touches(span, editedAt) ? editedAt - span.start : undefined;
    const isSame = match?.sameText && sameRole(match.role, role);
    add(
      chunk,
      isSame
        ? match.document
        : readDocument(text.slice(span.start, span.end), role, match?.document, inside, context),
    );
  }
  const grown = text.length - (previous?.text.length ?? 0);
  for (const chunk of oldChunks.slice(behind))
    add({ span: shiftSpan(chunk.span, grown), role: chunk.role }, chunk.document);
  return makeManifest(uri, text, chunks, previous);
}

const NO_TEXT: CutText = { text: '', chunks: [] };

/** While documents stay the same ones in the same order, as they do when somebody types, their table is taken over. */
function makeManifest(
  uri: string,
  text: string,
  chunks: readonly ManifestChunk[],
  previous: Manifest | undefined,
): Manifest {
  const isSameOrder =
    previous?.chunks.length === chunks.length &&
    chunks.every(({ document }, i) => document.id === previous.chunks[i]?.document.id);
  const indexOf =
    previous && isSameOrder
      ? previous.indexOf
      : lazy(() => new Map(chunks.map(({ document }, i) => [document.id, i])));
  return {
    uri,
    text,
    chunks,
    indexOf,
    chunkOf: (id) => chunks[indexOf().get(id) ?? chunks.length],
  };
}

function readDocument(
  text: string,
  role: Chunk['role'],
  old: ManifestDocument | undefined,
  editedAt: EditedAt,
  context: ReadContext,
): ManifestDocument {
  const id = old?.id ?? context.nextId();
  const shell = { id, lineCount: countLines(text), lines: linesOnDemand(), editedAt };
  // No Kubernetes object is without this word, except the items of a typed list.
  if (!text.includes('apiVersion') && role.type !== 'list-item')
    return { ...shell, facts: [], lastGood: undefined, problems: [], broken: false };
  const parsed = parseChunk(text, editedAt);
  const { broken } = parsed;
  const read = lowerChunk(parsed, role, context);
  const fresh = old && sameFacts(old.facts, read) ? old.facts : read;
  const lastGood = broken ? old?.lastGood : fresh.length > 0 ? fresh : undefined;
  const problems = [...parsed.problems, ...missingKind(parsed, role)];
  return { ...shell, facts: lastGood ?? fresh, lastGood, problems, broken };
}

function linesOnDemand(): (text: string) => LineIndex {
  let found: LineIndex | undefined;
  return (text) => {
    found ??= createLineIndex(text);
    return found;
  };
}

/** A document that names an API version is meant for Kubernetes, which refuses it without a kind. */
function missingKind({ root }: ParsedChunk, role: Chunk['role']): DocumentProblem[] {
  const apiVersion = getEntry(root, 'apiVersion');
  const kind = getEntry(root, 'kind');
  if (role.type !== 'document' || !apiVersion || (kind && !isNull(kind.value))) return [];
  // Others name an API version too: the Chart.yaml of a Helm chart does.
  if (!['metadata', 'spec', 'data'].some((key) => getEntry(root, key))) return [];
  const message = 'this document has an apiVersion but no kind, so Kubernetes does not take it';
  return [{ type: 'missing-kind', message, span: apiVersion.key.span }];
}

function sameFacts(a: readonly ResourceFacts[], b: readonly ResourceFacts[]): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

function sameRole(a: Chunk['role'], b: Chunk['role']): boolean {
  if (a.type !== 'list-item' || b.type !== 'list-item') return a.type === b.type;
  return a.list.kind === b.list.kind && a.list.apiVersion === b.list.apiVersion;
}
