import { lowerChunk } from '../kinds/lower-chunk.ts';
import type { ResourceFacts } from '../model/resource-facts.ts';
import type { DocumentId } from '../model/source.ts';
import type { DerivedDocument } from '../workspace/derived-document.ts';
import type { ComposedEnvironment } from '../workspace/division.ts';
import type { ManifestDocument } from '../workspace/manifest.ts';
import type { ReadContext } from '../workspace/read-document.ts';
import type { ComposedResource } from './kustomize/kustomize-result.ts';
import { originsOf } from './origins-of.ts';

/** What a composition made, and what it takes to make documents of it. */
export interface Composed {
  readonly resources: readonly ComposedResource[];
  /** There may be resources that are not listed. */
  readonly open: boolean;
  /** The document that stands for the composition as a whole. */
  readonly head: DocumentId;
  /** Another document can be written behind those that resources were written in. */
  readonly hasRoom: boolean;
  readonly written: (id: DocumentId) => ManifestDocument | undefined;
}

/**
 * The documents of an environment. What came through as it was written is the document itself; all else is derived, and
 * stays the same object as before where it says the same and was written at the same places.
 */
export function composedDocuments(
  composed: Composed,
  before: ComposedEnvironment | undefined,
  context: ReadContext,
): (ManifestDocument | DerivedDocument)[] {
  const known = new Map(
    (before?.documents ?? []).flatMap((each) => ('origins' in each ? [[keyOf(each), each]] : [])),
  );
  const whole = untouchedDocuments(composed);
  const documents: (ManifestDocument | DerivedDocument)[] = [...whole.values()];
  const taken = new Set<string>();
  for (const resource of composed.resources) {
    if (whole.has(resource.base)) continue;
    const fresh = deriveDocument(resource, composed, context);
    if (!fresh) continue;
    const key = freeKey(keyOf(fresh), taken);
    taken.add(key);
    documents.push(continueDocument(known.get(key), fresh));
  }
  if (composed.open) {
    const unseen = unseenDocument(composed.head);
    documents.push(known.get(keyOf(unseen)) ?? { ...unseen, id: context.nextId() });
  }
  return documents;
}

/** Documents all of whose resources came through as they are written. */
function untouchedDocuments({ resources, written }: Composed): ReadonlyMap<DocumentId, ManifestDocument> {
  const counts = new Map<DocumentId, number>();
  for (const { base, asWritten } of resources) {
    counts.set(base, asWritten ? (counts.get(base) ?? 0) + 1 : Number.NaN);
  }
  const found = new Map<DocumentId, ManifestDocument>();
  for (const [id, count] of counts) {
    const document = written(id);
    if (document && document.facts.length === count) found.set(id, document);
  }
  return found;
}

/** `id` is 0 as long as nobody knows whether there was such a document before. */
function deriveDocument(
  { root, base }: ComposedResource,
  { hasRoom, head }: Composed,
  context: ReadContext,
): Fresh | undefined {
  const parsed = { root, problems: [], broken: false, templated: false };
  const facts = lowerChunk(parsed, { type: 'document' }, context);
  if (facts.length === 0) return undefined;
  const shell = { lastGood: facts, broken: false, base, origins: originsOf(root), context };
  return { ...shell, facts, hasRoom: hasRoom && base !== head };
}

type Fresh = Omit<DerivedDocument, 'id'> & { readonly context: ReadContext };

function continueDocument(old: DerivedDocument | undefined, { context, ...fresh }: Fresh): DerivedDocument {
  if (!old) return { ...fresh, id: context.nextId() };
  const isSame = JSON.stringify(old.facts) === JSON.stringify(fresh.facts);
  const isFromThere = JSON.stringify([...old.origins]) === JSON.stringify([...fresh.origins]);
  return isSame && isFromThere ? old : { ...fresh, id: old.id };
}

/** Stands for what nobody can see: like a document that cannot be read, it may define anything. */
function unseenDocument(base: DocumentId): DerivedDocument {
  return { id: 0, facts: [], lastGood: undefined, broken: true, base, origins: new Map(), hasRoom: false };
}

function keyOf({ base, facts }: Pick<DerivedDocument, 'base' | 'facts'>): string {
  return `${base} ${facts.map(identityOf).join(' ')}`;
}

/** What tells a resource from all others of its environment. */
export function identityOf({ apiVersion, kind, namespace, name }: ResourceFacts): string {
  return `${apiVersion}/${kind}/${namespace?.value ?? ''}/${name?.value ?? ''}`;
}

function freeKey(key: string, taken: ReadonlySet<string>): string {
  return taken.has(key) ? freeKey(`${key}+`, taken) : key;
}
