import { type LoweringContext, lowerChunk } from '../kinds/lower-chunk.ts';
import type { ResourceFacts } from '../model/resource-facts.ts';
import type { DocumentId } from '../model/source.ts';
import { countLines, createLineIndex, type LineIndex } from '../text/line-index.ts';
import type { Chunk } from '../yaml/chunk.ts';
import { type ParsedChunk, parseChunk } from '../yaml/parse-chunk.ts';
import { getEntry, isNull } from '../yaml/yaml-node.ts';
import type { DocumentProblem, EditedAt, ManifestDocument } from './manifest.ts';

/** What reading a document needs of its surroundings. */
export interface ReadContext extends LoweringContext {
  readonly nextId: () => DocumentId;
}

/** Reads the text of a chunk; `old` is the document that it continues, whose facts stay the same object if they are equal. */
export function readDocument(
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
  // Of the branches of a condition one is there, and nobody can say which.
  if (parsed.templated && isWrittenTwice(parsed, 'kind'))
    return { ...shell, facts: [], lastGood: undefined, problems: [], broken: true };
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

function isWrittenTwice({ root }: ParsedChunk, key: string): boolean {
  return root?.type === 'map' && root.entries.filter((entry) => entry.key.text === key).length > 1;
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
