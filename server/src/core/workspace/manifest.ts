import { type LoweringContext, lowerChunk } from '../kinds/lower-chunk.ts';
import type { ResourceFacts } from '../model/resource-facts.ts';
import type { DocumentId } from '../model/source.ts';
import { countLines, createLineIndex, type LineIndex } from '../text/line-index.ts';
import { type Span, touches } from '../text/span.ts';
import { type ParsedChunk, parseChunk } from '../yaml/parse-chunk.ts';
import type { YamlProblem } from '../yaml/parse-tolerant.ts';
import { type Chunk, splitChunks } from '../yaml/split-chunks.ts';
import { getEntry, isNull } from '../yaml/yaml-node.ts';

/** One file of the workspace that may hold Kubernetes objects. */
export interface Manifest {
  readonly uri: string;
  readonly text: string;
  readonly chunks: readonly ManifestChunk[];
  /** The chunk of a document, or undefined when the document is not in this manifest. */
  readonly chunkOf: (id: DocumentId) => ManifestChunk | undefined;
}

/** A document and where it stands now; when text before it changes, only the span does. */
export interface ManifestChunk {
  readonly span: Span;
  /** The line of the manifest in which it starts, from 0; chunks start at the start of a line. */
  readonly line: number;
  readonly document: ManifestDocument;
}

export interface ManifestDocument {
  readonly id: DocumentId;
  readonly role: Chunk['role'];
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
  const chunks = splitChunks(text);
  const old = align(previous, chunks, text);
  let line = 0;
  const read = chunks.map(({ span, role }, i): ManifestChunk => {
    const match = old[i];
    const inside = editedAt !== undefined && touches(span, editedAt) ? editedAt - span.start : undefined;
    const document =
      match?.sameText && sameRole(match.document.role, role)
        ? match.document
        : readDocument(text.slice(span.start, span.end), role, match?.document, inside, context);
    const chunk = { span, line, document };
    line += document.lineCount - 1;
    return chunk;
  });
  let byId: Map<DocumentId, ManifestChunk> | undefined;
  return {
    uri,
    text,
    chunks: read,
    chunkOf: (id) => {
      byId ??= new Map(read.map((chunk) => [chunk.document.id, chunk]));
      return byId.get(id);
    },
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
  const shell = { id, role, lineCount: countLines(text), lines: linesOnDemand(), editedAt };
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

interface Match {
  readonly document: ManifestDocument;
  readonly sameText: boolean;
}

/**
 * Finds for each new chunk the old document it continues: equal texts from the front and from the back, then equal
 * texts anywhere between (a document that moved), then, in order, whatever is left over (a document that was edited).
 */
function align(
  previous: Manifest | undefined,
  chunks: readonly Chunk[],
  text: string,
): (Match | undefined)[] {
  const matches: (Match | undefined)[] = new Array(chunks.length).fill(undefined);
  if (!previous) return matches;
  const newText = ({ span }: Chunk): string => text.slice(span.start, span.end);
  const oldText = ({ span }: ManifestChunk): string => previous.text.slice(span.start, span.end);
  const sameAt = (i: number, j: number): boolean => {
    const chunk = chunks[i];
    const old = previous.chunks[j];
    if (!chunk || !old || newText(chunk) !== oldText(old)) return false;
    matches[i] = { document: old.document, sameText: true };
    return true;
  };
  let front = 0;
  while (front < chunks.length && front < previous.chunks.length && sameAt(front, front)) front++;
  let back = 0;
  const most = Math.min(chunks.length, previous.chunks.length) - front;
  while (back < most && sameAt(chunks.length - 1 - back, previous.chunks.length - 1 - back)) back++;

  const left = previous.chunks.slice(front, previous.chunks.length - back);
  const byText = new Map(left.map((old) => [oldText(old), old]));
  const rest: number[] = [];
  for (let i = front; i < chunks.length - back; i++) {
    const chunk = chunks[i];
    const moved = chunk && byText.get(newText(chunk));
    if (!moved) rest.push(i);
    else {
      byText.delete(oldText(moved));
      matches[i] = { document: moved.document, sameText: true };
    }
  }
  const taken = new Set(matches.map((match) => match?.document));
  const edited = left.filter(({ document }) => !taken.has(document));
  rest.forEach((i, n) => {
    const document = edited[n]?.document;
    if (document) matches[i] = { document, sameText: false };
  });
  return matches;
}
