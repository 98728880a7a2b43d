import type { DocumentId, Source } from '../model/source.ts';
import type { YamlChange } from '../model/yaml-change.ts';
import { childPath, parentPath, pathSteps, type YamlPath } from '../yaml/yaml-path.ts';
import { type DerivedDocument, originAt } from './derived-document.ts';
import type { Snapshot } from './snapshot.ts';

/** Where a source was written: itself, unless its document was put together from others. */
export function writtenAt({ derived }: Pick<Snapshot, 'derived'>, source: Source): Source {
  const document = derived.get(source.document);
  if (!document) return source;
  const { altered, ...origin } = originAt(document.origins, source.path) ?? {
    document: document.base,
    path: '',
    altered: true,
  };
  const { part, within } = source;
  // What was changed on the way does not hold the words that are meant.
  return altered || !within ? { ...origin, part } : { ...origin, part, within };
}

/** The manifest that a document stands in, or that most of it was written in. */
export function manifestUriOf(
  { derived, manifestOf }: Pick<Snapshot, 'derived' | 'manifestOf'>,
  id: DocumentId,
): string | undefined {
  return manifestOf.get(derived.get(id)?.base ?? id);
}

/**
 * The change that has to be written for another one to come about, where that is possible: not where what is meant was
 * made on the way, or stands in a text within a text.
 */
export function changeToWrite(
  { derived }: Pick<Snapshot, 'derived'>,
  change: YamlChange,
): YamlChange | undefined {
  if (change.type === 'add-document') {
    const after = derived.get(change.after);
    if (!after) return change;
    return after.hasRoom ? { ...change, after: after.base } : undefined;
  }
  const document = derived.get(change.document);
  if (!document) return change;
  const place = placeToWrite(document, change);
  return place && { ...change, ...place };
}

function placeToWrite(
  { origins }: DerivedDocument,
  { type, path }: Exclude<YamlChange, { type: 'add-document' }>,
): { readonly document: DocumentId; readonly path: YamlPath } | undefined {
  // An entry that is new has no place yet: its parent has.
  const isNew = type === 'add-entry';
  const origin = originAt(origins, isNew ? parentPath(path) : path);
  if (!origin || origin.altered || origin.inner !== undefined) return undefined;
  const { document, path: parent } = origin;
  return { document, path: isNew ? childPath(parent, pathSteps(path).at(-1) ?? '') : parent };
}
